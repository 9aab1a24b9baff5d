/** Comparisons of the means of several groups by an F statistic, as R’s oneway.test. */
import { meanOf, sumOf, varianceOf } from '../describe.ts'
import { fUpper } from '../distributions.ts'
import { StatisticsProblem } from '../method.ts'
import type { TestResult } from './test-result.ts'

/** Without the assumption of equal variances: Welch, Biometrika 1951;38:330. */
export function welchAnova(groups: readonly Float64Array[]): TestResult {
  if (groups.some(({ length }) => length < 2))
    throw new StatisticsProblem('A group has fewer than two values, so its spread is not known.')
  const k = groups.length
  const means = groups.map(meanOf)
  const weights = groups.map((group) => group.length / varianceOf(group))
  if (!weights.every(Number.isFinite)) throw new StatisticsProblem('All values of a group are the same.')
  const total = sumOf(weights)
  const grand = sumOf(weights.map((weight, at) => weight * means[at]!)) / total
  const lambda = sumOf(groups.map((group, at) => (1 - weights[at]! / total) ** 2 / (group.length - 1))) / (k * k - 1)
  const between = sumOf(weights.map((weight, at) => weight * (means[at]! - grand) ** 2))
  return result('Welch ANOVA', between / ((k - 1) * (1 + 2 * (k - 2) * lambda)), [k - 1, 1 / (3 * lambda)])
}

/** With one variance for all groups. */
export function anova(groups: readonly Float64Array[]): TestResult {
  const k = groups.length
  const n = sumOf(groups.map(({ length }) => length))
  const means = groups.map(meanOf)
  const grand = sumOf(groups.map(sumOf)) / n
  const between = sumOf(groups.map((group, at) => group.length * (means[at]! - grand) ** 2))
  const within = sumOf(groups.map((group) => (group.length < 2 ? 0 : (group.length - 1) * varianceOf(group))))
  if (!(within > 0)) throw new StatisticsProblem('The values do not vary within the groups.')
  return result('ANOVA', between / (k - 1) / (within / (n - k)), [k - 1, n - k])
}

function result(name: string, statistic: number, df: readonly [number, number]): TestResult {
  if (!Number.isFinite(statistic)) throw new StatisticsProblem('The values are too large to be computed with.')
  return { name, statistic, df, p: fUpper(statistic, ...df) }
}
