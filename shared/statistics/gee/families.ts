/** Means, links and variances of generalized linear models with their usual link. */
import { StatisticsProblem } from '../method.ts'

export const familyNames = ['gaussian', 'binomial', 'poisson'] as const
export type FamilyName = (typeof familyNames)[number]

export interface Family {
  readonly meanOf: (eta: number) => number
  readonly etaOf: (mean: number) => number
  readonly variance: (mean: number) => number
  /** A mean to begin with that the link allows. */
  readonly startOf: (outcome: number) => number
  /** What an outcome must be, where there is a rule. */
  readonly rule?: { readonly words: string; readonly holds: (outcome: number) => boolean }
}

// The mean changes with eta by the variance: so it is for the usual links.
const families: Readonly<Record<FamilyName, Family>> = {
  gaussian: { meanOf: (eta) => eta, etaOf: (mean) => mean, variance: () => 1, startOf: (outcome) => outcome },
  binomial: {
    meanOf: (eta) => 1 / (1 + Math.exp(-eta)),
    etaOf: (mean) => Math.log(mean / (1 - mean)),
    variance: (mean) => mean * (1 - mean),
    startOf: (outcome) => (outcome + 0.5) / 2,
    rule: { words: '0 or 1', holds: (outcome) => outcome === 0 || outcome === 1 },
  },
  poisson: {
    meanOf: Math.exp,
    etaOf: Math.log,
    variance: (mean) => mean,
    startOf: (outcome) => outcome + 0.1,
    rule: { words: 'a count', holds: (outcome) => outcome >= 0 },
  },
}

/** @throws StatisticsProblem where an outcome can't be of this family */
export function familyFor(name: FamilyName, column: string, outcome: Float64Array): Family {
  const { rule } = families[name]
  const odd = rule && outcome.find((value) => !rule.holds(value))
  if (odd !== undefined) throw new StatisticsProblem(`“${column}” must be ${rule!.words} in each row; it is ${odd}.`)
  return families[name]
}
