import { quadraticForm, semidefinite, submatrix } from '../semidefinite.ts'
import type { Coded, FollowUp } from '../follow-up.ts'
import { StatisticsProblem } from '../../method.ts'
import { concordance } from './concordance.ts'
import { coxData, type Ties } from './cox-data.ts'
import { maximize, type Maximum } from './maximize.ts'
import { testProportionalHazards, type HazardsTest } from './proportional-hazards.ts'
import { robustVariance } from './robust-variance.ts'

export interface ChiSquared {
  readonly chisq: number
  readonly df: number
}

export interface Covariate {
  readonly name: string
  /** The term of the model that it belongs to. */
  readonly term: string
  readonly values: Float64Array
}

export interface CoxRegression {
  readonly coefficients: readonly {
    readonly name: string
    /** Logarithm of the hazard ratio of one unit; null where the covariate says nothing that those before it don’t. */
    readonly coef: number | null
    /** Robust where clusters are given. */
    readonly se: number | null
  }[]
  readonly logLik: readonly [none: number, fitted: number]
  readonly likelihoodRatio: ChiSquared
  readonly wald: ChiSquared
  readonly score: ChiSquared
  /** With clusters: the score test that allows for them. */
  readonly robustScore?: ChiSquared
  readonly proportionalHazards: readonly HazardsTest[]
  readonly concordance: number | null
  readonly n: number
  readonly events: number
  readonly iterations: number
  /** False also where a coefficient may be infinite. */
  readonly converged: boolean
  readonly warnings: readonly string[]
}

/**
 * Cox’s proportional hazards regression, as R’s coxph.
 * @param followUp 0 or 1 as events
 * @param options.strata have hazards of their own, `options.clusters` hold rows that may depend on each other
 * @throws StatisticsProblem where there is nothing to estimate
 */
export function coxRegression(
  followUp: FollowUp,
  covariates: readonly Covariate[],
  { ties = 'efron', strata, clusters }: { ties?: Ties; strata?: Coded | undefined; clusters?: Coded | undefined } = {},
): CoxRegression {
  const events = followUp.event.reduce((sum, event) => sum + event, 0)
  if (events === 0) throw new StatisticsProblem('Nobody had the event: there are no hazards to compare.')
  if (clusters && clusters.count < 2)
    throw new StatisticsProblem('All rows are in one cluster: nothing tells how much clusters differ.')
  const data = coxData(
    followUp,
    covariates.map(({ values }) => values),
    strata,
  )
  const fit = maximize(data, ties)
  const kept = covariates.flatMap((_, at) => (fit.information.dependent[at] ? [] : [at]))
  if (kept.length === 0)
    throw new StatisticsProblem(
      'No covariate differs among those at risk when an event happened: there is nothing to estimate.',
    )
  const robust = clusters && robustVariance(data, fit, clusters, ties)
  const variance = robust?.variance ?? fit.information.inverse()
  const size = covariates.length
  const beta = Float64Array.from(kept, (at) => fit.beta[at]!)
  const terms = new Map<string, number[]>()
  for (const at of kept) terms.set(covariates[at]!.term, [...(terms.get(covariates[at]!.term) ?? []), at])
  const { warnings, converged } = verdict(fit, covariates)
  return {
    coefficients: covariates.map(({ name }, at) => ({
      name,
      coef: kept.includes(at) ? fit.beta[at]! * data.scale[at]! : null,
      se: kept.includes(at) ? Math.sqrt(variance[at * size + at]!) * data.scale[at]! : null,
    })),
    logLik: fit.logLik,
    likelihoodRatio: { chisq: 2 * (fit.logLik[1] - fit.logLik[0]), df: kept.length },
    wald: { chisq: quadraticForm(beta, semidefinite(submatrix(variance, size, kept), kept.length)), df: kept.length },
    score: fit.scoreTest,
    ...(robust && { robustScore: robust.score }),
    proportionalHazards: testProportionalHazards(data, followUp, fit.beta, ties, terms),
    concordance: concordance(data, fit.beta),
    n: followUp.rows.length,
    events,
    iterations: fit.iterations,
    converged,
    warnings,
  }
}

function verdict(fit: Maximum, covariates: readonly Covariate[]) {
  const named = (which: readonly boolean[]) =>
    covariates.flatMap(({ name }, at) => (which[at] ? [`“${name}”`] : [])).join(', ')
  const dependent = named(fit.information.dependent)
  const unbounded = named(fit.unbounded)
  const warnings = [
    ...(dependent
      ? [`No coefficient for ${dependent}: it does not vary, or the others already say what it says.`]
      : []),
    ...(unbounded
      ? [
          `The coefficient of ${unbounded} may be infinite: all events fall on one side. Its limits and tests mean nothing.`,
        ]
      : []),
    ...(fit.converged || unbounded ? [] : [`The likelihood found no maximum in ${fit.iterations} steps.`]),
  ]
  return { warnings, converged: fit.converged && !unbounded }
}
