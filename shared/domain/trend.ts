/** Where a measured value stands and how it has moved over about a year. */
import type { CaseRecord } from './case-record.ts'
import type { ClinicalSettings } from './clinical-settings.ts'
import { percentSeries, type PercentBasis, type PercentSeries } from './lung-function/percent-series.ts'
import { daysAYear, daysAMonth, firstDay, middleDay, type DayNumber, type PartialDate } from './partial-date.ts'

/** Two tests closer than this say nothing about a course. */
const minGapDays = 3 * daysAMonth - 2

export interface TrendPoint {
  readonly recordId: string
  readonly date: PartialDate
  readonly value: number
}

export interface TrendFact {
  readonly last: TrendPoint
  /** The value nearest to twelve months before the last, at least three months before it. */
  readonly before?: TrendPoint
  /** Percentage points, last minus before. */
  readonly change?: number
  /** Months between the two; partial dates by their middle. */
  readonly months?: number
  readonly points: readonly TrendPoint[]
  /** All of its values have one basis. */
  readonly basis: PercentBasis
  /** What the percentages are of: `GLI Global 2022`, `as reported`. */
  readonly reference: string
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}

/** The course of FVC % or DLCO % up to a day, on one basis; undefined without a value. */
export function trendOf(
  record: CaseRecord,
  index: PercentSeries['index'],
  upTo: DayNumber,
  settings: ClinicalSettings,
): TrendFact | undefined {
  const { basis, reference, points: all } = percentSeries(record, index, settings)
  const points = all
    .filter(({ date }) => firstDay(date) <= upTo)
    .map(({ recordId, date, value }) => ({ recordId, date, value }))
  const last = points.at(-1)
  if (!last) return undefined
  const gap = (point: TrendPoint) => middleDay(last.date) - middleDay(point.date)
  const offYear = (point: TrendPoint) => Math.abs(gap(point) - daysAYear)
  const before = points.filter((point) => gap(point) >= minGapDays).sort((a, b) => offYear(a) - offYear(b))[0]
  if (!before) return { last, points, basis, reference }
  return {
    last,
    before,
    change: rounded(last.value - before.value, 1),
    months: Math.round(gap(before) / daysAMonth),
    points,
    basis,
    reference,
  }
}
