/** Facts of monitoring as the case table keeps them, read for all cases at once. */
import { caseRowOf } from '#shared/domain/case-row.ts'
import { nextDueOf } from '#shared/domain/monitoring/due.ts'
import type { MonitoringFacts } from '#shared/domain/monitoring/facts-model.ts'
import type { Schedule } from '#shared/domain/monitoring/schedule-model.ts'
import type { Reader } from '../connection.ts'
import { caseRecord, outdatedRows } from './cases.ts'

export interface WatchedCase {
  readonly caseId: string
  readonly code: string
  readonly source: string | null
  readonly facts: MonitoringFacts
}

/**
 * Cases that are followed, in the order of their codes. Where a row is outdated and could not be renewed, because nothing
 * can be written, its facts are computed from the record.
 * @param today full ISO date
 */
export function watchedCases(db: Reader, today: string): readonly WatchedCase[] {
  const rows = db
    .prepare(
      `SELECT case_id, code, row ->> '$.source', row ->> '$.monitoring' FROM case_row
       WHERE status NOT IN ('voided', 'died', 'lost', 'withdrawn') ORDER BY length(code), code`,
    )
    .raw()
    .all() as [string, string, string | null, string | null][]
  const outdated = new Set(outdatedRows(db, today))
  return rows.flatMap(([caseId, code, source, stored]) => {
    const record = stored === null || outdated.has(caseId) ? caseRecord(db, caseId) : undefined
    const facts = record ? caseRowOf(record, today).row.monitoring : stored === null ? undefined : JSON.parse(stored)
    return facts ? [{ caseId, code, source, facts }] : []
  })
}

/**
 * Lets SQL ask by `next_due(row ->> '$.monitoring')` for the day after which something is overdue; NULL where nothing is
 * watched. The answer follows the schedules and today, so it is defined anew before each question that uses it.
 */
export function defineNextDue(db: Reader, schedules: readonly Schedule[], today: string): void {
  db.function('next_due', { deterministic: true }, (facts: unknown) =>
    typeof facts === 'string' ? (nextDueOf(JSON.parse(facts), schedules, today)?.on ?? null) : null,
  )
}
