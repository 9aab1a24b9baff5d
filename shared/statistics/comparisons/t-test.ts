/** Comparisons of means by Student’s t distribution, as R’s t.test. */
import { meanOf, varianceOf } from '../describe.ts'
import { tQuantileOf, tTwoSided } from '../distributions.ts'
import { StatisticsProblem } from '../method.ts'
import type { TestResult } from './test-result.ts'

export interface MeanComparison extends TestResult {
  readonly statistic: number
  readonly df: number
  /** The mean, or the first mean less the second, and its confidence interval. */
  readonly estimate: number
  readonly low: number
  readonly high: number
}

export interface Confidence {
  readonly confidence?: number | undefined
}

/** Without the assumption of equal variances: Welch, Biometrika 1947;34:28. */
export function welchTest(x: Float64Array, y: Float64Array, options: Confidence = {}): MeanComparison {
  needs(x.length >= 2 && y.length >= 2, 'A group has fewer than two values, so its spread is not known.')
  const ofX = varianceOf(x) / x.length
  const ofY = varianceOf(y) / y.length
  const df = (ofX + ofY) ** 2 / (ofX ** 2 / (x.length - 1) + ofY ** 2 / (y.length - 1))
  return compared('Welch t', [meanOf(x), meanOf(y)], Math.sqrt(ofX + ofY), df, options)
}

/** With one variance for both groups. */
export function studentTest(x: Float64Array, y: Float64Array, options: Confidence = {}): MeanComparison {
  const df = x.length + y.length - 2
  needs(x.length >= 1 && y.length >= 1 && df >= 1, 'There are fewer than three values, so their spread is not known.')
  const squares = (values: Float64Array) => (values.length < 2 ? 0 : varianceOf(values) * (values.length - 1))
  const error = Math.sqrt(((squares(x) + squares(y)) / df) * (1 / x.length + 1 / y.length))
  return compared('Student t', [meanOf(x), meanOf(y)], error, df, options)
}

/** A mean against 0: of paired differences. */
export function pairedTest(differences: Float64Array, options: Confidence = {}): MeanComparison {
  const n = differences.length
  needs(n >= 2, 'There are fewer than two pairs, so the spread of their changes is not known.')
  return compared('paired t', [meanOf(differences), 0], Math.sqrt(varianceOf(differences) / n), n - 1, options)
}

function compared(
  name: string,
  [mean, other]: readonly [number, number],
  error: number,
  df: number,
  { confidence = 0.95 }: Confidence,
): MeanComparison {
  const estimate = mean - other
  // R’s bound for data that are the same but for rounding.
  needs(
    error >= 10 * Number.EPSILON * Math.max(Math.abs(mean), Math.abs(other)) && error > 0,
    'The values do not vary.',
  )
  needs(Number.isFinite(error), 'The values are too large to be computed with.')
  const margin = tQuantileOf((1 + confidence) / 2, df) * error
  const statistic = estimate / error
  return { name, statistic, df, p: tTwoSided(statistic, df), estimate, low: estimate - margin, high: estimate + margin }
}

function needs(met: boolean, otherwise: string): void {
  if (!met) throw new StatisticsProblem(otherwise)
}
