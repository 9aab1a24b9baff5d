/** Where a measured value stands and how it has moved over about a year. */
import type { CaseRecord } from './case-record.ts'
import { firstDay, lastDay, middleDay, type DayNumber, type PartialDate } from './partial-date.ts'
import { percentTests } from './series-lanes.ts'

const daysAMonth = 365.25 / 12
/** Two tests closer than this say nothing about a course. */
const minGapDays = 3 * daysAMonth - 2
const yearDays = 365.25

/**
 * Percentage points from which a change is drawn in the color of its direction: the smallest fall of FVC that the PPF
 * definition counts (Raghu G et al., Am J Respir Crit Care Med 2022;205:e18-e47). It only decides a color here.
 */
export const noticeableChange = 5

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
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}

/** The course of FVC % or DLCO % up to a day, percent of predicted as entered; undefined without a value. */
export function trendOf({ records }: CaseRecord, item: 'fvc_pct' | 'dlco_pct', upTo: DayNumber): TrendFact | undefined {
  const points = percentTests(records, item)
    .filter((test) => firstDay(test.date!) <= upTo)
    .map((test) => ({ recordId: test.id, date: test.date!, value: test[item]! }))
    .sort((a, b) => firstDay(a.date) - firstDay(b.date) || lastDay(a.date) - lastDay(b.date))
  const last = points.at(-1)
  if (!last) return undefined
  const gap = (point: TrendPoint) => middleDay(last.date) - middleDay(point.date)
  const offYear = (point: TrendPoint) => Math.abs(gap(point) - yearDays)
  const before = points.filter((point) => gap(point) >= minGapDays).sort((a, b) => offYear(a) - offYear(b))[0]
  if (!before) return { last, points }
  return {
    last,
    before,
    change: rounded(last.value - before.value, 1),
    months: Math.round(gap(before) / daysAMonth),
    points,
  }
}
