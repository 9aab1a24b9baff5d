/** All systemic glucocorticoids together, as prednisone-equivalent: steps over time, and sums over an interval. */
import type { RecordTypes } from '../dictionary/forms.ts'
import { drugOf } from '../dictionary/lists/drugs.ts'
import type { RecordSource } from '../dictionary/record.ts'
import type { CaseRecord } from './case-record.ts'
import { isGlucocorticoid, milligrams, prednisoneEquivalent } from './dose.ts'
import { doseSegments, oneCourse, type DoseStep, type Treatment } from './exposure.ts'
import { formatNumber } from './format-number.ts'
import { ofTreatment } from './list-index.ts'
import { dayNumber, lastDay, precisionOf, type DayNumber, type IsoDay } from './partial-date.ts'
import type { SteroidLane } from './timeline-model.ts'
import { convert } from './units.ts'

export type Infusion = RecordTypes['infusion']
export type SteroidStep = SteroidLane['steps'][number]

export interface SteroidExposure {
  /** The dose step, treatment or infusion that it comes from. */
  readonly recordId: string
  readonly from: DayNumber
  readonly to: DayNumber
  /** Prednisone-equivalent in mg a day. */
  readonly mgPerDay?: number
  readonly label: string
  readonly source: RecordSource
}

/** Amount of a cycle in mg: the total as entered, else dose for body weight × the weight used. */
export function infusedMilligrams(infusion: Infusion): number | undefined {
  if (infusion.total_dose !== undefined) return milligrams(infusion.total_dose, infusion.total_dose_unit)
  if (infusion.dose_per_kg === undefined || infusion.weight === undefined) return undefined
  const perKg = milligrams(infusion.dose_per_kg, infusion.dose_per_kg_unit?.replace('/kg', ''))
  const weightKg = infusion.weight_unit === undefined ? undefined : convert(infusion.weight, infusion.weight_unit, 'kg')
  return perKg === undefined || weightKg === undefined ? undefined : perKg * weightKg
}

/**
 * The infusions that belong to a treatment: those that name it, and those of its drug that name none. The latter don't
 * belong to a treatment by mouth: a pulse is no part of the tablets.
 */
export function infusionsOf(treatment: Treatment, infusions: readonly Infusion[]): readonly Infusion[] {
  return infusions.filter((infusion) => belongsTo(treatment, infusion))
}

function belongsTo(treatment: Treatment, infusion: Infusion): boolean {
  if (infusion.treatment !== undefined) return infusion.treatment === treatment.id
  return infusion.drug === treatment.drug && treatment.route !== 'oral'
}

/** True for a treatment that is told by its infusions: it has some, and no dose steps. */
export function isGivenAsInfusions(
  treatment: Treatment,
  steps: readonly DoseStep[],
  infusions: readonly Infusion[],
): boolean {
  return ofTreatment(steps, treatment.id).length === 0 && infusions.some((infusion) => belongsTo(treatment, infusion))
}

/** False for what is inhaled or put on the skin: it adds nothing to the dose that the body gets. */
export function isSystemic(treatment: Treatment): boolean {
  return treatment.route !== 'inhaled' && treatment.route !== 'topical'
}

function equivalent(drug: string, mgPerDay: number | undefined): number | undefined {
  return mgPerDay === undefined ? undefined : prednisoneEquivalent(drug, mgPerDay)
}

/** A pulse on known days. One known to the month only isn't spread over it: it stands in its drug's lane, not here. */
function pulseOf(infusion: Infusion): SteroidExposure | undefined {
  const { drug, date, ended } = infusion
  if (drug === undefined || date === undefined || precisionOf(date) !== 'day') return undefined
  if (ended !== undefined && precisionOf(ended) !== 'day') return undefined
  const from = dayNumber(date)
  const to = ended === undefined ? from : Math.max(from, lastDay(ended))
  const total = infusedMilligrams(infusion)
  const mgPerDay = equivalent(drug, total === undefined ? undefined : total / (to - from + 1))
  return { recordId: infusion.id, from, to, mgPerDay, label: 'dose not known', source: infusion.source }
}

/** What adds to the dose of systemic glucocorticoids, and when: doses that replace one another as one course, and pulses. */
export function steroidExposures({ records }: CaseRecord, today: IsoDay): readonly SteroidExposure[] {
  const { treatment: treatments, dose_step: steps, infusion: infusions } = records
  const steroids = treatments.filter(
    (treatment) => treatment.drug !== undefined && isGlucocorticoid(treatment.drug) && isSystemic(treatment),
  )
  const segmentsOf = new Map(steroids.map((treatment) => [treatment.id, doseSegments(treatment, steps, today)]))
  const byCourse = new Map<string, Treatment[]>()
  for (const treatment of steroids) {
    if (isGivenAsInfusions(treatment, steps, infusions)) continue
    const course = `${treatment.drug} ${treatment.route ?? drugOf(treatment.drug!)?.route}`
    byCourse.set(course, [...(byCourse.get(course) ?? []), treatment])
  }
  const byMouth = [...byCourse.values()].flatMap((course) => {
    const drug = course[0]!.drug!
    const segments = oneCourse(course.flatMap(({ id }) => segmentsOf.get(id)!))
    return segments.map(({ recordId, from, to, perDay, label, source }) => {
      return { recordId, from, to, mgPerDay: equivalent(drug, perDay), label, source }
    })
  })
  const pulses = infusions.flatMap((infusion) => {
    if (infusion.drug === undefined || !isGlucocorticoid(infusion.drug)) return []
    const pulse = pulseOf(infusion)
    // A pulse that is written down both as infusion and as dose steps of its treatment counts once.
    const written = segmentsOf.get(infusion.treatment ?? '')
    const counted =
      pulse &&
      written?.some((segment) => segment.perDay !== undefined && segment.from <= pulse.to && pulse.from <= segment.to)
    return pulse && !counted ? [pulse] : []
  })
  return [...byMouth, ...pulses]
}

function sourceOf(running: readonly SteroidExposure[]): RecordSource {
  const marks: readonly RecordSource[] = ['illustrative', 'synthetic']
  return marks.find((mark) => running.some(({ source }) => source === mark)) ?? 'recorded'
}

function together(running: readonly SteroidExposure[], from: DayNumber, to: DayNumber): SteroidStep {
  const source = sourceOf(running)
  let sum = 0
  for (const { mgPerDay } of running) {
    if (mgPerDay === undefined) {
      return { from, to, label: running.length === 1 ? running[0]!.label : 'dose not known', source }
    }
    sum += mgPerDay
  }
  return { from, to, perDay: sum, label: sum === 0 ? 'none' : `${formatNumber(sum, 1)} mg daily`, source }
}

/** True for stretches that say the same, so that nothing but a cut stands between them. */
function saysTheSame(a: SteroidStep, b: SteroidStep): boolean {
  return a.perDay === b.perDay && a.label === b.label && a.source === b.source
}

/**
 * Prednisone-equivalent of all systemic glucocorticoids together, mg a day, as merged steps. Days without a step are
 * days off glucocorticoids; a step without `perDay` has one running of which the dose, or the equivalent, isn't known.
 * Treatments of the same drug by the same route (the usual one where none is recorded) replace one another; others add up.
 */
export function steroidSteps(all: readonly SteroidExposure[]): readonly SteroidStep[] {
  const cuts = [...new Set(all.flatMap(({ from, to }) => [from, to + 1]))].sort((a, b) => a - b)
  const merged: SteroidStep[] = []
  cuts.slice(0, -1).forEach((from, index) => {
    const to = cuts[index + 1]! - 1
    const running = all.filter((exposure) => exposure.from <= from && to <= exposure.to)
    if (running.length === 0) return
    const step = together(running, from, to)
    const last = merged.at(-1)
    if (last && last.to === from - 1 && saysTheSame(last, step)) {
      merged[merged.length - 1] = { ...last, to }
    } else merged.push(step)
  })
  return merged
}

/** Dose steps, treatments and infusions that the steps between two days are made of, in order of time. */
export function steroidRecordIds(
  all: readonly SteroidExposure[],
): (from: DayNumber, to: DayNumber) => readonly string[] {
  const inOrder = all.toSorted((a, b) => a.from - b.from)
  return (from, to) => [
    ...new Set(inOrder.filter((one) => one.from <= to && from <= one.to).map((one) => one.recordId)),
  ]
}

export interface Exposed {
  /** Sum over the days of known dose, mg. A lower bound where `unknownDays` is above 0. */
  readonly mg: number
  /** Days of the interval, both ends included. */
  readonly days: number
  /** Days under a dose that isn't known: left out of sum and mean, never counted as 0. */
  readonly unknownDays: number
  /** Time-weighted mean over the days of known dose, days off the drug counting as 0; mg a day. */
  readonly meanPerDay?: number
}

/** What was taken from one day to another, both included. The steps must not overlap. */
export function cumulativeDose(
  steps: readonly { readonly from: DayNumber; readonly to: DayNumber; readonly perDay?: number }[],
  from: DayNumber,
  to: DayNumber,
): Exposed {
  let mg = 0
  let unknownDays = 0
  for (const step of steps) {
    const days = Math.min(step.to, to) - Math.max(step.from, from) + 1
    if (days <= 0) continue
    if (step.perDay === undefined) unknownDays += days
    else mg += step.perDay * days
  }
  const days = Math.max(0, to - from + 1)
  const known = days - unknownDays
  return { mg, days, unknownDays, meanPerDay: known > 0 ? mg / known : undefined }
}
