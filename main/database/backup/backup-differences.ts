/** How a backup stands to the registry as it is now, told from the audit chain. */
import { auditHead } from '../audit.ts'
import type { Reader } from '../connection.ts'

interface Point {
  readonly auditEntries: number
  readonly auditHead: string
}

/** More are not counted. */
export const mostCounted = 10_000

/** Whether the registry has come from where the backup was made. */
export function isOnChain(db: Reader, { auditEntries, auditHead: head }: Point): boolean {
  if (auditEntries === 0) return true
  return db.prepare('SELECT mac FROM audit WHERE seq = ?').pluck().get(auditEntries) === head
}

/** Changes of rows since an entry; views, unlocks, prints and backups are none. */
export function changesSince(db: Reader, auditEntries: number): number {
  return db
    .prepare('SELECT count(*) FROM (SELECT 1 FROM audit WHERE seq > ? AND table_name IS NOT NULL LIMIT ?)')
    .pluck()
    .get(auditEntries, mostCounted) as number
}

/** UTC ISO time of the newest event `backup` in the chain. */
export function lastBackupNoted(db: Reader): string | undefined {
  return db
    .prepare(`SELECT at FROM audit WHERE table_name IS NULL AND kind = 'backup' ORDER BY seq DESC LIMIT 1`)
    .pluck()
    .get() as string | undefined
}

export interface Lost {
  readonly entries: number
  readonly changes: number
  readonly cases: { readonly code: string; readonly changes: number }[]
  readonly moreCases: number
}

/** What has been added since an entry, and to which cases, the most changed first. */
export function addedSince(db: Reader, auditEntries: number): Lost {
  const rows = db
    .prepare(
      `SELECT c.code AS code, count(*) AS changes
       FROM (SELECT case_id FROM audit WHERE seq > ? AND table_name IS NOT NULL AND case_id IS NOT NULL LIMIT ?) AS a
       JOIN cases AS c ON c.id = a.case_id GROUP BY c.id ORDER BY changes DESC, c.code`,
    )
    .all(auditEntries, mostCounted) as { code: string; changes: number }[]
  const shown = 40
  return {
    entries: Math.max(0, auditHead(db).entries - auditEntries),
    changes: changesSince(db, auditEntries),
    cases: rows.slice(0, shown),
    moreCases: Math.max(0, rows.length - shown),
  }
}
