/** How often each rank sum arises where every ordering is as likely: the exact distributions of Wilcoxon’s two tests. */
import { stopIfUnwanted } from '../interruption.ts'

/** Of Mann and Whitney’s W, from 0 to m·n: the coefficients of the Gaussian binomial, made factor by factor. */
export function mannWhitneyCounts(m: number, n: number): Float64Array {
  const counts = new Float64Array(m * n + 1)
  counts[0] = 1
  for (let i = 1; i <= m; i += 1) {
    stopIfUnwanted()
    for (let w = m * n; w >= n + i; w -= 1) counts[w]! -= counts[w - n - i]!
    for (let w = i; w <= m * n; w += 1) counts[w]! += counts[w - i]!
  }
  return counts
}

/** Of the signed-rank sum V, from 0 to n(n + 1)/2. */
export function signedRankCounts(n: number): Float64Array {
  const top = (n * (n + 1)) / 2
  const counts = new Float64Array(top + 1)
  counts[0] = 1
  for (let rank = 1; rank <= n; rank += 1) {
    stopIfUnwanted()
    for (let v = top; v >= rank; v -= 1) counts[v]! += counts[v - rank]!
  }
  return counts
}

export interface RankSumTails {
  readonly twoSided: (sum: number) => number
  /** The least sum that is not exceeded with at least this probability. */
  readonly quantile: (p: number) => number
  /** P(sum ≤ this). */
  readonly below: (sum: number) => number
}

/** Tails of counts that are the same from both ends. */
export function rankSumTails(counts: Float64Array): RankSumTails {
  const top = counts.length - 1
  const cumulative = new Float64Array(counts.length)
  let total = 0
  for (const count of counts) total += count
  for (let at = 0, sum = 0; at <= top; at += 1) cumulative[at] = (sum += counts[at]!) / total
  return {
    twoSided: (sum) => Math.min(1, 2 * cumulative[Math.min(sum, top - sum)]!),
    quantile: (p) => cumulative.findIndex((below) => below >= p - 10 * Number.EPSILON),
    below: (sum) => (sum < 0 ? 0 : cumulative[sum]!),
  }
}
