/**
 * Windows of time over dates that may be partial. A date in a window is surely in it, or may be, depending on the day that
 * it means: a rule is decided only where both ends of that doubt agree.
 *
 * A window of months goes by the calendar and includes both ends: a test on the same day of the month twelve months before
 * is inside, one a day earlier is not. Where the later month has no such day its last day takes its place (29 Feb 2024 to
 * 28 Feb 2025 is a year).
 */
import { Temporal } from 'temporal-polyfill'
import { dayNumber, firstDay, isoOfDay, lastDay, type DayNumber, type PartialDate } from '../partial-date.ts'

/** Whether something is so on every day that the dates can mean, on some of them, or on none. */
export type Sureness = 'sure' | 'possible' | 'no'

/** The days that a date can mean. */
export interface Days {
  readonly first: DayNumber
  readonly last: DayNumber
}

/** @param knownBy no day after it can be meant */
export function daysOf(date: PartialDate, knownBy: DayNumber = Number.POSITIVE_INFINITY): Days {
  const first = firstDay(date)
  return { first, last: Math.max(first, Math.min(lastDay(date), knownBy)) }
}

const sureness = (always: boolean, sometimes: boolean): Sureness => (always ? 'sure' : sometimes ? 'possible' : 'no')

/** All of it together: as sure as its least sure part. */
export function together(...parts: readonly Sureness[]): Sureness {
  return parts.includes('no') ? 'no' : parts.includes('possible') ? 'possible' : 'sure'
}

const known = new Map<number, DayNumber>()

/** More than any day number, so that a key stands for one day and one number of months. */
const manyDays = 10_000_000

/** The day so many calendar months later. Remembered: sliding over a record asks for the same few again and again. */
function monthsLater(day: DayNumber, months: number): DayNumber {
  const key = months * manyDays + day
  let later = known.get(key)
  if (later === undefined)
    known.set(key, (later = dayNumber(Temporal.PlainDate.from(isoOfDay(day)).add({ months }).toString())))
  return later
}

/** The later lies no more than so many months after the earlier. Their order is asked for apart. */
export function isWithin(earlier: Days, later: Days, months: number): Sureness {
  return sureness(later.last <= monthsLater(earlier.first, months), later.first <= monthsLater(earlier.last, months))
}

/** The one lies on an earlier day than the other. */
export const isBefore = (one: Days, other: Days): Sureness => sureness(one.last < other.first, one.first < other.last)

export const isNotAfter = (one: Days, other: Days): Sureness =>
  sureness(one.last <= other.first, one.first <= other.last)
