/** Who held which version of a record against its source. Rows are only added: the last one of a record counts. */
import type { Reader, Writer } from '../connection.ts'
import { uuidV7 } from '../uuid-v7.ts'

/** Instead of a version, where a check was taken back: no record has it. */
export const takenBack = 0

export interface SourceCheckRow {
  readonly form: string
  readonly recordId: string
  readonly recordVersion: number
  readonly checkedAt: string
  readonly checkedBy: string
  readonly note: string | null
}

/** The last check of each record of a case; those taken back are left out. */
export function checksOfCase(db: Reader, caseId: string): SourceCheckRow[] {
  return db
    .prepare(
      `SELECT form, record_id AS recordId, record_version AS recordVersion, checked_at AS checkedAt, checked_by AS checkedBy, note
       FROM source_check AS s
       WHERE case_id = ? AND record_version <> ${takenBack}
         AND NOT EXISTS (SELECT 1 FROM source_check AS later WHERE later.record_id = s.record_id AND later.form = s.form AND later.rowid > s.rowid)
       ORDER BY rowid`,
    )
    .all(caseId) as SourceCheckRow[]
}

export function insertSourceCheck(db: Writer, caseId: string, check: SourceCheckRow): void {
  db.prepare(
    `INSERT INTO source_check (id, case_id, form, record_id, record_version, checked_at, checked_by, note)
     VALUES (@id, @caseId, @form, @recordId, @recordVersion, @checkedAt, @checkedBy, @note)`,
  ).run({ id: uuidV7(), caseId, ...check })
}
