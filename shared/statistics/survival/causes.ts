import { columnOf, type Cell, type Columns } from '../tidy/columns.ts'
import { StatisticsProblem } from '../method.ts'
import { levelOrder } from './level-order.ts'

export interface Causes {
  /** Numbers upward, then text. */
  readonly names: readonly string[]
  /** 0 censored, else the place of the cause, from 1. */
  readonly event: Int32Array
}

/**
 * What each observation ended with: 0, false or “censored”, else a cause by its number or name.
 * @throws StatisticsProblem where all are censored
 */
export function causesIn(data: Columns, name: string, rows: readonly number[]): Causes {
  const column = columnOf(data, name)
  const met = new Set<Cell>(rows.map((row) => column[row]!))
  const names = [...new Set([...met].filter((cell) => !isCensored(cell)).map(String))].sort(levelOrder)
  if (names.length === 0) throw new StatisticsProblem(`Column “${name}” holds no event: all are censored.`)
  const codes = new Map([...met].map((cell) => [cell, isCensored(cell) ? 0 : names.indexOf(String(cell)) + 1]))
  return { names, event: Int32Array.from(rows, (row) => codes.get(column[row]!)!) }
}

const isCensored = (cell: Cell): boolean =>
  cell === false || (typeof cell === 'string' ? ['censored', '0'].includes(cell.trim().toLowerCase()) : cell === 0)
