/** The estimating equations of the coefficients at one place. */
import { dot } from '../linear/dot.ts'
import type { Family } from './families.ts'

export interface EquationsAt {
  /** Dᵀ R⁻¹ D, p × p row by row, where D is the derivative of means on the scale of Pearson residuals. */
  readonly information: Float64Array
  /** Dᵀ R⁻¹ r */
  readonly score: Float64Array
  /** For each row what it adds to the score, by coefficient. */
  readonly parts: readonly Float64Array[]
}

/** What is left of each outcome beside its mean, in its standard deviations: r. */
export const pearsonResiduals = (
  outcome: Float64Array,
  { meanOf, variance }: Family,
  eta: Float64Array,
): Float64Array =>
  outcome.map((value, row) => {
    const mean = meanOf(eta[row]!)
    return (value - mean) / Math.sqrt(variance(mean))
  })

/** @param decorrelate replaces a column of rows by R⁻¹ times it */
export function equationsAt(
  columns: readonly Float64Array[],
  outcome: Float64Array,
  family: Family,
  eta: Float64Array,
  decorrelate: (column: Float64Array) => void,
): EquationsAt {
  // With its usual link a mean changes by its variance, and so by its root on this scale.
  const roots = eta.map((value) => Math.sqrt(family.variance(family.meanOf(value))))
  const slopes = columns.map((column) => column.map((value, row) => value * roots[row]!))
  const solved = pearsonResiduals(outcome, family, eta)
  decorrelate(solved)
  const parts = slopes.map((slope) => slope.map((value, row) => value * solved[row]!))
  const p = columns.length
  const information = new Float64Array(p * p)
  for (let j = 0; j < p; j += 1) {
    const across = slopes[j]!.slice()
    decorrelate(across)
    for (let i = 0; i < p; i += 1) information[i * p + j] = dot(slopes[i]!, across)
  }
  return { information, score: Float64Array.from(parts, sum), parts }
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
