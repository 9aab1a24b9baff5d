/** A row of a baseline table: a variable described in each group and overall, compared, and how far the groups are apart. */
import { attempt } from '../attempt.ts'
import type { TestResult } from '../comparisons/test-result.ts'
import { meanOf } from '../describe.ts'
import { StatisticsProblem } from '../method.ts'
import { columnOf, numbersOf, type Columns, type Factor, type Levels } from '../tidy/columns.ts'
import { groupsOf, sizesOf } from '../tidy/groups.ts'
import { categoryVariable } from './category-variable.ts'
import type { Comparison, DescribedVariable, TableCell, VariableKind } from './described-variable.ts'
import { numberVariable } from './number-variable.ts'

export interface TableVariable {
  readonly column: string
  readonly kind?: VariableKind | undefined
  readonly test?: Comparison | 'none' | undefined
}

export interface TableRow {
  readonly column: string
  readonly kind: VariableKind
  /** In each group. */
  readonly missing: readonly number[]
  /** Of each group. */
  readonly cells: readonly TableCell[]
  readonly overall: TableCell & { readonly missing: number }
  readonly test: TestResult | null
  /** Why there is no test, or why it is not the usual one. */
  readonly why?: string
  /** Of two groups; of more, the mean over all pairs. */
  readonly smd: number | null
  readonly smdWhy?: string
}

/**
 * @param rows of the table
 * @param groups of those rows; without them the variable is described only
 */
export function tableRow(
  data: Columns,
  { column, kind = guessedKind(data, column), test: wanted }: TableVariable,
  rows: readonly number[],
  groups: Factor | undefined,
  levels: Levels | undefined,
): TableRow {
  const cells = columnOf(data, column)
  const present: number[] = []
  const codes: number[] = []
  for (const [place, row] of rows.entries()) {
    if (cells[row] === null) continue
    present.push(row)
    codes.push(groups ? groups.codes[place]! : 0)
  }
  const split: Factor = { levels: groups?.levels ?? ['all'], codes: Int32Array.from(codes) }
  const described =
    kind === 'category'
      ? categoryVariable(groupsOf(data, column, present, levels), split)
      : numberVariable(kind, numbersOf(data, column, present), split)
  const overall = { ...described.overall, missing: rows.length - present.length }
  if (!groups)
    return { column, kind, missing: [], cells: [], overall, test: null, why: 'There are no groups.', smd: null }
  const sizes = sizesOf(split)
  const missing = sizesOf(groups).map((size, at) => size - sizes[at]!)
  const compared = attempt(() => {
    if (wanted === 'none') throw new StatisticsProblem('No test was asked for.')
    return described.compare(wanted)
  })
  const smd = attempt(() => meanOverPairs(described, sizes))
  const why = compared.value ? compared.value.because : compared.why
  return {
    column,
    kind,
    missing,
    cells: described.cells,
    overall,
    test: compared.value?.test ?? null,
    ...(why ? { why } : {}),
    smd: smd.value,
    ...(smd.why ? { smdWhy: smd.why } : {}),
  }
}

const guessedKind = (data: Columns, column: string): VariableKind =>
  columnOf(data, column).some((cell) => typeof cell === 'string' || typeof cell === 'boolean') ? 'category' : 'mean'

const mostGroups = 20

/** Over the groups that hold values. */
function meanOverPairs({ difference }: DescribedVariable, sizes: readonly number[]): number {
  const filled = sizes.map((_, group) => group).filter((group) => sizes[group]! > 0)
  if (filled.length < 2) throw new StatisticsProblem('Fewer than two groups hold values.')
  if (filled.length > mostGroups)
    throw new StatisticsProblem(`More than ${mostGroups} groups are too many to compare in pairs.`)
  return meanOf(filled.flatMap((one, at) => filled.slice(0, at).map((other) => difference(one, other))))
}
