/** Courses of a case as the editor shows them: one lane each, with every dose and infusion that can be gone to. */
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import { intakesPerDay } from '#shared/dictionary/lists/dosing.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { isGlucocorticoid, perDay } from '#shared/domain/dose.ts'
import { drugName, infusionMark } from '#shared/domain/drug-lanes.ts'
import { doseSegments, type DoseStep, type Treatment } from '#shared/domain/exposure.ts'
import { dayNumber, firstDay, lastDay, type DayNumber, type IsoDay } from '#shared/domain/partial-date.ts'
import { infusionsOf, isGivenAsInfusions, type Infusion } from '#shared/domain/steroid-exposure.ts'
import type { DoseSegment, InfusionMark } from '#shared/domain/timeline-model.ts'
import { convert } from '#shared/domain/units.ts'

/** A dose in force over some days. */
export interface LaneDose {
  /** The dose step; missing for a stretch of which no step tells the dose. */
  readonly step?: DoseStep
  readonly segment: DoseSegment
  /** How tall its bar is, comparable within the lane only; missing where the dose is not known as a number. */
  readonly magnitude?: number
}

export interface CourseLane {
  /** Id of the treatment; of infusions without one, `without:DRUG`. */
  readonly id: string
  readonly treatment?: Treatment
  readonly drug: string
  readonly name: string
  readonly doses: readonly LaneDose[]
  /** Doses that can't be drawn: without a date, or replaced by a later entry of the same day. */
  readonly undrawn: readonly DoseStep[]
  readonly infusions: readonly InfusionMark[]
  /** Told by ticks over a band rather than by bars. */
  readonly infused: boolean
}

/**
 * The amount that a bar's height stands for: a day's mean in mg where that is known, else the amount for body weight or
 * surface a day, else the amount of one intake. Within a lane all are the same kind but in odd records.
 */
function magnitudeOf(step: DoseStep): number | undefined {
  const daily = perDay(step)
  if (daily !== undefined || step.dose === undefined) return daily
  const amount = step.unit === undefined ? step.dose : (convert(step.dose, step.unit, 'mg/kg') ?? step.dose)
  return amount * ((step.frequency === undefined ? undefined : intakesPerDay(step.frequency)) ?? 1)
}

function laneOf(record: CaseRecord, treatment: Treatment, today: IsoDay): CourseLane {
  const { dose_step: allSteps, infusion: allInfusions } = record.records
  const drug = treatment.drug ?? 'other'
  const steps = allSteps.filter((step) => step.treatment === treatment.id)
  const infusions = infusionsOf(treatment, allInfusions).flatMap((infusion) => infusionMark(infusion, drug) ?? [])
  const told = isGivenAsInfusions(treatment, allSteps, allInfusions)
  const doses = told
    ? []
    : doseSegments(treatment, allSteps, today).map((segment): LaneDose => {
        const step = steps.find(({ id }) => id === segment.recordId)
        const magnitude = step && magnitudeOf(step)
        return { segment, ...(step ? { step } : {}), ...(magnitude === undefined ? {} : { magnitude }) }
      })
  const drawn = new Set(doses.map(({ segment }) => segment.recordId))
  return {
    id: treatment.id,
    treatment,
    drug,
    name: treatment.drug === undefined ? 'Drug not recorded' : drugName(drug),
    doses,
    // Without a date nothing is known of their order but which one was the start.
    undrawn: steps
      .filter(({ id }) => !drawn.has(id))
      .toSorted((a, b) => Number(b.reason === 'start') - Number(a.reason === 'start')),
    infusions,
    infused: infusions.length > 0 || drugOf(drug)?.infused === true,
  }
}

/** Infusions that belong to no course: one lane a drug, so that they are not lost from sight. */
function lanesWithoutCourse({ records }: CaseRecord): readonly CourseLane[] {
  const owned = new Set(records.treatment.flatMap((treatment) => infusionsOf(treatment, records.infusion)))
  const byDrug = new Map<string, Infusion[]>()
  for (const infusion of records.infusion) {
    if (owned.has(infusion)) continue
    const drug = infusion.drug ?? 'other'
    byDrug.set(drug, [...(byDrug.get(drug) ?? []), infusion])
  }
  return [...byDrug].map(([drug, infusions]) => ({
    id: `without:${drug}`,
    drug,
    name: drugName(drug),
    doses: [],
    undrawn: [],
    infusions: infusions.flatMap((infusion) => infusionMark(infusion, drug) ?? []),
    infused: true,
  }))
}

/** First day that a lane has anything on; infinite where nothing of it has a date. */
function startOf({ doses, infusions, treatment }: CourseLane): number {
  return Math.min(
    ...doses.map(({ segment }) => segment.from),
    ...infusions.map(({ first }) => first),
    treatment?.started === undefined ? Number.POSITIVE_INFINITY : firstDay(treatment.started),
  )
}

/** Every course of the case, glucocorticoids first, then in order of their start; those without any date last. */
export function courseLanes(record: CaseRecord, today: IsoDay): readonly CourseLane[] {
  const lanes = [
    ...record.records.treatment.map((treatment) => laneOf(record, treatment, today)),
    ...lanesWithoutCourse(record),
  ]
  const group = ({ drug }: CourseLane) => (isGlucocorticoid(drug) ? 0 : 1)
  return lanes
    .map((lane) => ({ lane, start: startOf(lane) }))
    .toSorted((a, b) => group(a.lane) - group(b.lane) || (a.start === b.start ? 0 : a.start - b.start))
    .map(({ lane }) => lane)
}

export interface DayWindow {
  readonly from: DayNumber
  readonly to: DayNumber
}

/** Days that the axis spans: everything drawn and today, with a little air. */
export function daysOf(lanes: readonly CourseLane[], today: IsoDay, ahead: readonly DayNumber[] = []): DayWindow {
  const now = dayNumber(today)
  const starts = lanes.map(startOf).filter(Number.isFinite)
  const ends = lanes.flatMap(({ doses, infusions, treatment }) => [
    ...doses.map(({ segment }) => segment.to),
    ...infusions.map(({ last, until }) => until?.last ?? last),
    ...(treatment?.ended === undefined ? [] : [lastDay(treatment.ended)]),
  ])
  const from = Math.min(now - 90, ...starts)
  const to = Math.max(now, ...ends, ...ahead)
  const air = Math.ceil((to - from) * 0.02) + 3
  return { from: from - air, to: to + air }
}

/** A thing in a lane that the keyboard goes to. */
export interface LaneCell {
  readonly kind: 'dose' | 'unknown' | 'infusion' | 'undrawn'
  /** The record; of a stretch of unknown dose, that of its treatment. */
  readonly id: string
  readonly from?: DayNumber
}

/** Cells of a lane in order of time; doses without a place on the axis last. */
export function cellsOf({ doses, infusions, undrawn }: CourseLane): readonly LaneCell[] {
  const placed: readonly (LaneCell & { readonly from: DayNumber })[] = [
    ...doses.map(({ step, segment }) => ({
      kind: step ? ('dose' as const) : ('unknown' as const),
      id: step?.id ?? segment.recordId,
      from: segment.from,
    })),
    ...infusions.map(({ recordId, first }) => ({ kind: 'infusion' as const, id: recordId, from: first })),
  ]
  return [...placed.toSorted((a, b) => a.from - b.from), ...undrawn.map(({ id }) => ({ kind: 'undrawn' as const, id }))]
}
