/** One rate for each group, by Poisson or negative-binomial regression on the groups with an offset of log person-time. */
import { StatisticsProblem } from '../method.ts'
import type { Factor } from '../tidy/columns.ts'
import { countRegression, robustCovariance, type CountData } from './count-regression.ts'
import { negativeBinomialRegression, type NegativeBinomialFit } from './negative-binomial.ts'

export const countModels = ['poisson', 'negative-binomial'] as const
export type CountModel = (typeof countModels)[number]

export interface RateRows {
  readonly counts: Float64Array
  readonly times: Float64Array
  readonly groups: Factor
  /** Makes the standard errors robust. */
  readonly clusters?: Factor | undefined
}

export interface LogEstimate {
  readonly estimate: number
  readonly error: number
}

export interface RateModel {
  /** @throws StatisticsProblem for a group without events */
  readonly logRate: (group: number) => LogEstimate
  /** @throws StatisticsProblem where either has no events */
  readonly logRatio: (group: number, reference: number) => LogEstimate
  readonly negativeBinomial?: NegativeBinomialFit
}

const mostGroups = 50

/** Groups without events are left out: their log rate has no estimate, and the others don’t depend on it. */
export function rateModel({ counts, times, groups, clusters }: RateRows, model: CountModel): RateModel {
  const events = groups.levels.map(() => 0)
  for (const [row, code] of groups.codes.entries()) events[code]! += counts[row]!
  const fitted = groups.levels.map((_, group) => group).filter((group) => events[group]! > 0)
  if (fitted.length > mostGroups)
    throw new StatisticsProblem(`More than ${mostGroups} groups are too many for one model.`)
  const used = (_: unknown, row: number) => events[groups.codes[row]!]! > 0
  const codes = groups.codes.filter(used)
  const data: CountData = {
    counts: counts.filter(used),
    offset: times.filter(used).map(Math.log),
    columns: fitted.map((group) => Float64Array.from(codes, (code) => (code === group ? 1 : 0))),
  }
  const negativeBinomial = model === 'negative-binomial' ? negativeBinomialRegression(data) : undefined
  const fit = negativeBinomial ?? countRegression(data)
  const covariance = clusters ? robustCovariance(data, fit, clusters.codes.filter(used)) : fit.covariance
  const clustersIn = clusters ? clustersByGroup(groups, clusters) : undefined
  const place = (group: number) => {
    const at = fitted.indexOf(group)
    const level = groups.levels[group]!
    if (at < 0) throw new StatisticsProblem(`“${level}” has no events.`)
    if (clustersIn && clustersIn[group]! < 2) throw new StatisticsProblem(`“${level}” rests on one patient.`)
    return at
  }
  return {
    logRate(group) {
      const at = place(group)
      return { estimate: fit.coefficients[at]!, error: Math.sqrt(covariance[at]![at]!) }
    },
    logRatio(group, reference) {
      const [a, b] = [place(group), place(reference)]
      const variance = covariance[a]![a]! + covariance[b]![b]! - 2 * covariance[a]![b]!
      return { estimate: fit.coefficients[a]! - fit.coefficients[b]!, error: Math.sqrt(Math.max(0, variance)) }
    },
    ...(negativeBinomial ? { negativeBinomial } : {}),
  }
}

function clustersByGroup(groups: Factor, clusters: Factor): number[] {
  const seen = groups.levels.map(() => new Set<number>())
  for (const [row, group] of groups.codes.entries()) seen[group]!.add(clusters.codes[row]!)
  return seen.map(({ size }) => size)
}
