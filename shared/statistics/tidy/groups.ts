/** Rows by group. Text levels keep their order of appearance; numbers and yes/no are in their own order. */
import { columnOf, factorOf, type Columns, type Factor, type Levels } from './columns.ts'

/** @throws StatisticsProblem for a value that is none of the levels */
export function groupsOf(data: Columns, name: string, rows: readonly number[], levels: Levels | undefined): Factor {
  return factorOf(data, name, rows, levels?.[name] ?? ownOrder(columnOf(data, name)))
}

function ownOrder(column: Columns[string]): readonly string[] | undefined {
  if (column.some((cell) => typeof cell === 'string')) return undefined
  const values = new Set(column.filter((cell) => cell !== null))
  return [...values].toSorted((a, b) => Number(a) - Number(b)).map(String)
}

/** How many rows each level has. */
export function sizesOf({ levels, codes }: Factor): number[] {
  const sizes = levels.map(() => 0)
  for (let row = 0; row < codes.length; row += 1) sizes[codes[row]!]! += 1
  return sizes
}

/** The values of each group. */
export function valuesByGroup(values: Float64Array, factor: Factor): Float64Array[] {
  const groups = sizesOf(factor).map((size) => new Float64Array(size))
  const filled = groups.map(() => 0)
  for (let row = 0; row < values.length; row += 1) {
    const code = factor.codes[row]!
    groups[code]![filled[code]!] = values[row]!
    filled[code]! += 1
  }
  return groups
}

/** How many rows have each pair of levels: a row for each level of the first. */
export function crossTable(first: Factor, second: Factor): number[][] {
  const table = first.levels.map(() => second.levels.map(() => 0))
  for (let row = 0; row < first.codes.length; row += 1) table[first.codes[row]!]![second.codes[row]!]! += 1
  return table
}
