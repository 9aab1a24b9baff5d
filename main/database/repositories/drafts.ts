/** What is being typed, kept with the registry and encrypted like it, a user's own. It counts nowhere until it is saved. */
import type { Reader, Writer } from '../connection.ts'

export interface Draft {
  readonly place: string
  readonly caseId: string | null
  readonly form: string | null
  readonly title: string
  /** JSON text; only the page that typed it reads it. */
  readonly content: string
  readonly baseVersion: number | null
  readonly savedAt: string
}

const columns = `place, draft.case_id AS caseId, form, title, content, base_version AS baseVersion, saved_at AS savedAt`

export function keepDraft(db: Writer, actor: string, draft: Draft): void {
  db.prepare(
    `INSERT INTO draft (actor, place, case_id, form, title, content, base_version, saved_at)
     VALUES (@actor, @place, @caseId, @form, @title, @content, @baseVersion, @savedAt)
     ON CONFLICT (actor, place) DO UPDATE SET case_id = excluded.case_id, form = excluded.form, title = excluded.title,
       content = excluded.content, base_version = excluded.base_version, saved_at = excluded.saved_at`,
  ).run({ actor, ...draft })
}

export function findDraft(db: Reader, actor: string, place: string): Draft | undefined {
  return db.prepare(`SELECT ${columns} FROM draft WHERE actor = ? AND place = ?`).get(actor, place) as Draft | undefined
}

/** A user's drafts without their content, newest first, with the codes of their cases. */
export function draftsOf(
  db: Reader,
  actor: string,
): (Omit<Draft, 'content' | 'baseVersion'> & { readonly caseCode: string | null })[] {
  return db
    .prepare(
      `SELECT place, draft.case_id AS caseId, cases.code AS caseCode, form, title, saved_at AS savedAt
       FROM draft LEFT JOIN cases ON cases.id = draft.case_id WHERE actor = ? ORDER BY saved_at DESC`,
    )
    .all(actor) as ReturnType<typeof draftsOf>
}

export function dropDraft(db: Writer, actor: string, place: string): void {
  db.prepare('DELETE FROM draft WHERE actor = ? AND place = ?').run(actor, place)
}
