/**
 * Cohen's kappa of two raters, weighted for ordered ratings: Cohen J, Educ Psychol Meas 1960;20:37 and Psychol Bull 1968;70:213.
 * Standard errors of large samples: Fleiss JL, Cohen J, Everitt BS, Psychol Bull 1969;72:323.
 */
import { normalQuantile, normalTwoSided } from '../distributions.ts'
import { StatisticsProblem } from '../method.ts'

export type KappaWeights = 'none' | 'linear' | 'quadratic'

export interface Kappa {
  readonly kappa: number
  readonly se: number
  /** Limits of confidence, within −1 to 1; null at complete agreement, where the standard error is 0 however few the cases. */
  readonly lower: number | null
  readonly upper: number | null
  /** Against no more agreement than by chance, by the standard error under that hypothesis. */
  readonly z: number
  readonly p: number
  /** Agreement, weighted: observed, and expected by chance. */
  readonly observed: number
  readonly expected: number
  readonly n: number
}

/**
 * @param counts cases by the rating of the first rater (rows) and the second (columns), in the same order
 * @param scores of the ratings: what their distance is told by; without them, their place
 * @throws StatisticsProblem where a rater gave one rating only, so that agreement can't be told from chance
 */
export function cohenKappa(
  counts: readonly (readonly number[])[],
  weights: KappaWeights,
  { scores, confidence = 0.95 }: { readonly scores?: readonly number[] | undefined; readonly confidence?: number } = {},
): Kappa {
  const size = counts.length
  const places = [...counts.keys()]
  const n = counts.flat().reduce((sum, count) => sum + count, 0)
  if (n === 0) throw new StatisticsProblem('There is no case that both raters rated.')
  const rows = places.map((row) => counts[row]!.reduce((sum, count) => sum + count, 0) / n)
  const columns = places.map((column) => counts.reduce((sum, row) => sum + row[column]!, 0) / n)
  const isConstant = (shares: readonly number[]) => shares.filter((share) => share > 0).length === 1
  if (isConstant(rows) || isConstant(columns))
    throw new StatisticsProblem(
      `${isConstant(rows) && isConstant(columns) ? 'Both raters' : 'One rater'} gave every case the same rating, so agreement can’t be told from chance.`,
    )
  const weight = weightsOf(scores ?? places, weights)
  const sumOf = (term: (row: number, column: number) => number) =>
    places.reduce((sum, row) => sum + places.reduce((inner, column) => inner + term(row, column), 0), 0)
  const observed = sumOf((row, column) => (weight(row, column) * counts[row]![column]!) / n)
  const expected = sumOf((row, column) => weight(row, column) * rows[row]! * columns[column]!)
  // Mean weights of a rating over what the other rater said.
  const ofRow = places.map((row) => columns.reduce((sum, share, column) => sum + share * weight(row, column), 0))
  const ofColumn = places.map((column) => rows.reduce((sum, share, row) => sum + share * weight(row, column), 0))
  const chance = 1 - expected
  const kappa = (observed - expected) / chance
  const spread = sumOf((row, column) => {
    const term = weight(row, column) * chance - (ofRow[row]! + ofColumn[column]!) * (1 - observed)
    return (counts[row]![column]! / n) * term ** 2
  })
  const variance = (spread - (observed * expected - 2 * expected + observed) ** 2) / (n * chance ** 4)
  const byChance = sumOf(
    (row, column) => rows[row]! * columns[column]! * (weight(row, column) - ofRow[row]! - ofColumn[column]!) ** 2,
  )
  const z = kappa / (Math.sqrt(Math.max(0, byChance - expected ** 2) / n) / chance)
  const isComplete = sumOf((row, column) => (row === column ? 0 : counts[row]![column]!)) === 0
  const se = isComplete ? 0 : Math.sqrt(Math.max(0, variance))
  const margin = normalQuantile((1 + confidence) / 2) * se
  return {
    kappa: isComplete ? 1 : kappa,
    se,
    lower: isComplete ? null : Math.max(-1, kappa - margin),
    upper: isComplete ? null : Math.min(1, kappa + margin),
    z,
    p: normalTwoSided(z),
    observed,
    expected,
    n,
  }

  function weightsOf(at: readonly number[], kind: KappaWeights): (row: number, column: number) => number {
    const range = Math.max(...at) - Math.min(...at)
    const far = (row: number, column: number) => Math.abs(at[row]! - at[column]!) / range
    if (at.length !== size) throw new RangeError('There must be a score for each rating.')
    if (kind === 'none') return (row, column) => (row === column ? 1 : 0)
    return kind === 'linear' ? (row, column) => 1 - far(row, column) : (row, column) => 1 - far(row, column) ** 2
  }
}
