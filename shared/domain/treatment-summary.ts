/** The history of treatment for paper: courses with their doses and the reasons for each change, cycles of infusions, approvals. */
import { medianOf } from '#shared/statistics/median.ts'
import type { CaseRecord } from './case-record.ts'
import { drugOf } from '../dictionary/lists/drugs.ts'
import type { RecordSource } from '../dictionary/record.ts'
import { intervalsBetween } from './case-facts.ts'
import { doseLabel } from './dose.ts'
import { reactionText } from './drug-lanes.ts'
import {
  doseStretchesByDay,
  reasonOf,
  startsWithTreatment,
  type DoseStep,
  type DoseStretch,
  type Treatment,
} from './exposure.ts'
import { formatNumber } from './format-number.ts'
import { labelOf, midSentence } from './label-of.ts'
import { ofTreatment } from './list-index.ts'
import { comparePartialDates, firstDay, lastDay, type IsoDay, type PartialDate } from './partial-date.ts'
import { isGivenAsInfusions } from './steroid-exposure.ts'
import { unitLabel } from './units.ts'

/** The drug's full name. */
export function fullDrugName(code: string | undefined): string {
  return code === undefined ? 'Drug not recorded' : (drugOf(code)?.label ?? code)
}

export interface DoseLine {
  /** As known; missing where the dose has no date. */
  readonly from?: PartialDate
  readonly to?: PartialDate
  readonly ongoing: boolean
  readonly dose: string
  readonly reason?: string
  readonly source: RecordSource
  readonly recordId: string
}

export interface CourseLine {
  readonly drug: string
  readonly label: string
  readonly from?: PartialDate
  /** Missing while it goes on, and where the end isn't known. */
  readonly to?: PartialDate
  readonly indication?: string
  readonly line?: number
  readonly route?: string
  readonly doses: readonly DoseLine[]
  /** `intolerance: nausea`. */
  readonly stopReason?: string
  readonly source: RecordSource
  readonly recordId: string
}

export function indicationText(treatment: Treatment): string | undefined {
  return treatment.indication && midSentence(labelOf('treatment', 'indication', treatment.indication))
}

function doseLines({ records }: CaseRecord, treatment: Treatment, asOf: IsoDay): readonly DoseLine[] {
  if (isGivenAsInfusions(treatment, records.dose_step, records.infusion)) return []
  const undated = undatedDoses(treatment, records.dose_step)
  const undatedLines = undated.map((step) => ({
    ongoing: false,
    dose: `${doseLabel(step)} (date not recorded)`,
    reason: reasonOf(step),
    source: step.source,
    recordId: step.id,
  }))
  const datedLines = datedDoses(treatment, records.dose_step, undated, asOf).map(({ inWords }) => {
    const segment = inWords()
    return {
      from: segment.starts,
      to: segment.ongoing ? undefined : segment.ends,
      ongoing: segment.ongoing,
      dose: segment.label,
      reason: segment.reason,
      source: segment.source,
      recordId: segment.recordId,
    }
  })
  return [...undatedLines, ...datedLines]
}

/** Doses without a date; the one called the start of a dated treatment has its date. */
function undatedDoses(treatment: Treatment, steps: readonly DoseStep[]): readonly DoseStep[] {
  return ofTreatment(steps, treatment.id).filter(
    (step) => step.started === undefined && !startsWithTreatment(step, treatment),
  )
}

/** Doses with dates. The stretch of unknown dose is told by the undated doses themselves, where there are any. */
function datedDoses(
  treatment: Treatment,
  steps: readonly DoseStep[],
  undated: readonly DoseStep[],
  asOf: IsoDay,
): readonly DoseStretch[] {
  const told = new Set(undated.map(({ id }) => id))
  if (undated.length > 0) told.add(treatment.id)
  return doseStretchesByDay(treatment, steps)(asOf).filter(({ recordId }) => !told.has(recordId))
}

/** The first dose of a course that is told with a date, in words. */
export function firstDatedDose({ records }: CaseRecord, treatment: Treatment, asOf: IsoDay): string | undefined {
  if (isGivenAsInfusions(treatment, records.dose_step, records.infusion)) return undefined
  const undated = undatedDoses(treatment, records.dose_step)
  return datedDoses(treatment, records.dose_step, undated, asOf)[0]?.inWords().label
}

/** First date of a course: its own, else that of its first dose or infusion. */
export function startOfCourse({ records }: CaseRecord, treatment: Treatment): PartialDate | undefined {
  if (treatment.started !== undefined) return treatment.started
  const steps = ofTreatment(records.dose_step, treatment.id)
  // A first dated dose is no start where an undated one came before it.
  if (steps.some((step) => step.started === undefined)) return undefined
  const infusions = ofTreatment(records.infusion, treatment.id)
  const dates = [...steps.map((step) => step.started), ...infusions.map((infusion) => infusion.date)]
  return dates.filter((date) => date !== undefined).sort(comparePartialDates)[0]
}

/** `intolerance: nausea`. */
export function stopReasonText(treatment: Treatment): string | undefined {
  const reason = treatment.stop_reason && midSentence(labelOf('treatment', 'stop_reason', treatment.stop_reason))
  return [reason, treatment.stop_detail?.trim()].filter(Boolean).join(': ') || undefined
}

export interface StartedCourse {
  readonly treatment: Treatment
  readonly from: PartialDate | undefined
}

/** Every course of treatment in order of its start; those without one last. */
export function coursesInOrder(record: CaseRecord): readonly StartedCourse[] {
  const start = ({ from }: StartedCourse) => (from === undefined ? Number.POSITIVE_INFINITY : firstDay(from))
  return record.records.treatment
    .map((treatment): StartedCourse => ({ treatment, from: startOfCourse(record, treatment) }))
    .sort((a, b) => (start(a) === start(b) ? 0 : start(a) - start(b)))
}

/** The same with doses and words, for paper. */
export function courses(record: CaseRecord, asOf: IsoDay): readonly CourseLine[] {
  return coursesInOrder(record).map(({ treatment, from }): CourseLine => {
    return {
      drug: treatment.drug ?? '',
      label: fullDrugName(treatment.drug),
      from,
      to: treatment.ended,
      indication: indicationText(treatment),
      line: treatment.line,
      route: treatment.route && midSentence(labelOf('treatment', 'route', treatment.route)),
      doses: doseLines(record, treatment, asOf),
      stopReason: stopReasonText(treatment),
      source: treatment.source,
      recordId: treatment.id,
    }
  })
}

export interface InfusionSummary {
  readonly drug: string
  readonly label: string
  readonly count: number
  readonly first: PartialDate
  readonly last: PartialDate
  /** Dose of a cycle: `2 g/kg`, `1.6–2 g/kg`, else the total; missing where none is recorded. */
  readonly dose?: string
  readonly medianIntervalDays?: number
  /** `10 × no reaction, 2 × reaction grade 1: headache, 3 × reaction not recorded`. */
  readonly reactions: string
  /** `day 3`, `days 2–4`. */
  readonly bestEffect?: string
  /** `week 3`, `weeks 3–4`. */
  readonly wearingOff?: string
  readonly products: readonly string[]
  readonly recordIds: readonly string[]
}

type Infusion = CaseRecord['records']['infusion'][number]

function spread(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => formatNumber(value))
  return least === most ? least! : `${least}–${most}`
}

function spreadOf(one: string, many: string, values: readonly (number | undefined)[]): string | undefined {
  const known = values.filter((value) => value !== undefined)
  if (known.length === 0) return undefined
  return `${new Set(known).size === 1 ? one : many} ${spread(known)}`
}

/** Doses in the unit that all of them share; mixed units stay apart. */
function doseSpread(infusions: readonly Infusion[], item: 'dose_per_kg' | 'total_dose'): string | undefined {
  const byUnit = new Map<string, number[]>()
  for (const infusion of infusions) {
    const value = infusion[item]
    if (value === undefined) continue
    const unit = infusion[`${item}_unit`] ?? '(unit not known)'
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), value])
  }
  return [...byUnit].map(([unit, values]) => `${spread(values)} ${unitLabel(unit)}`).join(', ') || undefined
}

function countedReactions(infusions: readonly Infusion[]): string {
  const counts = new Map<string, number>()
  for (const infusion of infusions) {
    const text = reactionText(infusion) ?? 'reaction not recorded'
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, count]) => `${count} × ${text}`).join(', ')
}

/** Infusions by drug, those without a date counted but not dated. */
export function infusionSummaries({ records }: CaseRecord): readonly InfusionSummary[] {
  const byDrug = new Map<string, Infusion[]>()
  for (const infusion of records.infusion) {
    const drug = infusion.drug ?? records.treatment.find(({ id }) => id === infusion.treatment)?.drug
    if (drug !== undefined) byDrug.set(drug, [...(byDrug.get(drug) ?? []), infusion])
  }
  return [...byDrug].flatMap(([drug, infusions]) => {
    const dates = infusions.flatMap(({ date }) => date ?? []).sort(comparePartialDates)
    const first = dates[0]
    const last = dates.at(-1)
    if (first === undefined || last === undefined) return []
    const products = infusions.flatMap(({ product }) => product?.trim() || [])
    return {
      drug,
      label: fullDrugName(drug),
      count: infusions.length,
      first,
      last,
      dose: doseSpread(infusions, 'dose_per_kg') ?? doseSpread(infusions, 'total_dose'),
      medianIntervalDays: medianOf(intervalsBetween(dates)),
      reactions: countedReactions(infusions),
      bestEffect: spreadOf(
        'day',
        'days',
        infusions.map((infusion) => infusion.best_effect_day),
      ),
      wearingOff: spreadOf(
        'week',
        'weeks',
        infusions.map((infusion) => infusion.wearing_off_week),
      ),
      products: [...new Set(products)],
      recordIds: infusions.map(({ id }) => id),
    }
  })
}

export interface ApprovalLine {
  readonly label: string
  readonly askedOn?: PartialDate
  readonly decision?: string
  readonly decidedOn?: PartialDate
  readonly firstDoseOn?: PartialDate
  readonly payer?: string
  readonly reason?: string
  /** Days from asking to the first dose, else to the decision, bounded by what is known of the dates. */
  readonly delayDays?: { readonly min: number; readonly max: number }
  /** `62 days to the first dose`, `60–120 days to the decision`, `start not recorded`. */
  readonly delay: string
  readonly source: RecordSource
  readonly recordId: string
}

function delayOf(approval: CaseRecord['records']['approval'][number]): Pick<ApprovalLine, 'delay' | 'delayDays'> {
  const end = approval.first_dose_on ?? approval.decided_on
  if (approval.asked_on === undefined) return { delay: 'start not recorded' }
  if (end === undefined) return { delay: approval.decision === 'pending' ? 'pending' : 'end not recorded' }
  const min = Math.max(0, firstDay(end) - lastDay(approval.asked_on))
  const max = Math.max(0, lastDay(end) - firstDay(approval.asked_on))
  const days = min === max ? `${min} ${min === 1 ? 'day' : 'days'}` : `${min}–${max} days`
  const what = approval.first_dose_on === undefined ? 'to the decision' : 'to the first dose'
  return { delayDays: { min, max }, delay: `${days} ${what}` }
}

export function approvalLines({ records }: CaseRecord): readonly ApprovalLine[] {
  return records.approval.map((approval) => ({
    label: fullDrugName(approval.drug),
    askedOn: approval.asked_on,
    decision: approval.decision && labelOf('approval', 'decision', approval.decision),
    decidedOn: approval.decided_on,
    firstDoseOn: approval.first_dose_on,
    payer: approval.payer && labelOf('approval', 'payer', approval.payer),
    reason: approval.reason_text?.trim() || undefined,
    ...delayOf(approval),
    source: approval.source,
    recordId: approval.id,
  }))
}
