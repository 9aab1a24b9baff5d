/** Tidy data: columns of equal length by name, one row an observation; `null` is a missing value. */
import { z } from 'zod'
import { StatisticsProblem } from '../method.ts'

export type Cell = number | string | boolean | null
export type Columns = Readonly<Record<string, readonly Cell[]>>

export const columns = z
  .record(z.string().min(1), z.array(z.union([z.number(), z.string(), z.boolean(), z.null()])))
  .refine((data) => new Set(Object.values(data).map(({ length }) => length)).size <= 1, 'columns differ in length')

/** The levels of text columns, where their order of appearance is not meant. The first is the reference. */
export const levels = z.record(z.string(), z.array(z.string()).min(1))
export type Levels = z.infer<typeof levels>

/** @throws StatisticsProblem where there is no such column */
export function columnOf(data: Columns, name: string): readonly Cell[] {
  const found = Object.hasOwn(data, name) ? data[name] : undefined
  if (!found) throw new StatisticsProblem(`There is no column “${name}”. Columns: ${Object.keys(data).join(', ')}.`)
  return found
}

/**
 * The rows in which none of the named columns is missing.
 * @returns indices of rows, in order, and how many were left out
 */
export function completeRows(
  data: Columns,
  names: readonly string[],
): { readonly rows: readonly number[]; readonly dropped: number } {
  const used = names.map((name) => columnOf(data, name))
  const rows: number[] = []
  const count = used[0]?.length ?? 0
  for (let row = 0; row < count; row += 1) if (used.every((column) => column[row] !== null)) rows.push(row)
  return { rows, dropped: count - rows.length }
}

/** @throws StatisticsProblem where a value is text */
export function numbersOf(data: Columns, name: string, rows: readonly number[]): Float64Array {
  const column = columnOf(data, name)
  // Filled in a loop: Float64Array.from takes several times as long.
  const numbers = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at += 1) {
    const cell = column[rows[at]!]
    if (typeof cell !== 'number' && typeof cell !== 'boolean')
      throw new StatisticsProblem(`Column “${name}” must hold numbers; it holds “${String(cell)}”.`)
    numbers[at] = Number(cell)
  }
  return numbers
}

export interface Factor {
  readonly levels: readonly string[]
  /** For each row the index of its level. */
  readonly codes: Int32Array
}

/**
 * A column as groups.
 * @param order of levels; without it, in order of appearance
 * @throws StatisticsProblem for a value that is none of the levels
 */
export function factorOf(data: Columns, name: string, rows: readonly number[], order?: readonly string[]): Factor {
  const column = columnOf(data, name)
  const index = new Map(order?.map((level, at) => [level, at]))
  const codes = Int32Array.from(rows, (row) => {
    const level = String(column[row])
    const known = index.get(level)
    if (known !== undefined) return known
    if (order) throw new StatisticsProblem(`Column “${name}” holds “${level}”, which is none of its levels.`)
    index.set(level, index.size)
    return index.size - 1
  })
  return { levels: [...index.keys()], codes }
}

/** A column of text stands for groups, one of numbers for itself. */
export const isFactor = (data: Columns, name: string): boolean =>
  columnOf(data, name).some((cell) => typeof cell === 'string')
