/** Two cases made one: which rows belong to a case, moving them, and where a case was merged into. */
import type { FormId } from '#shared/dictionary/forms.ts'
import { forms, tableOf } from '#shared/dictionary/forms.ts'
import { auditedTables } from '../audit.ts'
import type { Reader, Writer } from '../connection.ts'

export interface CaseName {
  readonly caseId: string
  readonly code: string
}

/** Who the patient is is decided on, not moved; what was entered a second time was held against the case it was about. */
const staying = new Set(['identity', 'second_entry'])

/** Tables with rows that follow a case, from the schema itself: a new table can't be forgotten. */
export function tablesThatFollow(db: Reader): string[] {
  return auditedTables(db).filter((table) => !staying.has(table) && columnsOf(db, table).has('case_id'))
}

export function columnsOf(db: Reader, table: string): ReadonlySet<string> {
  return new Set((db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name))
}

/**
 * Moves everything of a case, voided records too. What was asked or checked of its baseline and identity stays with them.
 * Says how many records in use there were.
 */
export function moveRecords(db: Writer, from: string, to: string): number {
  const formTables = new Set(forms.map((form) => tableOf(form)))
  let moved = 0
  for (const table of tablesThatFollow(db)) {
    const columns = columnsOf(db, table)
    if (formTables.has(table)) {
      const sql = `SELECT count(*) AS n FROM ${table} WHERE case_id = ? AND voided_at IS NULL`
      moved += (db.prepare(sql).get(from) as { n: number }).n
    }
    const about = columns.has('record_id') ? `AND form NOT IN ('case', 'identity')` : ''
    // Messages come after their queries, in the order of names.
    const ofQuery = columns.has('query_id') ? 'AND query_id IN (SELECT id FROM data_query WHERE case_id = :to)' : ''
    db.prepare(`UPDATE ${table} SET case_id = :to WHERE case_id = :from ${about} ${ofQuery}`).run({ from, to })
  }
  return moved
}

export function moveIdentity(db: Writer, id: string, to: string): void {
  db.prepare('UPDATE identity SET case_id = ? WHERE id = ?').run(to, id)
}

/** Every record in use that points to one record points to another instead. Answers which. */
export function repoint(
  db: Writer,
  { form, column }: { readonly form: FormId; readonly column: string },
  { from, to, at }: { readonly from: string; readonly to: string; readonly at: string },
): void {
  db.prepare(
    `UPDATE ${tableOf(form)} SET ${column} = ?, version = version + 1, updated_at = ? WHERE ${column} = ? AND voided_at IS NULL`,
  ).run(to, at, from)
}

export function setMergedInto(db: Writer, caseId: string, into: string | null): void {
  db.prepare('UPDATE cases SET merged_into = ? WHERE id = ?').run(into, caseId)
}

/** The case that a case was merged into. */
export function mergedInto(db: Reader, caseId: string): CaseName | undefined {
  return db
    .prepare('SELECT id AS caseId, code FROM cases WHERE id = (SELECT merged_into FROM cases WHERE id = ?)')
    .get(caseId) as CaseName | undefined
}

/** Cases that were merged into one. */
export function casesMergedInto(db: Reader, caseId: string): CaseName[] {
  return db
    .prepare('SELECT id AS caseId, code FROM cases WHERE merged_into = ? ORDER BY voided_at DESC')
    .all(caseId) as CaseName[]
}

/** Codes under which a case was known besides its own, also those of cases that were merged into these before. */
export function formerCodes(db: Reader, caseId: string): string[] {
  const rows = db
    .prepare(
      `WITH RECURSIVE former (id, code) AS (
         SELECT id, code FROM cases WHERE merged_into = ?
         UNION SELECT cases.id, cases.code FROM cases JOIN former ON cases.merged_into = former.id
       ) SELECT code FROM former ORDER BY code`,
    )
    .all(caseId)
  return (rows as { code: string }[]).map(({ code }) => code)
}

/** The operation that last merged a case into another, as the audit chain has it. */
export function mergeOperation(
  db: Reader,
  caseId: string,
): { readonly operationId: string; readonly at: string; readonly actor: string } | undefined {
  return db
    .prepare(
      `SELECT operation_id AS operationId, at, actor FROM audit WHERE row_id = ? AND table_name = 'cases' AND json_extract(after, '$.merged_into') IS NOT NULL
       ORDER BY seq DESC LIMIT 1`,
    )
    .get(caseId) as ReturnType<typeof mergeOperation>
}
