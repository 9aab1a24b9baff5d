/** Linear mixed models with one level of groups, by maximum likelihood or REML: as lme4 fits them, to the last digits. */
import { inverseOfUpper } from '../linear/orthonormal-columns.ts'
import { diagonalOf, sandwich, times, timesTransposed, timesVector } from '../linear/square-matrix.ts'
import { bestFactor, choleskyOf, factorsOf, singularTolerance } from './best-factor.ts'
import { directionsOf } from './directions.ts'
import { mixedData, type MixedData, type MixedModel } from './mixed-data.ts'
import { derivativesAt, profileAt, residualRows, type Profile } from './profile.ts'
import { varianceUncertainty } from './variance-uncertainty.ts'

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

/** @throws StatisticsProblem where the data allow no fit */
export function fitMixedModel(model: MixedModel): MixedFit {
  const data = mixedData(model)
  const { sums, randomScale } = data
  const { p, q } = sums
  const reml = model.method === 'REML'
  const factors = factorsOf(q, model.randomCorrelated !== false)
  const { lambda: inner, converged } = bestFactor(sums, factors, reml)
  const profile = profileAt(sums, inner, reml)

  // From here on in the columns of the model instead of the orthonormal ones.
  const relative = sandwich(inverseOfUpper(randomScale, q), timesTransposed(inner, inner, q), q)
  const lambda = choleskyOf(relative, q, 0)
  const directions = directionsOf(
    sums,
    profile,
    derivativesAt(sums, profile, reml),
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
    singular: diagonalOf(inner, q).some((value) => Math.abs(value) < singularTolerance),
    profile,
    covarianceChanges: [...directions.ofC.map(inModel), covariance],
    varianceUncertainty: varianceUncertainty(directions, residualRows(sums, reml)),
  }
}

function logLikelihood({ sums, fixed }: MixedData, { deviance }: Profile, reml: boolean): number {
  const count = residualRows(sums, reml)
  const ofColumns = diagonalOf(fixed.r, sums.p).reduce((sum, value) => sum + 2 * Math.log(value), 0)
  return -(deviance + count * (1 + Math.log((2 * Math.PI) / count)) + (reml ? ofColumns : 0)) / 2
}
