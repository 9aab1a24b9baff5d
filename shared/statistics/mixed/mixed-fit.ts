/** Linear mixed models with one level of groups, by maximum likelihood or REML: as lme4 fits them, to the last digits. */
import { inverseOfUpper } from '../linear/orthonormal-columns.ts'
import { eigenOf, sandwich, times, timesTransposed, timesVector } from '../linear/square-matrix.ts'
import { StatisticsProblem } from '../method.ts'
import { directionsOf, type Directions } from './directions.ts'
import { minimumFrom } from './minimum.ts'
import { mixedData, type MixedData, type MixedModel } from './mixed-data.ts'
import { derivativesAt, profileAt, residualRows, type Profile } from './profile.ts'

export interface MixedFit {
  readonly model: MixedModel
  readonly data: MixedData
  /** Estimates of the fixed effects, in the order of `data.fixedNames`. */
  readonly estimates: Float64Array
  /** Their covariances, p × p row by row. */
  readonly covariance: Float64Array
  /** Covariances of the random effects, q × q row by row. */
  readonly randomCovariance: Float64Array
  readonly residualVariance: number
  readonly logLik: number
  /** How many coefficients, variances and covariances were estimated. */
  readonly parameters: number
  readonly converged: boolean
  /** Whether some combination of the random effects does not vary: an estimate on its boundary. */
  readonly singular: boolean
  /** In the orthonormal columns of `data`. */
  readonly profile: Profile
  /** How `covariance` changes with the parameters of variance: those of Λ, then the residual variance by multiples. */
  readonly covarianceChanges: readonly Float64Array[]
  /** Half the covariances of these parameters. */
  readonly varianceUncertainty: Float64Array
}

/** A fit is singular, in the sense of lme4, where an element on the diagonal of Λ is below this. */
const singularTolerance = 1e-4
/** Starting values of Λ as multiples of 1, of which the best is taken: random effects from weak to strong. */
const starts = [0.1, 0.3, 1, 3, 10]
/** Beyond this, the residual variance goes to nothing. */
const largestFactor = 1e6

/** @throws StatisticsProblem where the data allow no fit */
export function fitMixedModel(model: MixedModel): MixedFit {
  const data = mixedData(model)
  const { sums, randomScale } = data
  const { p, q } = sums
  const reml = model.method === 'REML'
  const factors = factorsOf(q, model.randomCorrelated !== false)
  const { lambda: inner, converged } = bestFactor(data, factors, reml)
  const profile = profileAt(sums, inner, reml)

  // From here on in the columns of the model instead of the orthonormal ones.
  const relative = square(times(inverseOfUpper(randomScale, q), inner, q), q)
  const lambda = choleskyOf(relative, q, 0)
  const derivatives = derivativesAt(sums, profile, reml)
  const directions = directionsOf(
    sums,
    profile,
    derivatives,
    times(randomScale, lambda, q),
    factors.map((factor) => times(randomScale, factor, q)),
    reml,
  )
  const fromFixed = inverseOfUpper(data.fixed.r, p)
  const inModel = (matrix: Float64Array) => sandwich(fromFixed, matrix, p).map((value) => value * profile.variance)
  const covariance = inModel(profile.c)
  return {
    model,
    data,
    estimates: timesVector(
      fromFixed,
      profile.gamma.map((value, at) => value + data.ordinary[at]!),
    ),
    covariance,
    randomCovariance: relative.map((value) => value * profile.variance),
    residualVariance: profile.variance,
    logLik: logLikelihood(data, profile, reml),
    parameters: p + factors.length + 1,
    converged,
    singular: diagonalOf(lambda, q).some((value) => value < singularTolerance),
    profile,
    covarianceChanges: [...directions.ofC.map(inModel), covariance],
    varianceUncertainty: pseudoInverse(jointHessian(directions, residualRows(sums, reml)), factors.length + 1),
  }
}

/** One matrix for each parameter of Λ: its lower triangle, or its diagonal where random effects do not correlate. */
function factorsOf(q: number, correlated: boolean): Float64Array[] {
  const made: Float64Array[] = []
  for (let column = 0; column < q; column += 1)
    for (let row = column; row < (correlated ? q : column + 1); row += 1) {
      const factor = new Float64Array(q * q)
      factor[row * q + column] = 1
      made.push(factor)
    }
  return made
}

/** Λ where the deviance is least. */
function bestFactor(
  { sums }: MixedData,
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
  const rounded = choleskyOf(square(lambdaAt(found.x), q), q, singularTolerance ** 2)
  const settled = minimumFrom(thetaOf(rounded), pointAt)
  const { x, converged } = settled.value <= found.value + 1e-8 + 1e-13 * Math.abs(found.value) ? settled : found
  return { lambda: lambdaAt(x), converged }
}

/** The lower triangle L of L Lᵀ; columns are nothing whose square on the diagonal is not above `least`. */
function choleskyOf(a: Float64Array, n: number, least: number): Float64Array {
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

function logLikelihood({ sums, fixed }: MixedData, { deviance }: Profile, reml: boolean): number {
  const count = residualRows(sums, reml)
  const ofColumns = diagonalOf(fixed.r, sums.p).reduce((sum, value) => sum + 2 * Math.log(value), 0)
  return -(deviance + count * (1 + Math.log((2 * Math.PI) / count)) + (reml ? ofColumns : 0)) / 2
}

/** Second derivatives by the parameters of Λ and the residual variance as a multiple of its estimate. */
function jointHessian({ hessian, withVariance }: Directions, count: number): Float64Array {
  const m = withVariance.length
  const joint = new Float64Array((m + 1) ** 2)
  for (let i = 0; i < m; i += 1) {
    joint.set(hessian.subarray(i * m, (i + 1) * m), i * (m + 1))
    joint[i * (m + 1) + m] = withVariance[i]!
    joint[m * (m + 1) + i] = withVariance[i]!
  }
  joint[m * (m + 1) + m] = count
  return joint
}

/** The inverse but for directions in which nothing changes, as lmerTest does it; first on one scale. */
function pseudoInverse(a: Float64Array, n: number): Float64Array {
  const scale = diagonalOf(a, n).map((value) => (value > 0 ? 1 / Math.sqrt(value) : 1))
  const scaled = a.map((value, at) => value * scale[Math.floor(at / n)]! * scale[at % n]!)
  const inverse = new Float64Array(n * n)
  for (const { value, vector } of eigenOf(scaled, n))
    if (value > 1e-9)
      for (let at = 0; at < inverse.length; at += 1) {
        const [i, j] = [Math.floor(at / n), at % n]
        inverse[at] = inverse[at]! + (vector[i]! * scale[i]! * vector[j]! * scale[j]!) / value
      }
  return inverse
}

const square = (lambda: Float64Array, q: number) => timesTransposed(lambda, lambda, q)
const diagonalOf = (a: Float64Array, n: number): number[] => Array.from({ length: n }, (_, i) => a[i * n + i]!)
const diagonalMatrix = (n: number, value: number) =>
  Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? value : 0))
