import { StatisticsProblem } from '../method.ts'

/** Rows of counts of equal length. */
export type CountsTable = readonly (readonly number[])[]

export const rowSums = (table: CountsTable): number[] => table.map((row) => row.reduce((a, b) => a + b, 0))

export const columnSums = (table: CountsTable): number[] =>
  (table[0] ?? []).map((_, column) => table.reduce((sum, row) => sum + row[column]!, 0))

/**
 * Without rows and columns that hold no one.
 * @throws StatisticsProblem where fewer than two of either are left
 */
export function filledTable(table: CountsTable): CountsTable {
  const columns = columnSums(table)
  const filled = table
    .filter((row) => row.some((count) => count > 0))
    .map((row) => row.filter((_, column) => columns[column]! > 0))
  if (filled.length < 2) throw new StatisticsProblem('Only one group holds values.')
  if (filled[0]!.length < 2) throw new StatisticsProblem('All values are the same.')
  return filled
}

/** What each cell would hold if rows and columns had nothing to do with each other. */
export function expectedCounts(table: CountsTable): number[][] {
  const rows = rowSums(table)
  const columns = columnSums(table)
  const total = rows.reduce((a, b) => a + b, 0)
  return rows.map((row) => columns.map((column) => (row * column) / total))
}
