/** How FVC and DLCO moved from test to test, and how steeply: numbers without a verdict. */
import { leastSquares } from '#shared/statistics/least-squares.ts'
import type { MeasuredIndex, Measurement } from './evidence.ts'
import { daysAYear, comparePartialDates, middleDay } from '../partial-date.ts'
import { fallBetween } from './falls.ts'

export interface Change {
  readonly from: Measurement
  readonly to: Measurement
  /** Points of percent predicted, negative for a fall. */
  readonly absolute: number
  /** Percent of the earlier value, negative for a fall. */
  readonly relative: number
}

const inOrder = (measurements: readonly Measurement[], index: MeasuredIndex) =>
  measurements.filter((test) => test.index === index).toSorted((a, b) => comparePartialDates(a.date, b.date))

/** True where the two can be held against each other: a DLCO has one basis of hemoglobin. */
const isComparable = (from: Measurement, to: Measurement) =>
  from.index === 'FVC' || (from.hemoglobin ?? 'unknown') === (to.hemoglobin ?? 'unknown')

/** Each test against the one before it on the same basis, the newest first. */
export function changesBetween(measurements: readonly Measurement[], index: MeasuredIndex): readonly Change[] {
  const tests = inOrder(measurements, index)
  return tests
    .flatMap((to, position): readonly Change[] => {
      const from = tests.slice(0, position).findLast((earlier) => isComparable(earlier, to))
      if (!from) return []
      const moved = (kind: 'absolute' | 'relative') => 0 - fallBetween(kind, from.percent, to.percent)
      return [{ from, to, absolute: moved('absolute'), relative: moved('relative') }]
    })
    .toReversed()
}

export interface Slope {
  /** Points of percent predicted a year. */
  readonly perYear: number
  readonly points: number
  /** Years from the first to the last test. */
  readonly span: number
}

/**
 * Least-squares slope of percent predicted on time; partial dates by their middle. With two values it is their difference
 * divided by the time. `undefined` with fewer than two days of measurement.
 */
export function slopeOf(measurements: readonly Measurement[]): Slope | undefined {
  const points = measurements.map(({ date, percent }) => ({ x: middleDay(date) / daysAYear, y: percent }))
  const line = leastSquares(points)
  const times = points.map(({ x }) => x)
  return line && { perYear: line.slope, points: line.points, span: Math.max(...times) - Math.min(...times) }
}

/** The tests of an index that have the basis of hemoglobin which most of them have; all of them for FVC. */
export function onOneBasis(measurements: readonly Measurement[], index: MeasuredIndex): readonly Measurement[] {
  const tests = inOrder(measurements, index)
  if (index === 'FVC') return tests
  const ofBasis = (basis: Measurement['hemoglobin']) =>
    tests.filter(({ hemoglobin }) => (hemoglobin ?? 'unknown') === basis)
  const [most = []] = (['corrected', 'uncorrected', 'unknown'] as const)
    .map(ofBasis)
    .toSorted((a, b) => b.length - a.length)
  return most
}
