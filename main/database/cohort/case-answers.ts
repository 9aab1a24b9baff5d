/** Asks the compiled parts of a cohort of some cases at a time: no statement runs for long. */
import type { CohortIndex } from '#shared/domain/cohort/cohort-spec.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import type { Reader } from '../connection.ts'
import type { Answers } from './compile-condition.ts'
import type { Sql } from './compile-item.ts'
import { indexSql } from './index-sql.ts'

/** Answers for cases by their ids. Cases that are not there are left out. */
export type AskCases<T> = (ids: readonly string[]) => ReadonlyMap<string, T>

/** @param columns expressions over a case `c` */
export function askColumns(db: Reader, columns: readonly Sql[]): AskCases<Answers> {
  const list = columns.map(({ sql }) => `(${sql})`).join(', ')
  const values = columns.flatMap((column) => column.values)
  const select = db
    .prepare(`SELECT c.id, ${list} FROM json_each(?) wanted CROSS JOIN cases c ON c.id = wanted.value`)
    .raw()
  return (ids) => {
    const rows = select.all(...values, JSON.stringify(ids)) as [string, ...(number | null)[]][]
    return new Map(rows.map(([id, ...answers]) => [id, answers]))
  }
}

/** The index date as known, null where a case has none, and what else is asked of each case. */
export function askIndexAnd(
  db: Reader,
  index: CohortIndex,
  columns: readonly Sql[],
): AskCases<readonly [PartialDate | null, ...(number | null)[]]> {
  return askColumns(db, [indexSql(index), ...columns]) as unknown as ReturnType<typeof askIndexAnd>
}
