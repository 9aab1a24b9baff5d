/**
 * Infusions of a course held against its orders: a dose step such as 2 g/kg every 4 weeks says when the next one falls
 * due and how much it should be; infusions on record tick cycles off. Due days are computed from the infusion before, never
 * stored, and nothing due counts as given. An infusion known to the month only makes what follows from it as wide.
 */
import type { CaseRecord } from './case-record.ts'
import { tidy } from './dose-increments.ts'
import { doseSegments, type DoseStep, type Treatment } from './exposure.ts'
import { dayNumber, firstDay, lastDay, type DayNumber, type IsoDay } from './partial-date.ts'
import { infusedMilligrams, infusionsOf, type Infusion } from './steroid-exposure.ts'
import { withId } from './list-index.ts'
import { convert } from './units.ts'
import { weightKnownOn } from './dosing-weight.ts'

/** Days around the due day that still count as on time. */
export const onTimeWithinDays = 3
/** Cycles told ahead. */
const cyclesAhead = 3
/** Cycles between two infusions, or since the last, that are told one by one; a longer pause is told as a whole. */
const mostMissed = 12

export interface DaySpan {
  readonly first: DayNumber
  readonly last: DayNumber
}

/** What a dose step orders. */
export interface InfusionOrder {
  readonly stepId: string
  readonly label: string
  readonly gramsPerKg?: number
  /** Where the dose doesn't depend on body weight. */
  readonly grams?: number
  readonly intervalDays?: number
  readonly overDays?: number
}

export type CycleState =
  | 'first'
  | 'on-time'
  | 'early'
  | 'late'
  | 'extra'
  /** Given; when it was due isn't known, or its own day isn't known well enough to tell. */
  | 'done'
  /** Due while other cycles were given, and nothing recorded. */
  | 'missed'
  /** Due before today, and nothing recorded yet. */
  | 'overdue'
  | 'due'

export interface Cycle {
  readonly state: CycleState
  /** Days on which it was or is due; missing for the first one, an extra one, and without an interval. */
  readonly due?: DaySpan
  readonly infusion?: Infusion
  /** Days after the due day, negative for early; a range where a date is partial. */
  readonly off?: { readonly min: number; readonly max: number }
  readonly order?: InfusionOrder
  /** Grams ordered for it: those of the order × the weight used, else × the last weight known by then. */
  readonly orderedGrams?: number
  readonly givenGrams?: number
  /** How many cycles in a row a `missed` or `overdue` entry stands for, 1 unless the pause is long. */
  readonly count?: number
}

export interface InfusionPlan {
  /** In order of time; what is still due comes last. */
  readonly cycles: readonly Cycle[]
  /** The order in force now, or the last one. */
  readonly order?: InfusionOrder
  /** Why no days are computed, in words. */
  readonly without?: string
}

const intervals: Readonly<Record<string, number | undefined>> = { weekly: 7, q2w: 14, q3w: 21, q4w: 28 }

/** Days from one dose to the next of a frequency that counts whole weeks. */
function intervalDays(frequency: string | undefined): number | undefined {
  return frequency === undefined ? undefined : intervals[frequency]
}

function orderOf(step: DoseStep, label: string): InfusionOrder {
  const { dose, unit, frequency } = step
  const perKg = dose === undefined || unit === undefined ? undefined : convert(dose, unit, 'g/kg')
  const grams = dose === undefined || unit === undefined ? undefined : convert(dose, unit, 'g')
  return {
    stepId: step.id,
    label,
    ...(perKg === undefined ? {} : { gramsPerKg: tidy(perKg) }),
    ...(grams === undefined ? {} : { grams: tidy(grams) }),
    ...(intervalDays(frequency) === undefined ? {} : { intervalDays: intervalDays(frequency)! }),
    ...(step.over_days === undefined ? {} : { overDays: step.over_days }),
  }
}

interface DatedOrder extends InfusionOrder {
  readonly from: DayNumber
}

/** Orders of a course in order of time. */
function ordersOf({ records }: CaseRecord, treatment: Treatment, today: IsoDay): readonly DatedOrder[] {
  return doseSegments(treatment, records.dose_step, today).flatMap((segment) => {
    const step = withId(records.dose_step, segment.recordId)
    return step ? [{ ...orderOf(step, segment.label), from: segment.from }] : []
  })
}

/** The order in force on a day. One that began later than the first infusion counts for that too. */
function orderOn(orders: readonly DatedOrder[], day: DayNumber): DatedOrder | undefined {
  return orders.findLast(({ from }) => from <= day) ?? orders[0]
}

const plus = ({ first, last }: DaySpan, days: number): DaySpan => ({ first: first + days, last: last + days })

/** Grams of an order for a body weight; undefined where either isn't known. */
function orderedGrams(order: InfusionOrder | undefined, weightKg: number | undefined): number | undefined {
  if (order?.grams !== undefined) return order.grams
  return order?.gramsPerKg === undefined || weightKg === undefined ? undefined : tidy(order.gramsPerKg * weightKg)
}

function usedWeight({ weight, weight_unit }: Infusion): number | undefined {
  return weight === undefined || weight_unit === undefined ? undefined : convert(weight, weight_unit, 'kg')
}

function ticked(record: CaseRecord, infusion: Infusion, given: DaySpan, order: InfusionOrder | undefined) {
  const mg = infusedMilligrams(infusion)
  const weight = usedWeight(infusion) ?? weightKnownOn(record, given.last)?.kg
  const ordered = orderedGrams(order, weight)
  return {
    infusion,
    ...(order ? { order } : {}),
    ...(ordered === undefined ? {} : { orderedGrams: ordered }),
    ...(mg === undefined ? {} : { givenGrams: tidy(mg / 1000) }),
  }
}

function stateOf({ min, max }: { readonly min: number; readonly max: number }): CycleState {
  if (min > onTimeWithinDays) return 'late'
  if (max < -onTimeWithinDays) return 'early'
  return min >= -onTimeWithinDays && max <= onTimeWithinDays ? 'on-time' : 'done'
}

/** Cycles that fell due and went by before `until`, as entries: one each, or one for all where there are many. */
function passedBy(due: DaySpan, interval: number, until: DayNumber, state: 'missed' | 'overdue') {
  const spans: DaySpan[] = []
  let next = due
  while (next.last + interval - onTimeWithinDays <= until) {
    spans.push(next)
    next = plus(next, interval)
  }
  const cycles: readonly Cycle[] =
    spans.length > mostMissed
      ? [{ state, due: { first: spans[0]!.first, last: spans.at(-1)!.last }, count: spans.length }]
      : spans.map((span) => ({ state, due: span }))
  return { cycles, next }
}

/**
 * The cycles of a course: done, late, missed and extra ones, then what is due. Due days are counted from the infusion
 * before. An infusion less than half an interval after one is an extra one, and moves nothing; where a whole interval has
 * gone by since a due day, that cycle counts as missed.
 */
export function infusionPlanOf(record: CaseRecord, treatment: Treatment, today: IsoDay): InfusionPlan {
  const now = dayNumber(today)
  const orders = ordersOf(record, treatment, today)
  const infusions = infusionsOf(treatment, record.records.infusion)
    .filter((infusion) => infusion.date !== undefined)
    .map((infusion) => ({ infusion, given: { first: firstDay(infusion.date!), last: lastDay(infusion.date!) } }))
    .sort((a, b) => a.given.first - b.given.first || a.given.last - b.given.last)
  const cycles: Cycle[] = []
  let anchor: DaySpan | undefined

  for (const { infusion, given } of infusions) {
    const order = orderOn(orders, given.first)
    const told = ticked(record, infusion, given, order)
    const interval = anchor && orderOn(orders, anchor.last)?.intervalDays
    if (anchor === undefined || interval === undefined) {
      cycles.push({ state: anchor === undefined ? 'first' : 'done', ...told })
      anchor = given
      continue
    }
    const due = plus(anchor, interval)
    if (given.last < due.first - interval / 2) {
      cycles.push({ state: 'extra', ...told })
      continue
    }
    const passed = passedBy(due, interval, given.first, 'missed')
    cycles.push(...passed.cycles)
    const off = { min: given.first - passed.next.last, max: given.last - passed.next.first }
    cycles.push({ state: stateOf(off), due: passed.next, off, ...told })
    anchor = given
  }

  const order = orderOn(orders, now)
  const lastDayOfCourse = treatment.ended === undefined ? Number.POSITIVE_INFINITY : lastDay(treatment.ended)
  if (anchor !== undefined && order?.intervalDays !== undefined) {
    const until = Math.min(now, lastDayOfCourse + order.intervalDays)
    const passed = passedBy(plus(anchor, order.intervalDays), order.intervalDays, until, 'overdue')
    const ahead = Array.from({ length: cyclesAhead }, (_, index) => plus(passed.next, index * order.intervalDays!))
    const state = ({ last }: DaySpan): CycleState => (last + onTimeWithinDays < now ? 'overdue' : 'due')
    cycles.push(
      ...[...passed.cycles, ...ahead.map((due): Cycle => ({ state: state(due), due }))].filter(
        ({ due }) => due!.first <= lastDayOfCourse,
      ),
    )
  }
  return { cycles, ...(order ? { order } : {}), ...withoutDays(orders.length, order, anchor !== undefined) }
}

function withoutDays(orders: number, order: InfusionOrder | undefined, hasInfusion: boolean): { without?: string } {
  if (orders === 0) return { without: 'No dose step says how much is given how often.' }
  if (order?.intervalDays === undefined) {
    return { without: `The dose step “${order?.label}” gives no interval as a number, so no days are computed.` }
  }
  return hasInfusion ? {} : { without: 'Days are computed from the first infusion on record; there is none yet.' }
}
