/**
 * Wilcoxon’s signed-rank test of paired differences (Biometrics Bulletin 1945;1:80), with the choices of R’s wilcox.test:
 * differences of 0 are left out; exact below 50 others where there are neither ties nor zeros, by the normal approximation otherwise.
 */
import { rangeOf } from '../describe.ts'
import { normalTwoSided } from '../distributions.ts'
import { StatisticsProblem } from '../method.ts'
import { corrected, exactBelow, type RankComparison, type RankOptions } from './rank-comparison.ts'
import { rankSumTails, signedRankCounts } from './rank-sum-counts.ts'
import { ranksOf } from './ranks.ts'
import { approximateShift, exactShift, type Shift } from './shift-interval.ts'

export interface SignedRank extends RankComparison {
  /** How many differences were 0. */
  readonly zeros: number
}

/** The statistic is V, the sum of the ranks of positive differences; the shift is the (pseudo)median of the differences. */
export function signedRank(differences: Float64Array, { confidence }: RankOptions = {}): SignedRank {
  const values = differences.filter((difference) => difference !== 0)
  const zeros = differences.length - values.length
  if (!values.length) throw new StatisticsProblem(differences.length ? 'No value changed.' : 'There are no pairs.')
  const { v, centered, spread, ties } = rankSum(values)
  const exact = values.length < exactBelow && ties === 0 && zeros === 0
  const tails = exact ? rankSumTails(signedRankCounts(values.length)) : undefined
  const p = tails ? tails.twoSided(v) : normalTwoSided(corrected(centered) / spread)
  const shift = (level: number): Shift =>
    tails
      ? exactShift(meansOfPairs(values), tails, level)
      : approximateShift(standardized(values), rangeOf(values), level, true)
  return {
    name: 'Wilcoxon signed-rank',
    statistic: v,
    df: null,
    p,
    exact,
    zeros,
    ...(confidence === undefined ? {} : { shift: shift(confidence) }),
  }
}

function rankSum(values: Float64Array) {
  const n = values.length
  const { rankOf, ties } = ranksOf(values.map(Math.abs))
  const v = values.reduce((sum, value) => (value > 0 ? sum + rankOf(value) : sum), 0)
  const spread = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - ties / 48)
  return { v, centered: v - (n * (n + 1)) / 4, spread, ties }
}

const standardized = (values: Float64Array) => (shift: number, withCorrection: boolean) => {
  const shifted = values.map((value) => value - shift).filter((value) => value !== 0)
  const { centered, spread } = rankSum(shifted)
  return (withCorrection ? corrected(centered) : centered) / spread
}

/** Walsh’s averages: of each value with each, itself too. */
const meansOfPairs = (values: Float64Array) =>
  Float64Array.from([...values].flatMap((value, at) => [...values.subarray(at)].map((other) => (value + other) / 2)))
