/** What a patient is on, on the day that "now" means for the case. */
import type { CaseRecord } from './case-record.ts'
import { drugOf } from '../dictionary/lists/drugs.ts'
import { isGlucocorticoid } from './dose.ts'
import { doseStretchesByDay, lastDayInForce, type Treatment } from './exposure.ts'
import { dayNumber, firstDay, type DayNumber, type IsoDay, type PartialDate } from './partial-date.ts'
import { isGivenAsInfusions, isSystemic, steroidExposures, steroidSteps } from './steroid-exposure.ts'
import type { DoseSegment } from './timeline-model.ts'

/** True while a treatment runs: it has begun, as far as is known, and has not ended. */
function runs(treatment: Treatment, now: DayNumber): boolean {
  if (treatment.started !== undefined && firstDay(treatment.started) > now) return false
  return treatment.ended === undefined || lastDayInForce(treatment.ended, now) >= now
}

export interface CurrentTreatment {
  readonly treatment: Treatment
  readonly drug: string
  /** The dose in force; missing where the record dates none of the treatment's doses, or it is told by its infusions. */
  readonly segment?: DoseSegment
}

/**
 * The treatments in force. One with dated doses is in force while one of its doses is; one without any, and one of
 * which neither start nor end is known, until an end is recorded.
 */
export function currentTreatments(record: CaseRecord, asOf: IsoDay): readonly CurrentTreatment[] {
  return treatmentsByDay(record)(asOf)
}

/** The same for whoever asks about several days. */
export function treatmentsByDay({ records }: CaseRecord): (asOf: IsoDay) => readonly CurrentTreatment[] {
  const courses = records.treatment.map((treatment) => ({
    treatment,
    dosesOn: isGivenAsInfusions(treatment, records.dose_step, records.infusion)
      ? () => []
      : doseStretchesByDay(treatment, records.dose_step),
  }))
  return (asOf) => {
    const now = dayNumber(asOf)
    return courses.flatMap(({ treatment, dosesOn }) => {
      const { drug } = treatment
      if (drug === undefined) return []
      const doses = dosesOn(asOf)
      if (doses.length === 0) return runs(treatment, now) ? [{ treatment, drug }] : []
      const dose = doses.find(({ from, to }) => from <= now && now <= to)
      return dose ? [{ treatment, drug, segment: dose.inWords() }] : []
    })
  }
}

export interface SteroidNow {
  readonly state: 'known' | 'unknown' | 'none'
  /** Prednisone-equivalent, mg a day; 0 where the state is `none`, missing where it is `unknown`. */
  readonly mgPerDay?: number
  /** In words: `7.5 mg daily`, `high dose`, `none`. */
  readonly label: string
  /** First date of the dose in force, where a single drug tells it. */
  readonly since?: PartialDate
  readonly recordIds: readonly string[]
}

/** Prednisone-equivalent of all systemic glucocorticoids now. Undefined where no treatment at all is recorded. */
export function steroidNow(record: CaseRecord, asOf: IsoDay): SteroidNow | undefined {
  const { treatment: treatments, dose_step: steps, infusion: infusions } = record.records
  if (treatments.length === 0 && infusions.length === 0) return undefined
  const now = dayNumber(asOf)
  const steroids = treatments.filter(({ drug }) => drug !== undefined && isGlucocorticoid(drug))
  const running = currentTreatments({ ...record, records: { ...record.records, treatment: steroids } }, asOf)
  const step = steroidSteps(steroidExposures(record, asOf)).find(({ from, to }) => from <= now && now <= to)
  const recordIds = running.map(({ treatment, segment }) => segment?.recordId ?? treatment.id)
  const since = running.length === 1 ? running[0]!.segment?.starts : undefined
  const undated = running.filter(
    ({ treatment, segment }) =>
      segment === undefined && isSystemic(treatment) && !isGivenAsInfusions(treatment, steps, infusions),
  )
  if (undated.length > 0) return { state: 'unknown', label: 'dose not known', recordIds }
  if (!step || step.perDay === 0) return { state: 'none', mgPerDay: 0, label: 'none', recordIds }
  if (step.perDay === undefined) return { state: 'unknown', label: step.label, since, recordIds }
  return { state: 'known', mgPerDay: step.perDay, label: step.label, since, recordIds }
}

/** Immunosuppressants and antifibrotics in force besides glucocorticoids, each drug once, in order of the record. */
export function otherDrugsNow(record: CaseRecord, asOf: IsoDay): readonly string[] {
  const codes = currentTreatments(record, asOf)
    .map(({ drug }) => drug)
    .filter((drug) => !isGlucocorticoid(drug) && drugOf(drug)?.drugClass !== 'prophylaxis')
  return [...new Set(codes)]
}
