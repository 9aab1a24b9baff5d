/** The rows of a linear mixed model: design matrices, orthonormal columns of them, and sums of products within groups. */
import { dot } from '../linear/dot.ts'
import { orthonormalColumns, type OrthonormalColumns } from '../linear/orthonormal-columns.ts'
import { StatisticsProblem } from '../method.ts'
import { completeRows, factorOf, isFactor, numbersOf, type Columns, type Levels } from '../tidy/columns.ts'
import { columnsInTerms, designMatrix } from '../tidy/design-matrix.ts'
import type { GroupSums } from './profile.ts'

export interface MixedModel {
  readonly data: Columns
  readonly outcome: string
  /** Terms as in `designMatrix`; the intercept is among them unless `0` is. */
  readonly fixed: readonly string[]
  /** The column whose values are the groups, patients as a rule. */
  readonly group: string
  /** Terms that vary between groups; the intercept only as `1`. */
  readonly random: readonly string[]
  /** Whether random effects may correlate; true unless said. */
  readonly randomCorrelated?: boolean | undefined
  readonly method: 'REML' | 'ML'
  readonly levels?: Levels | undefined
}

export interface MixedData {
  readonly dropped: number
  /** Rows of the data that are in use. */
  readonly rows: readonly number[]
  /** For each row in use the index of its group. */
  readonly groupCodes: Int32Array
  readonly groupNames: readonly string[]
  readonly outcome: Float64Array
  readonly fixedNames: readonly string[]
  /** Columns that say nothing beside those before them. */
  readonly aliased: readonly string[]
  readonly fixed: OrthonormalColumns
  /** Coefficients of the orthonormal columns by ordinary least squares; the sums are about what these leave. */
  readonly ordinary: Float64Array
  readonly randomNames: readonly string[]
  readonly random: readonly Float64Array[]
  /** R, where the random columns are Q R: q × q, row by row. */
  readonly randomScale: Float64Array
  /** Levels of the factors, by column, to make rows elsewhere alike. */
  readonly levels: Levels
  readonly sums: GroupSums
}

/** Of a sum of squares, what counts as rounding. */
const negligible = 1e-20

/** @throws StatisticsProblem where rows or groups are too few, or nothing varies */
export function mixedData(model: MixedModel): MixedData {
  const { data, group, levels } = model
  const correlated = model.randomCorrelated !== false
  const { rows, dropped } = completeRows(data, [
    ...new Set([model.outcome, group, ...columnsInTerms([...model.fixed, ...model.random])]),
  ])
  const { codes: groupCodes, levels: groupNames } = factorOf(data, group, rows)
  const groups = groupNames.length
  if (groups < 2) throw new StatisticsProblem(`“${group}” must tell at least two groups apart; there are ${groups}.`)
  const outcome = numbersOf(data, model.outcome, rows)
  const design = designMatrix(data, model.fixed, rows, { levels })
  const fixed = orthonormalColumns(design.columns)
  const p = fixed.kept.length
  if (p === 0) throw new StatisticsProblem('The model has no fixed term.')
  if (rows.length <= p)
    throw new StatisticsProblem(`${rows.length} complete rows are too few to estimate ${p} coefficients.`)
  const among = designMatrix(data, model.random, rows, { levels, intercept: model.random.includes('1') })
  const q = among.columns.length
  if (q === 0) throw new StatisticsProblem('The model has no random term. Give at least “1”, the random intercept.')
  if (rows.length <= groups * (correlated ? q : 1))
    throw new StatisticsProblem(
      `${rows.length} rows in ${groups} groups are too few for ${q} random effect${q > 1 ? 's' : ''} in each: ` +
        'they could not be told from the residuals.',
    )
  const random = scaledRandom(among.columns, correlated)
  const { coefficients, rest } = ordinaryFit(fixed.columns, outcome)
  const yy = dot(rest, rest)
  if (!(yy > negligible * dot(outcome, outcome)))
    throw new StatisticsProblem(`The fixed terms fit “${model.outcome}” exactly: nothing is left to vary.`)
  return {
    rows,
    dropped,
    groupCodes,
    groupNames,
    outcome,
    fixedNames: fixed.kept.map((index) => design.names[index]!),
    aliased: design.names.filter((_, index) => !fixed.kept.includes(index)),
    fixed,
    ordinary: coefficients,
    randomNames: among.names,
    random: random.columns,
    randomScale: random.scale,
    levels: levelsOf(model, rows),
    sums: { ...sumsOf(groupCodes, groups, random.columns, [...fixed.columns, rest]), p, yy },
  }
}

/** Least squares on orthonormal columns, twice: the second time takes what rounding left. */
function ordinaryFit(columns: readonly Float64Array[], outcome: Float64Array) {
  const coefficients = new Float64Array(columns.length)
  const rest = outcome.slice()
  for (let round = 0; round < 2; round += 1)
    for (const [at, column] of columns.entries()) {
      const part = dot(column, rest)
      coefficients[at] = coefficients[at]! + part
      for (let row = 0; row < rest.length; row += 1) rest[row] = rest[row]! - part * column[row]!
    }
  return { coefficients, rest }
}

/**
 * Orthogonal columns with a mean square of 1: the same model as long as random effects may correlate, and well scaled. Where
 * they may not, each column is only scaled.
 */
function scaledRandom(
  columns: readonly Float64Array[],
  correlated: boolean,
): { columns: readonly Float64Array[]; scale: Float64Array } {
  const { columns: made, kept, r } = orthonormalColumns(columns)
  const q = columns.length
  if (kept.length < q) throw new StatisticsProblem('The random terms repeat each other.')
  const root = Math.sqrt(columns[0]!.length)
  if (correlated)
    return { columns: made.map((column) => column.map((value) => value * root)), scale: r.map((x) => x / root) }
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)) / root)
  return {
    columns: columns.map((column, at) => column.map((value) => value / lengths[at]!)),
    scale: Float64Array.from({ length: q * q }, (_, at) => (at % (q + 1) === 0 ? lengths[at / (q + 1)]! : 0)),
  }
}

function sumsOf(codes: Int32Array, groups: number, z: readonly Float64Array[], xy: readonly Float64Array[]) {
  const q = z.length
  const width = xy.length
  const zz = new Float64Array(groups * q * q)
  const zxy = new Float64Array(groups * q * width)
  for (let i = 0; i < q; i += 1) {
    const left = z[i]!
    for (let j = 0; j < q; j += 1) addProducts(zz, codes, left, z[j]!, q * q, i * q + j)
    for (let j = 0; j < width; j += 1) addProducts(zxy, codes, left, xy[j]!, q * width, i * width + j)
  }
  return { rows: codes.length, groups, q, zz, zxy }
}

function addProducts(
  sums: Float64Array,
  codes: Int32Array,
  left: Float64Array,
  right: Float64Array,
  stride: number,
  offset: number,
): void {
  for (let row = 0; row < codes.length; row += 1) {
    const at = codes[row]! * stride + offset
    sums[at] = sums[at]! + left[row]! * right[row]!
  }
}

function levelsOf({ data, fixed, random, levels = {} }: MixedModel, rows: readonly number[]): Levels {
  const factors = columnsInTerms([...fixed, ...random]).filter((name) => isFactor(data, name))
  return Object.fromEntries(factors.map((name) => [name, [...factorOf(data, name, rows, levels[name]).levels]]))
}
