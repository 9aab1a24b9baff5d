/**
 * How far two groups are apart in units of their spread, never negative: Austin, Stat Med 2009;28:3083 for means; Yang and
 * Dalton, SAS Global Forum 2012, paper 335, for categories.
 */
import { meanOf, sumOf, varianceOf } from '../describe.ts'
import { StatisticsProblem } from '../method.ts'
import { symmetricInverse } from '../linear/symmetric-inverse.ts'

const mostLevels = 100

/** The difference of the means over the root of the mean variance. */
export function meanDifference(x: Float64Array, y: Float64Array): number {
  const difference = Math.abs(meanOf(x) - meanOf(y)) / Math.sqrt((varianceOf(x) + varianceOf(y)) / 2)
  if (!Number.isFinite(difference)) throw new StatisticsProblem('A group’s spread is not known, or none.')
  return difference
}

/** Mahalanobis’ distance of the proportions, by the mean of both multinomial covariances. Of counts by level. */
export function proportionDifference(x: readonly number[], y: readonly number[]): number {
  // One level says nothing more than the others do; levels that neither group has say nothing at all.
  const used = x.map((count, level) => ({ level, count: count + y[level]! })).filter(({ count }) => count > 0)
  if (used.length > mostLevels)
    throw new StatisticsProblem(`More than ${mostLevels} levels are too many to compare at once.`)
  const levels = used.slice(1).map(({ level }) => level)
  const [p, q] = [x, y].map((counts) => levels.map((level) => counts[level]! / sumOf(counts))) as [number[], number[]]
  const covariance = (a: readonly number[], i: number, j: number) => (i === j ? a[i]! * (1 - a[i]!) : -a[i]! * a[j]!)
  const gap = p.map((value, at) => value - q[at]!)
  const inverse = symmetricInverse(
    levels.map((_, i) => levels.map((__, j) => (covariance(p, i, j) + covariance(q, i, j)) / 2)),
  )
  if (!inverse || !gap.every(Number.isFinite)) throw new StatisticsProblem('The groups have no level in common.')
  return Math.sqrt(sumOf(gap.map((value, i) => value * sumOf(inverse[i]!.map((cell, j) => cell * gap[j]!)))))
}
