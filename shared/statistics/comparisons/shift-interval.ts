/** Hodges and Lehmann’s estimate and the interval that belongs to a test of ranks, as R’s wilcox.test computes both. */
import { brentRoot } from '../brent-root.ts'
import { quantileOf } from '../describe.ts'
import { normalQuantile } from '../distributions.ts'
import type { RankSumTails } from './rank-sum-counts.ts'

export interface Shift {
  readonly estimate: number
  /** Null where the data allow no interval. */
  readonly low: number | null
  readonly high: number | null
  /** What the interval really reaches: few values, or a discrete distribution, may allow no more. */
  readonly confidence: number
}

/** From all differences, or means of pairs, by the exact distribution of the rank sum. */
export function exactShift(values: Float64Array, tails: RankSumTails, confidence: number): Shift {
  const sorted = values.toSorted()
  const place = Math.max(1, tails.quantile((1 - confidence) / 2))
  const achieved = 1 - 2 * tails.below(place - 1)
  return {
    estimate: quantileOf(sorted, 0.5),
    low: sorted[place - 1]!,
    high: sorted[sorted.length - place]!,
    confidence: achieved,
  }
}

/** R’s tol.root. */
const usualTolerance = 1e-4

/** The rank sum after a shift of the data, standardized; NaN where all are tied. */
type StandardizedRankSum = (shift: number, corrected: boolean) => number

/**
 * By the shifts at which the standardized rank sum crosses the normal quantiles.
 * @param widens to a lower confidence where the data do not reach the one asked for; else the limit is an end of the range
 */
export function approximateShift(
  z: StandardizedRankSum,
  [from, to]: readonly [number, number],
  confidence: number,
  widens: boolean,
): Shift {
  // In units in which everything is small R’s tolerance would leave nothing of the answer.
  const tolerance = Math.min(usualTolerance, (to - from) / 1000)
  const plain = [z(from, false), z(to, false)] as const
  const corrected = [z(from, true), z(to, true)] as const
  if (!(plain[0] > 0 && plain[1] < 0)) return { estimate: (from + to) / 2, low: null, high: null, confidence: 0 }
  const crossing = (level: number, ends: readonly [number, number], withCorrection: boolean) => {
    const [atLow, atHigh] = [ends[0] - level, ends[1] - level]
    if (atLow <= 0) return from
    if (atHigh >= 0) return to
    return brentRoot((shift) => z(shift, withCorrection) - level, { low: from, high: to, atLow, atHigh }, tolerance)
  }
  const estimate = crossing(0, plain, false)
  let alpha = 1 - confidence
  const limit = () => -normalQuantile(alpha / 2)
  while (widens && alpha < 1 && (corrected[0] < limit() || corrected[1] > -limit())) alpha *= 2
  if (alpha >= 1) return { estimate, low: null, high: null, confidence: 0 }
  return {
    estimate,
    low: crossing(limit(), corrected, true),
    high: crossing(-limit(), corrected, true),
    confidence: 1 - alpha,
  }
}
