/** The key items as a second person typed them. The last entry of a case counts; earlier ones are kept. */
import type { Reader, Writer } from '../connection.ts'
import { uuidV7 } from '../uuid-v7.ts'

export interface SecondEntryRow {
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly enteredBy: string
  /** JSON text. */
  readonly answers: string
}

export function lastSecondEntry(db: Reader, caseId: string): SecondEntryRow | undefined {
  return db
    .prepare(
      `SELECT id, version, created_at AS createdAt, entered_by AS enteredBy, answers FROM second_entry
       WHERE case_id = ? ORDER BY rowid DESC LIMIT 1`,
    )
    .get(caseId) as SecondEntryRow | undefined
}

export function insertSecondEntry(
  db: Writer,
  {
    caseId,
    at,
    by,
    answers,
  }: { readonly caseId: string; readonly at: string; readonly by: string; readonly answers: object },
): string {
  const id = uuidV7()
  db.prepare(
    `INSERT INTO second_entry (id, case_id, version, created_at, updated_at, entered_by, answers) VALUES (?, ?, 1, ?, ?, ?, ?)`,
  ).run(id, caseId, at, at, by, JSON.stringify(answers))
  return id
}
