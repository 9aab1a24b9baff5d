/** Rows cluster by cluster. */
import { completeRows, factorOf, numbersOf, type Columns } from '../tidy/columns.ts'
import type { Cluster } from './working-correlation.ts'

/**
 * The complete rows, those of a cluster together: clusters in their order of appearance, rows in the order given or, where
 * there is one, in that of a column of times.
 * @param used columns in which nothing may be missing
 */
export function clusteredRows(
  data: Columns,
  {
    group,
    time,
    used,
  }: { readonly group: string; readonly time?: string | undefined; readonly used: readonly string[] },
): { readonly rows: readonly number[]; readonly clusters: readonly Cluster[]; readonly dropped: number } {
  const complete = completeRows(data, [group, ...(time === undefined ? [] : [time]), ...used])
  const { codes, levels } = factorOf(data, group, complete.rows)
  const times = time === undefined ? undefined : numbersOf(data, time, complete.rows)
  const order = complete.rows
    .map((_, at) => at)
    .sort((a, b) => codes[a]! - codes[b]! || (times ? times[a]! - times[b]! : 0) || a - b)
  const sizes = new Int32Array(levels.length)
  for (const code of codes) sizes[code] = sizes[code]! + 1
  let end = 0
  const clusters = Array.from(sizes, (size) => ({ start: end, end: (end += size) }))
  return { rows: order.map((at) => complete.rows[at]!), clusters, dropped: complete.dropped }
}
