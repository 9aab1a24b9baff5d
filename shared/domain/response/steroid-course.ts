/**
 * Systemic glucocorticoids of a case as prednisone-equivalent, from the first day on one to the last day that anything is
 * known of the case. A dose that nobody ended goes on until then, not until today: nothing is known of the days after.
 */
import type { CaseRecord } from '../case-record.ts'
import { doseLabel, isGlucocorticoid } from '../dose.ts'
import { startsWithTreatment } from '../exposure.ts'
import { asOfDay, lastEntryDay } from '../follow-up.ts'
import { dayNumber, formatPartialDate, precisionOf, type DayNumber, type IsoDay } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import {
  isGivenAsInfusions,
  isSystemic,
  steroidExposures,
  steroidRecordIds,
  steroidSteps,
  type SteroidStep,
} from '../steroid-exposure.ts'
import { fullDrugName } from '../treatment-summary.ts'
import { usedDoses } from './used-doses.ts'

export interface SteroidCourse {
  /** In order of time; those without `perDay` are of unknown dose. None goes beyond `to`. */
  readonly steps: readonly SteroidStep[]
  /** First day on a glucocorticoid; missing where none is dated. */
  readonly from?: DayNumber
  /** Last day that anything is known of the case. */
  readonly to: DayNumber
  /** What the record holds and no step can tell, in whole sentences: sums are lower bounds where there is any. */
  readonly notCounted: readonly string[]
  /** The records behind the steps between two days. */
  readonly inputsBetween: (from: DayNumber, to: DayNumber) => readonly UsedInput[]
}

/** The last day that the record says something about, never beyond the day that now means for the case. */
export function knownUntil(record: CaseRecord, today: IsoDay): DayNumber {
  const asOf = asOfDay(record, today)
  return Math.min(lastEntryDay(record, asOf) ?? dayNumber(asOf), dayNumber(asOf))
}

function notCounted({ records }: CaseRecord): readonly string[] {
  const steroids = records.treatment.filter(({ drug }) => drug !== undefined && isGlucocorticoid(drug))
  const undated = steroids
    .filter((treatment) => isSystemic(treatment))
    .filter((treatment) => !isGivenAsInfusions(treatment, records.dose_step, records.infusion))
    .flatMap((treatment) => {
      const name = fullDrugName(treatment.drug)
      const steps = records.dose_step.filter((step) => step.treatment === treatment.id)
      if (treatment.started === undefined && steps.every(({ started }) => started === undefined))
        return [`${name} without any date.`]
      const doses = steps
        .filter((step) => step.started === undefined && !startsWithTreatment(step, treatment))
        .map(doseLabel)
      return doses.length === 0 ? [] : [`${name} without a date: ${doses.join('; ')}.`]
    })
  const unplaced = records.infusion
    .filter(({ drug, date }) => drug !== undefined && isGlucocorticoid(drug) && (!date || precisionOf(date) !== 'day'))
    .map(({ drug, date }) => `${fullDrugName(drug)} of ${date ? formatPartialDate(date) : 'a day not recorded'}.`)
  return [...undated, ...unplaced]
}

/** Undefined where no systemic glucocorticoid is recorded at all. */
export function steroidCourse(record: CaseRecord, today: IsoDay): SteroidCourse | undefined {
  const to = knownUntil(record, today)
  const exposures = steroidExposures(record, today)
  const steps = steroidSteps(exposures)
    .filter((step) => step.from <= to)
    .map((step) => ({ ...step, to: Math.min(step.to, to) }))
  const notes = notCounted(record)
  const first = steps[0]
  if (!first && notes.length === 0) return undefined
  const idsBetween = steroidRecordIds(exposures)
  return {
    steps,
    ...(first ? { from: first.from } : {}),
    to,
    notCounted: notes,
    inputsBetween: (from, until) => usedDoses(record, idsBetween(from, until)),
  }
}
