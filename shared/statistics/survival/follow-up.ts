/** Time from a start to an event or to the end of observation, person by person. */
import { StatisticsProblem } from '../method.ts'
import { numbersOf, type Columns } from '../tidy/columns.ts'
import { eventsIn } from './events.ts'
import { evenOut } from './even-out.ts'
import { gathered, sortOrder } from './sort-order.ts'

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
  const rows = sortOrder(time)
  const sorted = (values: Float64Array) => gathered(rows, values, new Float64Array(rows.length))
  const even = evenOut(sorted(time), entry && sorted(entry))
  if (even.entry) {
    const wrong = rows.filter((_, at) => !(even.entry![at]! < even.time[at]!)).toSorted()
    if (wrong.length > 0)
      throw new StatisticsProblem(
        `Entry must come before the end of observation; it does not in ${named(Array.from(wrong.slice(0, 10), label), wrong.length)}.`,
      )
  }
  return { ...even, event: gathered(rows, event, new Int32Array(rows.length)), rows }
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
  const { rows, time, event, entry } = all
  const sizes = new Uint32Array(count)
  for (let at = 0; at < rows.length; at += 1) sizes[codes[rows[at]!]!]! += 1
  const members = Array.from(sizes, (size) => new Uint32Array(size))
  const filled = new Uint32Array(count)
  for (let at = 0; at < rows.length; at += 1) {
    const group = codes[rows[at]!]!
    members[group]![filled[group]!] = at
    filled[group]! += 1
  }
  return members.map((places) => ({
    time: gathered(places, time, new Float64Array(places.length)),
    event: gathered(places, event, new Int32Array(places.length)),
    entry: entry && gathered(places, entry, new Float64Array(places.length)),
    rows: places.map((at) => rows[at]!),
  }))
}

const named = (rows: readonly number[], count: number) =>
  `${count === 1 ? 'row' : 'rows'} ${rows.join(', ')}${count > rows.length ? ` and ${count - rows.length} more` : ''}`
