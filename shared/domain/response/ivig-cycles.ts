/**
 * Infusions of immune globulin one by one: what was given against what was ordered, the interval from first day to first
 * day and how it drifts, when the effect was best and wore off, and how the patient was before the next one.
 */
import { leastSquares, type Line } from '#shared/statistics/least-squares.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { reactionText } from '../drug-lanes.ts'
import { asOfDay } from '../follow-up.ts'
import { comparePartialDates, dayNumber, firstDay, lastDay, type IsoDay, type PartialDate } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { infusedMilligrams, type Infusion } from '../steroid-exposure.ts'
import { convert } from '../units.ts'
import { orderedAndGiven } from './ordered-infusions.ts'
import { readingsOf, type Reading } from './readings.ts'
import { usedDoses } from './used-doses.ts'

/** Days before the next infusion in which a value tells how the patient was by then. */
export const beforeNextDays = 14

export interface Days {
  readonly min: number
  readonly max: number
}

type WearingOff =
  /** The effect was gone so many days before the next infusion. */
  | { readonly state: 'before-next'; readonly days: Days }
  | { readonly state: 'held' }
  /** The dates don't tell, or no infusion followed. */
  | { readonly state: 'unknown' }

export interface IvigCycle {
  readonly number: number
  readonly date: PartialDate
  readonly ended?: PartialDate
  readonly grams?: number
  /** Grams given for the weight used; as entered where one of them is missing. */
  readonly gramsPerKg?: number
  readonly orderedGrams?: number
  readonly orderedGramsPerKg?: number
  readonly weightKg?: number
  readonly weightBasis?: NonNullable<Infusion['weight_basis']>
  /** Days since the first day of the cycle before, bounded by what is known of the dates. */
  readonly interval?: Days
  /** Days that the interval is longer than the one before, negative for shorter; of days known to the day. */
  readonly drift?: number
  readonly bestEffectDay?: number
  readonly wearingOffWeek?: number
  readonly wearingOff?: WearingOff
  /** Last values after this infusion and within 14 days before the next, its first day included. */
  readonly mmrcBeforeNext?: Reading
  readonly ckBeforeNext?: Reading
  readonly reaction?: string
  readonly input: UsedInput
}

function kilograms({ weight, weight_unit }: Infusion): number | undefined {
  return weight === undefined || weight_unit === undefined ? undefined : convert(weight, weight_unit, 'kg')
}

function perKgAsEntered({ dose_per_kg, dose_per_kg_unit }: Infusion): number | undefined {
  return dose_per_kg === undefined || dose_per_kg_unit === undefined
    ? undefined
    : convert(dose_per_kg, dose_per_kg_unit, 'g/kg')
}

function daysBetween(from: PartialDate, to: PartialDate): Days {
  return { min: Math.max(0, firstDay(to) - lastDay(from)), max: Math.max(0, lastDay(to) - firstDay(from)) }
}

/** Whether the effect lasted until the next infusion. Wearing off in week 3 is 21 days after the first day. */
function wearingOffBefore(week: number, interval: Days | undefined): WearingOff {
  if (interval === undefined) return { state: 'unknown' }
  const day = week * 7
  if (day >= interval.max) return { state: 'held' }
  return day < interval.min
    ? { state: 'before-next', days: { min: interval.min - day, max: interval.max - day } }
    : { state: 'unknown' }
}

/** The last value surely after an infusion and surely not after the next one, at most 14 days old by then. */
function beforeNext(
  readings: readonly Reading[],
  date: PartialDate,
  next: PartialDate | undefined,
): Reading | undefined {
  if (next === undefined) return undefined
  return readings
    .filter(({ first, last }) => first > lastDay(date) && last <= firstDay(next))
    .filter(({ day }) => firstDay(next) - day <= beforeNextDays)
    .at(-1)
}

/** The cycles of intravenous immune globulin in order of time; infusions without a date have no place among them. */
export function ivigCycles(record: CaseRecord, settings: ClinicalSettings, today: IsoDay): readonly IvigCycle[] {
  const asOf = asOfDay(record, today)
  const now = dayNumber(asOf)
  const owners = new Set(record.records.treatment.filter(({ drug }) => drug === 'ivig').map(({ id }) => id))
  const infusions = record.records.infusion
    .filter(({ drug, treatment }) => drug === 'ivig' || (drug === undefined && owners.has(treatment ?? '')))
    .filter((infusion): infusion is Infusion & { date: string } => infusion.date !== undefined)
    .filter(({ date }) => firstDay(date) <= now)
    .sort((a, b) => comparePartialDates(a.date, b.date))
  const orders = new Map(orderedAndGiven(record, asOf).map((one) => [one.infusionId, one]))
  const ck = readingsOf('ck', record, settings)
  const mmrc = readingsOf('mmrc', record, settings)
  const intervals = infusions.map(({ date }, index) => {
    const before = infusions[index - 1]
    return before && daysBetween(before.date, date)
  })
  return infusions.map((infusion, index): IvigCycle => {
    const { date, ended, best_effect_day, wearing_off_week, weight_basis } = infusion
    const next = infusions[index + 1]?.date
    const order = orders.get(infusion.id)
    const mg = infusedMilligrams(infusion)
    const weightKg = kilograms(infusion)
    const isDivisible = mg !== undefined && weightKg !== undefined && weightKg > 0
    const gramsPerKg = isDivisible ? mg / 1000 / weightKg : perKgAsEntered(infusion)
    const [interval, last] = [intervals[index], intervals[index - 1]]
    const isExact = interval && last && interval.min === interval.max && last.min === last.max
    const values = {
      ended,
      grams: mg === undefined ? undefined : mg / 1000,
      gramsPerKg,
      orderedGrams: order?.orderedGrams,
      orderedGramsPerKg: order?.orderedGramsPerKg,
      weightKg,
      weightBasis: weight_basis,
      interval,
      drift: isExact ? interval.min - last.min : undefined,
      bestEffectDay: best_effect_day,
      wearingOffWeek: wearing_off_week,
      wearingOff: wearing_off_week === undefined ? undefined : wearingOffBefore(wearing_off_week, intervals[index + 1]),
      mmrcBeforeNext: beforeNext(mmrc, date, next),
      ckBeforeNext: beforeNext(ck, date, next),
      reaction: reactionText(infusion),
    }
    return { number: index + 1, date, ...present(values), input: usedDoses(record, [infusion.id])[0]! }
  })
}

/** Without the properties that hold nothing. */
function present<T extends object>(values: T): { readonly [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}

/** How the interval changes over the cycles, in days a cycle: least squares over intervals known to the day. */
export function intervalDrift(cycles: readonly IvigCycle[]): Line | undefined {
  return leastSquares(
    cycles.flatMap(({ number, interval }) =>
      interval && interval.min === interval.max ? [{ x: number, y: interval.min }] : [],
    ),
  )
}
