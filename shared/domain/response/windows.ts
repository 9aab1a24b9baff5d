/** Around the start of a drug, what counts as before and after. Chosen by whoever reads; nothing stored depends on it. */
import { daysAMonth, firstDay, lastDay, middleDay, type DayNumber, type PartialDate } from '../partial-date.ts'
import type { Reading, ResponseMeasure } from './readings.ts'

export interface ResponseWindows {
  /** The value before is the last one within so many days before the start. */
  readonly beforeDays: number
  /** The values after are those nearest to so many months after the start … */
  readonly afterMonths: readonly number[]
  /** … and at most so many days away from it. */
  readonly toleranceDays: number
  /** Slopes and events are taken over so many months on either side. */
  readonly spanMonths: number
}

export const standardWindows: ResponseWindows = {
  beforeDays: 90,
  afterMonths: [6, 12],
  toleranceDays: 90,
  spanMonths: 24,
}

/** Lung function is measured less often than blood: its value before may be this old whatever is chosen. */
const lungFunctionDays = 180

/** The start of a drug, bounded by what is known of its date. */
export interface Start {
  readonly date: PartialDate
  readonly first: DayNumber
  readonly last: DayNumber
  readonly day: DayNumber
}

export const startOn = (date: PartialDate): Start => ({
  date,
  first: firstDay(date),
  last: lastDay(date),
  day: middleDay(date),
})

/**
 * The last value before the start, that day included: blood is taken before the first dose. A partial date counts only if
 * all of its days are before the start, and by its middle for how old it is.
 */
export function readingBefore(
  readings: readonly Reading[],
  measure: ResponseMeasure,
  start: Start,
  { beforeDays }: ResponseWindows,
): Reading | undefined {
  const days = measure === 'fvc' || measure === 'dlco' ? Math.max(lungFunctionDays, beforeDays) : beforeDays
  return readings.filter(({ last, day }) => last <= start.first && start.first - day <= days).at(-1)
}

/** The value nearest to a day after the start; of two as near the later one. Only values surely after the start count. */
export function readingNear(
  readings: readonly Reading[],
  start: Start,
  months: number,
  { toleranceDays }: ResponseWindows,
): Reading | undefined {
  const aim = start.day + months * daysAMonth
  const off = ({ day }: Reading) => Math.abs(day - aim)
  return readings
    .filter((reading) => reading.first > start.last && off(reading) <= toleranceDays)
    .reduce<Reading | undefined>((best, next) => (best && off(best) < off(next) ? best : next), undefined)
}
