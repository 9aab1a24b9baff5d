/**
 * What glucocorticoids amounted to, as a whole and by calendar year: cumulative prednisone-equivalent, time-weighted mean
 * (days off count as 0, days under an unknown dose are left out and counted apart), days at 20 mg or more, days in each
 * dose band. Bands: Buttgereit F et al., Ann Rheum Dis 2002;61:718-22 (low up to 7.5 mg a day, medium up to 30, high up
 * to 100, very high above); its band for pulses is left out, as it could not be confirmed.
 */
import { firstDay, isoOfDay, type DayNumber } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { cumulativeDose, type Exposed } from '../steroid-exposure.ts'
import { dayRuns, daysOf, withoutDust } from './day-runs.ts'
import type { SteroidCourse } from './steroid-course.ts'

export const doseBands = ['off', 'low', 'medium', 'high', 'very-high', 'unknown'] as const
export type DoseBand = (typeof doseBands)[number]

/** From this many mg of prednisone-equivalent a day on, days are counted as days on much. */
const muchPerDay = 20

/** The band of a dose, prednisone-equivalent in mg a day. */
export function doseBand(mgPerDay: number | undefined): DoseBand {
  if (mgPerDay === undefined) return 'unknown'
  const mg = withoutDust(mgPerDay)
  if (mg <= 0) return 'off'
  if (mg <= 7.5) return 'low'
  if (mg <= 30) return 'medium'
  return mg <= 100 ? 'high' : 'very-high'
}

export interface LedgerRow {
  /** Missing for the whole course. */
  readonly year?: number
  readonly from: DayNumber
  readonly to: DayNumber
  readonly exposed: Exposed
  /** Days at 20 mg or more. A lower bound where days are unknown. */
  readonly muchDays: number
  /** Days in each band; together they are all days of the row. */
  readonly bands: Readonly<Record<DoseBand, number>>
  readonly inputs: readonly UsedInput[]
}

function ledgerRow(course: SteroidCourse, from: DayNumber, to: DayNumber): LedgerRow {
  const runs = dayRuns(course.steps, from, to)
  const bands = Object.fromEntries(
    doseBands.map((band) => [band, daysOf(runs, (perDay) => doseBand(perDay) === band)]),
  ) as Record<DoseBand, number>
  return {
    from,
    to,
    exposed: cumulativeDose(course.steps, from, to),
    muchDays: daysOf(runs, (perDay) => perDay !== undefined && withoutDust(perDay) >= muchPerDay),
    bands,
    inputs: course.inputsBetween(from, to),
  }
}

/** The whole course first, then each calendar year of it. Empty where no glucocorticoid has a date. */
export function steroidLedger(course: SteroidCourse): readonly LedgerRow[] {
  const { from, to } = course
  if (from === undefined || from > to) return []
  const yearOf = (day: DayNumber) => Number(isoOfDay(day).slice(0, 4))
  const years = Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index)
  const byYear = years.map((year) => {
    const begins = firstDay(String(year))
    const ends = firstDay(String(year + 1)) - 1
    return { year, ...ledgerRow(course, Math.max(from, begins), Math.min(to, ends)) }
  })
  return [ledgerRow(course, from, to), ...byYear]
}
