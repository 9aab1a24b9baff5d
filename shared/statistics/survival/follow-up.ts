/** Time from a start to an event or to the end of observation, person by person. */
import { StatisticsProblem } from '../method.ts'
import { numbersOf, type Columns } from '../tidy/columns.ts'
import { eventsIn } from './events.ts'
import { evenOut } from './even-out.ts'
import { sortOrder } from './sort-order.ts'

export interface FollowUp {
  /** When observation ended, upward. */
  readonly time: Float64Array
  /** What it ended with: 0 censored, 1 the event; competing causes are numbered from 1. */
  readonly event: Int32Array
  /** Where people came under observation late: they are at risk after this time only. */
  readonly entry?: Float64Array | undefined
  /** The row of the data that each stands for. */
  readonly rows: Uint32Array
}

export interface FollowUpColumns {
  readonly time: string
  readonly event: string
  readonly entry?: string | null | undefined
}

/**
 * Sorts by time and takes times for equal that differ by rounding only.
 * @param entry as late as `time` is an error: nobody would be at risk
 * @throws StatisticsProblem that names the rows (from 1) by `label`
 */
export function followUpOf(
  time: Float64Array,
  event: ArrayLike<number>,
  entry?: Float64Array,
  label: (row: number) => number = (row) => row + 1,
): FollowUp {
  const order = sortOrder(time)
  const even = evenOut(
    Float64Array.from(order, (row) => time[row]!),
    entry && Float64Array.from(order, (row) => entry[row]!),
  )
  if (even.entry) {
    const wrong = order.filter((_, at) => !(even.entry![at]! < even.time[at]!)).toSorted()
    if (wrong.length > 0)
      throw new StatisticsProblem(
        `Entry must come before the end of observation; it does not in ${named([...wrong.slice(0, 10)].map(label), wrong.length)}.`,
      )
  }
  return { ...even, event: Int32Array.from(order, (row) => event[row]!), rows: order }
}

/** @throws StatisticsProblem where a column is missing or holds what it should not */
export function followUpIn(data: Columns, columns: FollowUpColumns, rows: readonly number[]): FollowUp {
  const time = numbersOf(data, columns.time, rows)
  const entry = columns.entry ? numbersOf(data, columns.entry, rows) : undefined
  return followUpOf(time, eventsIn(data, columns.event, rows), entry, (at) => rows[at]! + 1)
}

/** A number from 0 for each row of the data: its group. */
export interface Coded {
  readonly codes: ArrayLike<number>
  readonly count: number
}

/** The follow-up of each group. */
export function byGroup(all: FollowUp, { codes, count }: Coded): FollowUp[] {
  if (count === 1) return [all]
  const members: number[][] = Array.from({ length: count }, () => [])
  for (let at = 0; at < all.rows.length; at += 1) members[codes[all.rows[at]!]!]!.push(at)
  return members.map((places) => ({
    time: Float64Array.from(places, (at) => all.time[at]!),
    event: Int32Array.from(places, (at) => all.event[at]!),
    entry: all.entry && Float64Array.from(places, (at) => all.entry![at]!),
    rows: Uint32Array.from(places, (at) => all.rows[at]!),
  }))
}

const named = (rows: readonly number[], count: number) =>
  `${count === 1 ? 'row' : 'rows'} ${rows.join(', ')}${count > rows.length ? ` and ${count - rows.length} more` : ''}`
