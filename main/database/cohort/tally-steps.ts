/** How many cases leave a cohort at which step, counted by SQL alone, a slice of the cases at a time. */
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { Reader } from '../connection.ts'
import { asksForDays, compileSteps, outOf } from './compile-condition.ts'
import { withCohortFunctions } from './functions.ts'
import { hasIndexSql } from './index-sql.ts'

export interface StepTally {
  readonly failed: number
  readonly unknown: number
}

export interface Tally {
  /** All cases in use. */
  readonly registry: number
  /** Who has no index date, then those that each step leaves out. */
  readonly out: readonly StepTally[]
}

/** Rows of cases looked at in one statement: some tens of milliseconds. */
const rowsAtOnce = 2000

/**
 * @param watch told how many rows were looked at, of how many
 * @returns undefined where a step needs whole records, or days from an index date
 */
export function tallySteps(
  db: Reader,
  { index, dates, steps }: CohortSpec,
  watch: (done: number, total: number) => void,
): Tally | undefined {
  const conditions = steps.map(({ condition }) => condition)
  const { count, out } = compileSteps(conditions, dates)
  if (count < steps.length || conditions.some(asksForDays)) return undefined
  withCohortFunctions(db)
  const has = hasIndexSql(index)
  const select = db
    .prepare(
      `SELECT CASE WHEN ${has.sql} THEN ${out.sql} END FROM cases c WHERE c.rowid > ? AND c.rowid <= ? AND c.voided_at IS NULL`,
    )
    .pluck()
  const { last } = db.prepare('SELECT coalesce(max(rowid), 0) AS last FROM cases').get() as { last: number }
  const left = Array.from({ length: steps.length + 1 }, () => ({ failed: 0, unknown: 0 }))
  let registry = 0
  for (let from = 0; from < last; from += rowsAtOnce) {
    watch(from, last)
    // Grouping them here is quicker than having SQL sort them.
    const found = select.all(...has.values, ...out.values, from, from + rowsAtOnce) as (number | null)[]
    registry += found.length
    for (const at of found) {
      const here = at === null ? { step: -1, unknown: false } : outOf(at)
      if (here) left[here.step + 1]![here.unknown ? 'unknown' : 'failed'] += 1
    }
  }
  return { registry, out: left }
}
