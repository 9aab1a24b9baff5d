/** What the methods on times to events are given alike. */
import { z } from 'zod'
import { StatisticsProblem } from '../method.ts'
import { columns, completeRows, levels, type Columns } from '../tidy/columns.ts'

export const columnName = z.string().min(1)

export const timeToEvent = {
  data: columns,
  time: columnName,
  event: columnName,
  /** Where people came under observation late. */
  entry: columnName.nullish(),
  strata: columnName.nullish(),
  levels: levels.default({}),
  /** Of confidence. */
  level: z.number().gt(0).lt(1).default(0.95),
}

/**
 * The rows that have all that is asked for; names that are not given don’t count.
 * @throws StatisticsProblem where there is none
 */
export function rowsWith(data: Columns, names: readonly (string | null | undefined)[]) {
  const complete = completeRows(data, [...new Set(names.filter((name) => typeof name === 'string'))])
  if (complete.rows.length === 0) throw new StatisticsProblem('No row has all of the values that are asked for.')
  return complete
}
