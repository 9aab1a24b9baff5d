/** The relative covariance of the random effects where the deviance is least, as its factor Λ. */
import { diagonalMatrix, diagonalOf, timesTransposed } from '../linear/square-matrix.ts'
import { StatisticsProblem } from '../method.ts'
import { directionsOf } from './directions.ts'
import { minimumFrom } from './minimum.ts'
import { derivativesAt, profileAt, residualRows, type GroupSums } from './profile.ts'

/** A fit is singular, in the sense of lme4, where an element on the diagonal of Λ is below this; here on a scale of its own. */
export const singularTolerance = 1e-4
/** Starting values of Λ as multiples of 1, of which the best is taken: random effects from weak to strong. */
const starts = [0.1, 0.3, 1, 3, 10]
/** Beyond this, the residual variance goes to nothing. */
const largestFactor = 1e6

/** One matrix for each parameter of Λ: its lower triangle, or its diagonal where random effects do not correlate. */
export function factorsOf(q: number, correlated: boolean): Float64Array[] {
  const made: Float64Array[] = []
  for (let column = 0; column < q; column += 1)
    for (let row = column; row < (correlated ? q : column + 1); row += 1) {
      const factor = new Float64Array(q * q)
      factor[row * q + column] = 1
      made.push(factor)
    }
  return made
}

/**
 * Λ where the deviance is least.
 * @throws StatisticsProblem where the random effects leave no residuals
 */
export function bestFactor(
  sums: GroupSums,
  factors: readonly Float64Array[],
  reml: boolean,
): { lambda: Float64Array; converged: boolean } {
  const { q } = sums
  const count = factors.length
  const lambdaAt = (theta: Float64Array) =>
    Float64Array.from({ length: q * q }, (_, at) => factors.reduce((sum, f, m) => sum + f[at]! * theta[m]!, 0))
  const thetaOf = (lambda: Float64Array) =>
    Float64Array.from(factors, (factor) => lambda.reduce((sum, value, at) => sum + value * factor[at]!, 0))
  const pointAt = (theta: Float64Array) => {
    const lambda = lambdaAt(theta)
    const profile = profileAt(sums, lambda, reml)
    const { gradient, hessian, withVariance } = directionsOf(
      sums,
      profile,
      derivativesAt(sums, profile, reml),
      lambda,
      factors,
      reml,
    )
    const profiled = hessian.map(
      (value, at) =>
        value - (withVariance[Math.floor(at / count)]! * withVariance[at % count]!) / residualRows(sums, reml),
    )
    return { value: profile.deviance, gradient, hessian: profiled }
  }
  const start = starts
    .map((size) => diagonalMatrix(q, size))
    .map((lambda) => ({ lambda, deviance: profileAt(sums, lambda, reml).deviance }))
    .reduce((best, next) => (next.deviance < best.deviance ? next : best)).lambda
  const found = minimumFrom(thetaOf(start), pointAt)
  if (!found.x.every((value) => Math.abs(value) < largestFactor))
    throw new StatisticsProblem('The random effects fit every row exactly: nothing is left for the residuals.')
  // What is nothing but for rounding becomes nothing, if that makes no difference.
  const rounded = choleskyOf(timesTransposed(lambdaAt(found.x), lambdaAt(found.x), q), q, singularTolerance ** 2)
  const settled = diagonalOf(rounded, q).includes(0) ? minimumFrom(thetaOf(rounded), pointAt) : found
  const { x, converged } = settled.value <= found.value + 1e-8 + 1e-13 * Math.abs(found.value) ? settled : found
  return { lambda: lambdaAt(x), converged }
}

/** The lower triangle L of L Lᵀ; columns are nothing whose square on the diagonal is not above `least`. */
export function choleskyOf(a: Float64Array, n: number, least: number): Float64Array {
  const l = new Float64Array(n * n)
  for (let j = 0; j < n; j += 1)
    for (let i = j; i < n; i += 1) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k += 1) sum -= l[i * n + k]! * l[j * n + k]!
      if (i === j) l[i * n + j] = sum > Math.max(least, 1e-13 * a[i * n + i]!) ? Math.sqrt(sum) : 0
      else l[i * n + j] = l[j * n + j] === 0 ? 0 : sum / l[j * n + j]!
    }
  return l
}
