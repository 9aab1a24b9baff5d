import { StatisticsProblem } from '../method.ts'
import { completeRows, numbersOf, type Columns } from '../tidy/columns.ts'

export interface PersonTimeRows {
  readonly rows: readonly number[]
  /** Rows with a missing value, or without any time. */
  readonly dropped: number
  readonly counts: Float64Array
  readonly times: Float64Array
}

/**
 * The rows that hold events in person-time.
 * @param time left out: each row is one unit of it
 * @param others columns that may not be missing either
 * @throws StatisticsProblem for what is no count or no time, and for events in no time
 */
export function personTimeRows(
  data: Columns,
  {
    events,
    time,
    others,
  }: { readonly events: string; readonly time?: string | undefined; readonly others: readonly string[] },
): PersonTimeRows {
  const complete = completeRows(data, [events, ...(time === undefined ? [] : [time]), ...others])
  const allCounts = numbersOf(data, events, complete.rows)
  const allTimes = time === undefined ? allCounts.map(() => 1) : numbersOf(data, time, complete.rows)
  if (!allCounts.every((count) => Number.isSafeInteger(count) && count >= 0))
    throw new StatisticsProblem(`Column “${events}” must hold counts: 0, 1, 2 …`)
  if (allTimes.some((value) => value < 0)) throw new StatisticsProblem(`Column “${time}” holds a time below 0.`)
  if (allTimes.some((value, at) => value === 0 && allCounts[at]! > 0))
    throw new StatisticsProblem(`Column “${time}” is 0 in a row that has events.`)
  const withTime = (_: unknown, at: number) => allTimes[at]! > 0
  const rows = complete.rows.filter(withTime)
  if (!rows.length) throw new StatisticsProblem('There is no person-time.')
  return {
    rows,
    dropped: complete.dropped + complete.rows.length - rows.length,
    counts: allCounts.filter(withTime),
    times: allTimes.filter(withTime),
  }
}
