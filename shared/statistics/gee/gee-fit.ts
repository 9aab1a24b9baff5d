/**
 * Generalized estimating equations with a robust covariance: Liang and Zeger, Biometrika 1986;73:13. Scale and correlation are
 * estimated by equations of their own, without a correction for degrees of freedom, as geepack does: Yan and Fine, Stat Med
 * 2004;23:859.
 */
import { factorInPlace, inverseOf } from '../linear/cholesky.ts'
import { dot } from '../linear/dot.ts'
import { inverseOfUpper, orthonormalColumns } from '../linear/orthonormal-columns.ts'
import { quadratic, sandwich, timesVector } from '../linear/square-matrix.ts'
import { StatisticsProblem } from '../method.ts'
import { numbersOf, type Columns, type Levels } from '../tidy/columns.ts'
import { columnsInTerms, designMatrix } from '../tidy/design-matrix.ts'
import { clusteredRows } from './clustered-rows.ts'
import { equationsAt, type EquationsAt } from './estimating-equations.ts'
import { familyFor, type FamilyName } from './families.ts'
import { workingCorrelations, type Cluster, type CorrelationName } from './working-correlation.ts'

export interface GeeModel {
  readonly data: Columns
  readonly outcome: string
  readonly fixed: readonly string[]
  /** The column whose values are the clusters, patients as a rule. */
  readonly group: string
  readonly family: FamilyName
  readonly corstr: CorrelationName
  /** Orders the rows of a cluster; without it they stand in the order in which they are given. */
  readonly time?: string | undefined
  readonly levels?: Levels | undefined
}

export interface GeeFit {
  readonly names: readonly string[]
  /** Columns that say nothing beside those before them. */
  readonly aliased: readonly string[]
  readonly estimates: Float64Array
  /** Robust covariance, p × p row by row. */
  readonly covariance: Float64Array
  /** Of neighbors or of any two rows of a cluster; nothing is estimated for independence. */
  readonly alpha: number | null
  /** The mean squared Pearson residual. */
  readonly scale: number
  readonly rows: number
  readonly groups: number
  readonly dropped: number
  readonly converged: boolean
  readonly iterations: number
}

const maxIterations = 200
/** Estimates stand still once they move by less than this part of their standard error, and alpha by less than this. */
const stillness = 1e-10

/** @throws StatisticsProblem where the data allow no fit */
export function fitGee(model: GeeModel): GeeFit {
  const { data, group, time, fixed, levels } = model
  const used = [model.outcome, ...columnsInTerms(fixed)]
  const { rows, clusters, dropped } = clusteredRows(data, { group, time, used })
  const design = designMatrix(data, fixed, rows, { levels })
  const { columns, r, kept } = orthonormalColumns(design.columns)
  const p = kept.length
  if (clusters.length < 2 || rows.length <= p)
    throw new StatisticsProblem(
      `${rows.length} complete rows in ${clusters.length} groups are too few to estimate ${p} coefficients.`,
    )
  if (model.corstr !== 'independence' && clusters.every(({ start, end }) => end - start === 1))
    throw new StatisticsProblem(`No two rows share a “${group}”: there is no correlation to estimate.`)
  const outcome = numbersOf(data, model.outcome, rows)
  const family = familyFor(model.family, model.outcome, outcome)

  const equations = (eta: Float64Array, name: CorrelationName, alpha: number): EquationsAt =>
    equationsAt(columns, outcome, family, eta, (column) => {
      for (const cluster of clusters) workingCorrelations[name].solve(column, cluster, alpha)
    })
  const etaOf = (gamma: Float64Array): Float64Array =>
    outcome.map((_, row) => columns.reduce((sum, column, j) => sum + gamma[j]! * column[row]!, 0))

  // As for a generalized linear model: one weighted regression from means that the outcomes suggest, then by equations.
  const guess = outcome.map((value) => family.etaOf(family.startOf(value)))
  const weighted = guess.map((eta) => eta * family.variance(family.meanOf(eta)))
  const first = equations(guess, 'independence', 0)
  let gamma = timesVector(
    inverse(first.information, p),
    first.score.map((value, j) => value + dot(columns[j]!, weighted)),
  )
  let alpha = 0
  let scale = 1
  let iterations = 0
  let converged = false
  let now = equations(etaOf(gamma), 'independence', alpha)
  for (const name of new Set<CorrelationName>(['independence', model.corstr])) {
    const { nextAlpha } = workingCorrelations[name]
    for (converged = false; !converged && iterations < maxIterations; iterations += 1) {
      const move = timesVector(inverse(now.information, p), now.score)
      const distance = Math.sqrt(quadratic(now.information, move) / scale)
      gamma = gamma.map((value, j) => value + move[j]!)
      const { residuals } = equations(etaOf(gamma), 'independence', 0)
      scale = dot(residuals, residuals) / residuals.length
      const next = nextAlpha?.(residuals, clusters, scale, alpha) ?? 0
      converged = distance < stillness && Math.abs(next - alpha) < stillness
      alpha = next
      now = equations(etaOf(gamma), name, alpha)
    }
  }
  const fromFixed = inverseOfUpper(r, p)
  const bread = inverse(now.information, p)
  const covariance = sandwich(fromFixed, sandwich(bread, meatOf(now.parts, clusters), p), p)
  return {
    names: kept.map((index) => design.names[index]!),
    aliased: design.names.filter((_, index) => !kept.includes(index)),
    estimates: timesVector(fromFixed, gamma),
    covariance,
    alpha: model.corstr === 'independence' ? null : alpha,
    scale,
    rows: rows.length,
    groups: clusters.length,
    dropped,
    converged,
    iterations,
  }
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
  if (!factorInPlace(factor, p) || !factor.every(Number.isFinite))
    throw new StatisticsProblem(
      'The estimates run away: a term tells the outcomes apart completely, or the correlation leaves what is possible.',
    )
  return inverseOf(factor, p)
}
