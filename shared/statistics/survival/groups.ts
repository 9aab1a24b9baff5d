import { factorOf, type Columns } from '../tidy/columns.ts'
import type { Coded } from './follow-up.ts'
import { levelOrder } from './level-order.ts'

export interface Groups extends Coded {
  /** Only such as there are: in the given order, else numbers upward and text by its characters. */
  readonly levels: readonly string[]
}

/**
 * The groups that a column divides rows into; one, `all`, where there is no column.
 * @throws StatisticsProblem for a value that the order lacks
 */
export function groupsIn(
  data: Columns,
  name: string | null | undefined,
  rows: readonly number[],
  order?: readonly string[],
): Groups {
  if (!name) return { levels: ['all'], codes: new Int32Array(rows.length), count: 1 }
  const { levels, codes } = factorOf(data, name, rows, order)
  const used = new Set(codes)
  const sorted = levels.filter((_, code) => used.has(code))
  if (!order) sorted.sort(levelOrder)
  const places = levels.map((level) => sorted.indexOf(level))
  return { levels: sorted, codes: codes.map((code) => places[code]!), count: sorted.length }
}
