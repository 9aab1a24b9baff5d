import type { DayNumber } from '../partial-date.ts'
import type { Interval } from './schedule-model.ts'

const msADay = 86_400_000

/**
 * So many calendar months later: the same day of the month, or its last where it has no such day (31 Aug + 6 months =
 * 28 Feb). Plain arithmetic on UTC: a list over ten thousand cases asks for it at every look.
 */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const date = new Date(day * msADay)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / msADay
}

/** The day so many weeks or months later. */
export function addInterval(day: DayNumber, count: number, unit: Interval['unit']): DayNumber {
  return unit === 'wk' ? day + 7 * count : addMonths(day, count)
}
