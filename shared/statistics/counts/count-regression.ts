/**
 * Regression of counts with a log link: Poisson, or negative binomial with a known theta (variance μ + μ²/θ), by iterated
 * weighted least squares as R’s glm (McCullagh and Nelder, Generalized Linear Models, 1989, 2.5). Standard errors are the
 * model’s, or robust ones that let the rows of a cluster depend on each other.
 */
import gammaln from '@stdlib/math-base-special-gammaln'
import { StatisticsProblem } from '../method.ts'
import { symmetricInverse } from '../linear/symmetric-inverse.ts'
import { stopIfUnwanted } from '../interruption.ts'

export interface CountData {
  /** Whole numbers, not negative. */
  readonly counts: Float64Array
  /** Of the design matrix. */
  readonly columns: readonly Float64Array[]
  /** The log of each row’s person-time. */
  readonly offset: Float64Array
}

export interface CountFit {
  readonly coefficients: readonly number[]
  readonly covariance: readonly (readonly number[])[]
  readonly means: Float64Array
  /** Infinity for Poisson. */
  readonly theta: number
  readonly logLikelihood: number
}

const mostSteps = 100

/** @throws StatisticsProblem where there is no one greatest likelihood */
export function countRegression(data: CountData, theta = Infinity): CountFit {
  const { counts, columns, offset } = data
  if (counts.length < columns.length) throw new StatisticsProblem('There are fewer rows than coefficients.')
  let means = counts.map((count) => count + 0.1)
  let coefficients: readonly number[] = columns.map(() => 0)
  for (let step = 0, settled = false; step < mostSteps; step += 1) {
    stopIfUnwanted()
    const covariance = symmetricInverse(information(columns, means, theta))
    if (!covariance)
      throw new StatisticsProblem(
        'A term is a combination of others, or a group has no events: there is no one best fit.',
      )
    if (settled) return { coefficients, covariance, means, theta, logLikelihood: logLikelihood(counts, means, theta) }
    // The step from where the fit stands; the first time, from where the means are.
    const pull = columns.map((column) =>
      sumOver(counts, (row) => {
        const mean = means[row]!
        const linear = step === 0 ? (Math.log(mean) - offset[row]!) * mean : 0
        return (column[row]! * (linear + counts[row]! - mean)) / (1 + mean / theta)
      }),
    )
    const move = covariance.map((line) => line.reduce((sum, cell, at) => sum + cell * pull[at]!, 0))
    coefficients = coefficients.map((value, at) => value + move[at]!)
    means = offset.map((base, row) =>
      Math.exp(coefficients.reduce((sum, value, at) => sum + value * columns[at]![row]!, base)),
    )
    settled =
      step > 0 && move.every((change, at) => Math.abs(change) < 1e-9 * Math.min(1, Math.sqrt(covariance[at]![at]!)))
  }
  throw new StatisticsProblem('The fit does not settle: a group may have no events.')
}

function information(columns: readonly Float64Array[], means: Float64Array, theta: number): number[][] {
  const weights = means.map((mean) => mean / (1 + mean / theta))
  return columns.map((a) => columns.map((b) => sumOver(weights, (row) => weights[row]! * a[row]! * b[row]!)))
}

function sumOver(rows: Float64Array, of: (row: number) => number): number {
  let sum = 0
  for (let row = 0; row < rows.length; row += 1) sum += of(row)
  return sum
}

function logLikelihood(counts: Float64Array, means: Float64Array, theta: number): number {
  return sumOver(counts, (row) => {
    const [y, mean] = [counts[row]!, means[row]!]
    const seen = (y === 0 ? 0 : y * Math.log(mean)) - gammaln(y + 1)
    if (theta === Infinity) return seen - mean
    return seen + gammaln(theta + y) - gammaln(theta) - theta * Math.log1p(mean / theta) - y * Math.log(theta + mean)
  })
}

/**
 * The sandwich estimate with independence as working correlation, without a correction for few clusters: Liang and Zeger,
 * Biometrika 1986;73:13; equal to geepack’s geeglm and to sandwich’s vcovCL of type HC0.
 * @param clusters the index of each row’s cluster
 */
export function robustCovariance(data: CountData, fit: CountFit, clusters: Int32Array): number[][] {
  const size = data.columns.length
  const scores = new Map<number, number[]>()
  for (const [row, cluster] of clusters.entries()) {
    let score = scores.get(cluster)
    if (!score) scores.set(cluster, (score = Array.from({ length: size }, () => 0)))
    const residual = (data.counts[row]! - fit.means[row]!) / (1 + fit.means[row]! / fit.theta)
    for (const [at, column] of data.columns.entries()) score[at]! += column[row]! * residual
  }
  const influences = [...scores.values()].map((score) =>
    fit.covariance.map((line) => line.reduce((sum, cell, at) => sum + cell * score[at]!, 0)),
  )
  return data.columns.map((_, i) =>
    data.columns.map((__, j) => influences.reduce((sum, it) => sum + it[i]! * it[j]!, 0)),
  )
}
