/**
 * Generalized estimating equations with a robust covariance: Liang and Zeger, Biometrika 1986;73:13. Scale and correlation are
 * estimated by equations of their own, without a correction for degrees of freedom, as geepack does: Yan and Fine, Stat Med
 * 2004;23:859.
 */
import { factorInPlace, inverseOf } from '../linear/cholesky.ts'
import { dot } from '../linear/dot.ts'
import { inverseOfUpper } from '../linear/orthonormal-columns.ts'
import { quadratic, sandwich, timesVector } from '../linear/square-matrix.ts'
import { StatisticsProblem } from '../method.ts'
import { equationsAt, pearsonResiduals, type EquationsAt } from './estimating-equations.ts'
import { geeData, type GeeData, type GeeModel } from './gee-data.ts'
import { workingCorrelations, type Cluster, type CorrelationName } from './working-correlation.ts'
import { stopIfUnwanted } from '../interruption.ts'

export interface GeeFit {
  readonly data: GeeData
  /** In the order of `data.names`. */
  readonly estimates: Float64Array
  /** Robust covariance, p × p row by row. */
  readonly covariance: Float64Array
  /** The same, were the working correlation true. */
  readonly modelCovariance: Float64Array
  /** Correlation of neighbors (`ar1`) or of any two rows of a cluster; none for independence. */
  readonly alpha: number | null
  /** The mean squared Pearson residual. */
  readonly scale: number
  readonly converged: boolean
  readonly iterations: number
}

const maxIterations = 200
/** Estimates stand still once they move by less than this part of their standard error, and alpha by less than this. */
const stillness = 1e-10
/** Of a sum of squares, what counts as rounding. */
const negligible = 1e-20
/** A probability or a rate has no digits left beyond this, on the scale of its logarithm. */
const farthestEta = 36

/** A correlation this near to 1 has none that is possible beyond it. */
const nearestToOne = 1e-9

const runningAway =
  'The estimates run away: the terms tell the outcomes apart completely, or groups of this size can’t correlate so.'

/** @throws StatisticsProblem where the data allow no fit */
export function fitGee(model: GeeModel): GeeFit {
  const data = geeData(model)
  const { clusters, outcome, fixed } = data
  const p = fixed.kept.length
  const meanSquare = dot(outcome, outcome) / outcome.length
  let gamma = firstEstimates(data)
  let alpha = 0
  let scale = 1
  let iterations = 0
  let converged = false
  let now = equations(data, etaOf(data, gamma), 'independence', alpha)
  for (const name of new Set<CorrelationName>(['independence', model.corstr])) {
    const { nextAlpha } = workingCorrelations[name]
    for (converged = false; !converged && iterations < maxIterations; iterations += 1) {
      stopIfUnwanted()
      const move = timesVector(inverse(now.information, p), now.score)
      const distance = Math.sqrt(quadratic(now.information, move) / scale)
      gamma = gamma.map((value, j) => value + move[j]!)
      const eta = etaOf(data, gamma)
      const residuals = pearsonResiduals(outcome, data.family, eta)
      scale = dot(residuals, residuals) / residuals.length
      if (!(scale > negligible * meanSquare))
        throw new StatisticsProblem(`The terms fit “${model.outcome}” exactly: nothing is left to vary.`)
      const next = nextAlpha ? possible(nextAlpha(residuals, clusters, scale, alpha), alpha) : 0
      converged = distance < stillness && Math.abs(next - alpha) < stillness
      alpha = next
      now = equations(data, eta, name, alpha)
    }
  }
  if (!converged && model.family !== 'gaussian' && etaOf(data, gamma).some((eta) => Math.abs(eta) > farthestEta))
    throw new StatisticsProblem(runningAway)
  const fromFixed = inverseOfUpper(fixed.r, p)
  const bread = inverse(now.information, p)
  return {
    data,
    estimates: timesVector(fromFixed, gamma),
    covariance: sandwich(fromFixed, sandwich(bread, meatOf(now.parts, clusters), p), p),
    modelCovariance: sandwich(fromFixed, bread, p).map((value) => scale * value),
    alpha: model.corstr === 'independence' ? null : alpha,
    scale,
    converged,
    iterations,
  }
}

/**
 * The next correlation, or half the way to 1 where it would be beyond.
 * @throws StatisticsProblem where there is no way left
 */
function possible(next: number, alpha: number): number {
  if (Math.abs(next) < 1) return next
  const nearer = (alpha + Math.sign(next)) / 2
  if (1 - Math.abs(nearer) < nearestToOne)
    throw new StatisticsProblem('The correlation comes out as 1 or more, which it can’t be: assume another kind of it.')
  return nearer
}

/** One weighted regression from means that the outcomes suggest, as for a generalized linear model. */
function firstEstimates(data: GeeData): Float64Array {
  const { outcome, family, fixed } = data
  const guess = outcome.map((value) => family.etaOf(family.startOf(value)))
  const weighted = guess.map((eta) => eta * family.variance(family.meanOf(eta)))
  const { information, score } = equations(data, guess, 'independence', 0)
  return timesVector(
    inverse(information, fixed.kept.length),
    score.map((value, j) => value + dot(fixed.columns[j]!, weighted)),
  )
}

const etaOf = ({ outcome, fixed: { columns } }: GeeData, gamma: Float64Array): Float64Array =>
  outcome.map((_, row) => columns.reduce((sum, column, j) => sum + gamma[j]! * column[row]!, 0))

function equations(data: GeeData, eta: Float64Array, name: CorrelationName, alpha: number): EquationsAt {
  const { solve } = workingCorrelations[name]
  return equationsAt(data.fixed.columns, data.outcome, data.family, eta, (column) => {
    for (const cluster of data.clusters) solve(column, cluster, alpha)
  })
}

/** The sum over clusters of their score times itself. */
function meatOf(parts: readonly Float64Array[], clusters: readonly Cluster[]): Float64Array {
  const p = parts.length
  const meat = new Float64Array(p * p)
  const score = new Float64Array(p)
  for (const { start, end } of clusters) {
    for (let j = 0; j < p; j += 1) {
      score[j] = 0
      for (let row = start; row < end; row += 1) score[j] = score[j]! + parts[j]![row]!
    }
    for (let i = 0; i < p; i += 1)
      for (let j = 0; j < p; j += 1) meat[i * p + j] = meat[i * p + j]! + score[i]! * score[j]!
  }
  return meat
}

/** @throws StatisticsProblem where the information is not that of any estimate */
function inverse(information: Float64Array, p: number): Float64Array {
  const factor = information.slice()
  if (!factorInPlace(factor, p) || !factor.every(Number.isFinite)) throw new StatisticsProblem(runningAway)
  return inverseOf(factor, p)
}
