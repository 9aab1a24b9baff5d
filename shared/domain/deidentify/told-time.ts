/**
 * How time is told outside: by a calendar that is shifted for each case, or in days from an anchor. Never by both.
 *
 * What is known to the day is told to the day, so that the days between any two such dates of a case are the true ones. What
 * is known to the month or year is told more vaguely than it was: a month, shifted by days, would begin on the day of the
 * month that the shift makes of a first, and with its 28 to 31 days tell the shift to whoever counts. So it becomes the years, or the
 * whole steps of days, in which the truth lies; nothing is completed.
 */
import {
  dayNumber,
  firstDay,
  isoOfDay,
  lastDay,
  precisionOf,
  type DayNumber,
  type PartialDate,
} from '../partial-date.ts'

export type ToldDate =
  /** A shifted date, or days from the anchor. */
  | { readonly exact: string | number }
  /** Years (`2019`, `2019/2020`) or days from and to (`[0,59]`): the truth lies within. */
  | { readonly span: string }

export type TellDate = (date: PartialDate) => ToldDate

const leastShift = 7
const mostShift = 182
const shifts = mostShift - leastShift + 1

/**
 * Days by which all dates of a case are shifted: from 7 to 182, forward or back.
 * @param digest of the registry's secret and the case, hexadecimal
 */
export function shiftOfDigest(digest: string): number {
  // 12 digits are 48 bits: the remainder favors no shift by more than one in 10^11.
  const pick = Number.parseInt(digest.slice(0, 12), 16) % (2 * shifts)
  return pick < shifts ? leastShift + pick : -(leastShift + pick - shifts)
}

const yearOf = (day: DayNumber) => isoOfDay(day).slice(0, 4)

/** Dates that come to lie ahead of today stay so: pulling them back would break the days between them. */
export function shiftedDates(days: number): TellDate {
  return (date) => {
    if (precisionOf(date) === 'day') return { exact: isoOfDay(dayNumber(date) + days) }
    const [from, to] = [yearOf(firstDay(date) + days), yearOf(lastDay(date) + days)]
    return { span: from === to ? from : `${from}/${to}` }
  }
}

/** Steps in which vague dates are told, in days: about a month, about a year. */
const stepDays = { month: 30, year: 365 } as const

/** @param zero the day that is day 0 */
export function datesFrom(zero: DayNumber): TellDate {
  return (date) => {
    const precision = precisionOf(date)
    if (precision === 'day') return { exact: dayNumber(date) - zero }
    const step = stepDays[precision]
    const from = Math.floor((firstDay(date) - zero) / step) * step
    const to = (Math.floor((lastDay(date) - zero) / step) + 1) * step - 1
    // In brackets: a spreadsheet would take −60/−31 for a formula.
    return { span: `[${from},${to}]` }
  }
}

/**
 * Day 0 where the anchor is known to the month or year only: one of its days, chosen by the secret. A fixed one, such as the
 * first, would tell on which day of a month everything else happened.
 * @param digest of the registry's secret and the case, hexadecimal
 */
export function dayWithin(date: PartialDate, digest: string): DayNumber {
  const [first, last] = [firstDay(date), lastDay(date)]
  return first + (Number.parseInt(digest.slice(0, 12), 16) % (last - first + 1))
}
