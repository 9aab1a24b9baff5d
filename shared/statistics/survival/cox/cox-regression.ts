import { quadraticForm, semidefinite, submatrix } from '../semidefinite.ts'
import type { Coded, FollowUp } from '../follow-up.ts'
import { StatisticsProblem } from '../../method.ts'
import { concordance } from './concordance.ts'
import { coxData, type CoxData, type Ties } from './cox-data.ts'
import { maximize, type Maximum } from './maximize.ts'
import { testProportionalHazards, type HazardsTest } from './proportional-hazards.ts'
import { scoreResiduals } from './score-residuals.ts'

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
  readonly logLik: readonly [null_: number, fitted: number]
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
  const data = coxData(
    followUp,
    covariates.map(({ values }) => values),
    strata,
  )
  const fit = maximize(data, ties)
  const kept = covariates.flatMap((_, at) => (fit.information.dependent[at] ? [] : [at]))
  if (kept.length === 0)
    throw new StatisticsProblem('No covariate differs among those at risk when an event happened: there is nothing to estimate.')
  const robust = clusters && robustVariance(data, fit, ties, clusters)
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

/** SOURCE: Lin DY, Wei LJ. J Am Stat Assoc 1989;84:1074-8: residuals are summed within clusters before they are squared. */
function robustVariance(data: CoxData, fit: Maximum, ties: Ties, clusters: Coded) {
  const size = data.covariates
  const naive = fit.information.inverse()
  const meat = clusterSquares(scoreResiduals(data, fit.beta, ties), size, clusters)
  const atZero = clusterSquares(scoreResiduals(data, new Float64Array(size), ties), size, clusters)
  const matrix = semidefinite(atZero.squares, size)
  return {
    variance: product(product(naive, meat.squares, size), naive, size),
    score: { chisq: quadraticForm(atZero.sum, matrix), df: matrix.rank },
  }
}

function clusterSquares(residuals: Float64Array, size: number, { codes, count }: Coded) {
  const sums = new Float64Array(count * size)
  residuals.forEach((value, at) => {
    sums[codes[Math.floor(at / size)]! * size + (at % size)]! += value
  })
  const squares = new Float64Array(size * size)
  const sum = new Float64Array(size)
  for (let cluster = 0; cluster < count; cluster += 1)
    for (let i = 0; i < size; i += 1) {
      sum[i]! += sums[cluster * size + i]!
      for (let j = 0; j < size; j += 1) squares[i * size + j]! += sums[cluster * size + i]! * sums[cluster * size + j]!
    }
  return { squares, sum }
}

const product = (a: Float64Array, b: Float64Array, size: number): Float64Array =>
  Float64Array.from(a, (_, at) => {
    const row = at - (at % size)
    let sum = 0
    for (let k = 0; k < size; k += 1) sum += a[row + k]! * b[k * size + (at % size)]!
    return sum
  })

function verdict(fit: Maximum, covariates: readonly Covariate[]) {
  const named = (which: readonly boolean[]) => covariates.flatMap(({ name }, at) => (which[at] ? [`“${name}”`] : [])).join(', ')
  const dependent = named(fit.information.dependent)
  const unbounded = named(fit.unbounded)
  const warnings = [
    ...(dependent ? [`No coefficient for ${dependent}: it does not vary, or the others already say what it says.`] : []),
    ...(unbounded
      ? [`The coefficient of ${unbounded} may be infinite: all events fall on one side. Its limits and tests mean nothing.`]
      : []),
    ...(fit.converged || unbounded ? [] : [`The likelihood found no maximum in ${fit.iterations} steps.`]),
  ]
  return { warnings, converged: fit.converged && !unbounded }
}
