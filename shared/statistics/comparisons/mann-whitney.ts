/**
 * Wilcoxon’s rank-sum test of two groups (Mann and Whitney, Ann Math Stat 1947;18:50), with the choices of R’s wilcox.test:
 * exact below 50 values in each group without ties, by the normal approximation otherwise.
 */
import { rangeOf } from '../describe.ts'
import { normalTwoSided } from '../distributions.ts'
import { StatisticsProblem } from '../method.ts'
import { mannWhitneyCounts, rankSumTails } from './rank-sum-counts.ts'
import { corrected, exactBelow, type RankComparison, type RankOptions } from './rank-comparison.ts'
import { ranksOf } from './ranks.ts'
import { approximateShift, exactShift, type Shift } from './shift-interval.ts'

/** The statistic is W of the first group; a shift is of the first against the second. */
export function mannWhitney(x: Float64Array, y: Float64Array, { confidence }: RankOptions = {}): RankComparison {
  if (!x.length || !y.length) throw new StatisticsProblem('A group has no values.')
  const { w, spread, ties } = rankSum(x, y)
  const exact = x.length < exactBelow && y.length < exactBelow && ties === 0
  if (!exact && !(spread > 0)) throw new StatisticsProblem('All values are the same.')
  const tails = exact ? rankSumTails(mannWhitneyCounts(x.length, y.length)) : undefined
  const p = tails ? tails.twoSided(w) : normalTwoSided(corrected(w - (x.length * y.length) / 2) / spread)
  const shift = (level: number): Shift =>
    tails
      ? exactShift(differences(x, y), tails, level)
      : approximateShift(standardized(x, y), shifts(x, y), level, false)
  return {
    name: 'Mann-Whitney',
    statistic: w,
    df: null,
    p,
    exact,
    ...(confidence === undefined ? {} : { shift: shift(confidence) }),
  }
}

function rankSum(x: Float64Array, y: Float64Array) {
  const [m, n] = [x.length, y.length]
  const all = new Float64Array(m + n)
  all.set(x)
  all.set(y, m)
  const { rankOf, ties } = ranksOf(all)
  const ranks = x.reduce((sum, value) => sum + rankOf(value), 0)
  const spread = Math.sqrt(((m * n) / 12) * (m + n + 1 - ties / ((m + n) * (m + n - 1))))
  return { w: ranks - (m * (m + 1)) / 2, spread, ties }
}

const standardized = (x: Float64Array, y: Float64Array) => (shift: number, withCorrection: boolean) => {
  const { w, spread } = rankSum(
    x.map((value) => value - shift),
    y,
  )
  const centered = w - (x.length * y.length) / 2
  return (withCorrection ? corrected(centered) : centered) / spread
}

const differences = (x: Float64Array, y: Float64Array) =>
  Float64Array.from({ length: x.length * y.length }, (_, at) => x[at % x.length]! - y[Math.floor(at / x.length)]!)

/** Between the shifts that put one group wholly above or below the other. */
function shifts(x: Float64Array, y: Float64Array): readonly [number, number] {
  const ofX = rangeOf(x)
  const ofY = rangeOf(y)
  return [ofX[0] - ofY[1], ofX[1] - ofY[0]]
}
