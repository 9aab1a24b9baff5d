import { quadraticForm, semidefinite, type Semidefinite } from '../semidefinite.ts'
import type { CoxData, Ties } from './cox-data.ts'
import { partialLikelihood, type Likelihood } from './partial-likelihood.ts'
import { stopIfUnwanted } from '../../interruption.ts'

/** As R’s coxph.control. */
const tolerance = 1e-9
const iterationLimit = 20

export interface Maximum {
  /** On the scale of the data as they were scaled. */
  readonly beta: Float64Array
  readonly information: Semidefinite
  readonly logLik: readonly [none: number, fitted: number]
  /** Of no effect, from the slope at zero. */
  readonly scoreTest: { readonly chisq: number; readonly df: number }
  readonly iterations: number
  readonly converged: boolean
  /** Whether a coefficient was still on its way when the likelihood had come to rest: it may be infinite. */
  readonly unbounded: readonly boolean[]
}

/** Newton and Raphson’s steps from zero, each shortened while it makes the likelihood less. */
export function maximize(data: CoxData, ties: Ties): Maximum {
  let beta = new Float64Array(data.covariates)
  let best = partialLikelihood(data, beta, ties)
  let information = semidefinite(best.information, data.covariates)
  const start = best.logLik
  const scoreTest = { chisq: quadraticForm(best.score, information), df: information.rank }
  let next = plus(beta, information.solve(best.score))
  let converged = false
  let halvings = 0
  let iterations = 0
  while (!converged && iterations < iterationLimit) {
    stopIfUnwanted()
    iterations += 1
    const now = partialLikelihood(data, next, ties)
    const finite = allFinite(now)
    converged = finite && Math.abs(now.logLik - best.logLik) <= tolerance * Math.abs(now.logLik)
    if (converged || (finite && now.logLik >= best.logLik)) {
      halvings = 0
      beta = next
      best = now
      information = semidefinite(best.information, data.covariates)
      next = plus(beta, information.solve(best.score))
    } else {
      halvings += 1
      const weight = halvings
      next = next.map((value, at) => (value + weight * beta[at]!) / (weight + 1))
    }
  }
  const left = information.solve(best.score)
  const unbounded = [...left].map((step, at) => {
    const distance = Math.abs(step * data.scale[at]!)
    return distance > tolerance && distance > Math.sqrt(tolerance) * Math.abs(beta[at]! * data.scale[at]!)
  })
  return { beta, information, logLik: [start, best.logLik], scoreTest, iterations, converged, unbounded }
}

const plus = (a: Float64Array, b: Float64Array) => a.map((value, at) => value + b[at]!)

const allFinite = ({ logLik, score, information }: Likelihood) =>
  Number.isFinite(logLik) && score.every(Number.isFinite) && information.every(Number.isFinite)
