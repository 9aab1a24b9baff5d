/** The rows of generalized estimating equations: clusters, outcome and design. */
import { orthonormalColumns, type OrthonormalColumns } from '../linear/orthonormal-columns.ts'
import { StatisticsProblem } from '../method.ts'
import { numbersOf, type Columns, type Levels } from '../tidy/columns.ts'
import { columnsInTerms, designMatrix } from '../tidy/design-matrix.ts'
import { clusteredRows } from './clustered-rows.ts'
import { familyFor, type Family, type FamilyName } from './families.ts'
import type { Cluster, CorrelationName } from './working-correlation.ts'

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

export interface GeeData {
  readonly dropped: number
  readonly clusters: readonly Cluster[]
  readonly outcome: Float64Array
  readonly family: Family
  readonly names: readonly string[]
  /** Columns that say nothing beside those before them. */
  readonly aliased: readonly string[]
  readonly fixed: OrthonormalColumns
}

/** @throws StatisticsProblem where rows or clusters are too few, or the outcome is not of the family */
export function geeData(model: GeeModel): GeeData {
  const { data, group, time, fixed: terms, levels } = model
  const used = [model.outcome, ...columnsInTerms(terms)]
  const { rows, clusters, dropped } = clusteredRows(data, { group, time, used })
  const design = designMatrix(data, terms, rows, { levels })
  const fixed = orthonormalColumns(design.columns)
  if (clusters.length < 2)
    throw new StatisticsProblem(`“${group}” must tell at least two groups apart; there are ${clusters.length}.`)
  if (rows.length <= fixed.kept.length)
    throw new StatisticsProblem(
      `${rows.length} complete rows are too few to estimate ${fixed.kept.length} coefficients.`,
    )
  if (model.corstr !== 'independence' && clusters.every(({ start, end }) => end - start === 1))
    throw new StatisticsProblem(`No two rows share a “${group}”: there is no correlation to estimate.`)
  const outcome = numbersOf(data, model.outcome, rows)
  return {
    dropped,
    clusters,
    outcome,
    family: familyFor(model.family, model.outcome, outcome),
    names: fixed.kept.map((index) => design.names[index]!),
    aliased: design.names.filter((_, index) => !fixed.kept.includes(index)),
    fixed,
  }
}
