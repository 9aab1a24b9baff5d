import { StatisticsProblem } from '../method.ts'
import { columnOf, type Cell, type Columns } from '../tidy/columns.ts'

/**
 * Whether each row ended with the event: 0 or 1, false or true; as R takes it, 1 or 2 where a 2 stands and no 0.
 * @throws StatisticsProblem for anything else
 */
export function eventsIn(data: Columns, name: string, rows: readonly number[]): Int32Array {
  const column = columnOf(data, name)
  const event = new Int32Array(rows.length)
  let least = 1
  let most = 0
  for (let at = 0; at < rows.length; at += 1) {
    const cell = column[rows[at]!]
    const value = Number(cell)
    if (typeof cell === 'string' || !(value === 0 || value === 1 || value === 2)) throw notAnEvent(name, cell)
    event[at] = value
    if (value < least) least = value
    if (value > most) most = value
  }
  if (most < 2) return event
  if (least === 0) throw notAnEvent(name, 2)
  return event.map((value) => value - 1)
}

const notAnEvent = (name: string, cell: Cell | undefined) =>
  new StatisticsProblem(`Column “${name}” must say 0 or 1 (censored or event), or false or true; it holds “${String(cell)}”.`)
