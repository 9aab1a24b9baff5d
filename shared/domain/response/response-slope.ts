/**
 * How fast a measure moved before and after a start: least squares within the patient, with the 95 % interval of the slope.
 * Percent of predicted moves in points a year; CK by the logarithm, so in percent a year. Values below or above a limit
 * and dates known to the year only are left out; months count by their middle. Grades have no slope, and values of less
 * than 90 days none a year.
 */
import { leastSquares } from '#shared/statistics/least-squares.ts'
import { daysAMonth, daysAYear, precisionOf } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import type { Reading, ResponseMeasure } from './readings.ts'
import { type ResponseWindows, type Start } from './windows.ts'

export interface ResponseSlope {
  /** A year: percentage points, of CK percent. Missing where it can’t be told. */
  readonly perYear?: number
  /** 95 % confidence interval, in the same unit; missing with two values only. */
  readonly interval?: { readonly low: number; readonly high: number }
  readonly values: number
  readonly inputs: readonly UsedInput[]
}

const leastDays = 90

const percentOfLog = (log: number) => 100 * (Math.exp(log) - 1)

function slopeOf(measure: ResponseMeasure, readings: readonly Reading[]): ResponseSlope {
  const inPercent = measure === 'ck'
  const used = readings.filter(
    ({ comparator, date, value }) =>
      comparator === undefined && precisionOf(date) !== 'year' && (!inPercent || value > 0),
  )
  const told = { values: used.length, inputs: used.map(({ input }) => input) }
  const days = used.map(({ day }) => day)
  if (used.length < 2 || Math.max(...days) - Math.min(...days) < leastDays) return told
  const line = leastSquares(
    used.map(({ day, value }) => ({ x: day / daysAYear, y: inPercent ? Math.log(value) : value })),
  )
  if (!line) return told
  const said = inPercent ? percentOfLog : (slope: number) => slope
  return {
    perYear: said(line.slope),
    ...(line.interval && Number.isFinite(said(line.interval.high))
      ? { interval: { low: said(line.interval.low), high: said(line.interval.high) } }
      : {}),
    ...told,
  }
}

export interface SlopesAround {
  readonly before: ResponseSlope
  readonly after: ResponseSlope
}

/** Undefined for measures without a slope. A value that may be of either side is in neither. */
export function slopesAround(
  readings: readonly Reading[],
  measure: ResponseMeasure,
  start: Start,
  { spanMonths }: ResponseWindows,
): SlopesAround | undefined {
  if (measure === 'mmrc') return undefined
  const span = spanMonths * daysAMonth
  return {
    before: slopeOf(
      measure,
      readings.filter(({ day, last }) => last <= start.first && start.first - day <= span),
    ),
    after: slopeOf(
      measure,
      readings.filter(({ day, first }) => first > start.last && day - start.last <= span),
    ),
  }
}
