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

/** @throws StatisticsProblem where rows or groups are too few, or nothing varies */
export function mixedData(model: MixedModel): MixedData {
  const { data, group, random: terms, fixed: fixedTerms } = model
  const used = [...new Set([model.outcome, group, ...columnsInTerms([...fixedTerms, ...terms])])]
  const { rows, dropped } = completeRows(data, used)
  const { codes: groupCodes, levels: groupNames } = factorOf(data, group, rows)
  if (groupNames.length < 2)
    throw new StatisticsProblem(`“${group}” must tell at least two groups apart; there are ${groupNames.length}.`)
  const outcome = numbersOf(data, model.outcome, rows)

  const design = designMatrix(data, fixedTerms, rows, { levels: model.levels })
  const fixed = orthonormalColumns(design.columns)
  const p = fixed.kept.length
  if (p === 0) throw new StatisticsProblem('The model has no fixed term.')
  if (rows.length <= p)
    throw new StatisticsProblem(`${rows.length} complete rows are too few to estimate ${p} coefficients.`)

  const among = designMatrix(data, terms, rows, { levels: model.levels, intercept: terms.includes('1') })
  const q = among.columns.length
  if (q === 0) throw new StatisticsProblem('The model has no random term. Give at least “1”, the random intercept.')
  if (rows.length <= q * groupNames.length)
    throw new StatisticsProblem(
      `${rows.length} rows in ${groupNames.length} groups are too few for ${q} random effect${q > 1 ? 's' : ''} a group: ` +
        'they could not be told from the residuals.',
    )
  const { columns: z, scale } = scaledRandom(among.columns, model.randomCorrelated !== false)

  const ordinary = Float64Array.from(fixed.columns, (q) => dot(q, outcome))
  const rest = outcome.map((value, row) => {
    let left = value
    for (let j = 0; j < p; j += 1) left -= ordinary[j]! * fixed.columns[j]![row]!
    return left
  })
  const yy = dot(rest, rest)
  if (!(yy > 1e-20 * dot(outcome, outcome)))
    throw new StatisticsProblem(`The fixed terms fit “${model.outcome}” exactly: nothing is left to vary.`)
  return {
    dropped,
    groupCodes,
    groupNames,
    outcome,
    fixedNames: fixed.kept.map((index) => design.names[index]!),
    aliased: design.names.filter((_, index) => !fixed.kept.includes(index)),
    fixed,
    ordinary,
    randomNames: among.names,
    random: z,
    randomScale: scale,
    levels: levelsOf(model, rows),
    sums: { ...sumsOf(groupCodes, groupNames.length, z, [...fixed.columns, rest]), p, yy },
  }
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
