/** When the registry was last checked as a whole, from the audit chain. */
import type { Reader } from '../connection.ts'

export const checkKind = 'full-check'

export interface RecordedCheck {
  /** UTC ISO time. */
  readonly at: string
  /** What was wrong, in words; undefined for a sound registry. */
  readonly problem: string | undefined
}

/** Looked for among so many entries, so that the question stays cheap; a check before them is as good as none. */
const entriesBack = 100_000

export function lastCheck(db: Reader): RecordedCheck | undefined {
  const row = db
    .prepare(
      `SELECT at, after ->> '$.detail' AS detail FROM audit
       WHERE kind = ? AND seq > (SELECT coalesce(max(seq), 0) FROM audit) - ? ORDER BY seq DESC LIMIT 1`,
    )
    .get(checkKind, entriesBack) as { at: string; detail: string } | undefined
  return row && { at: row.at, problem: row.detail === soundDetail ? undefined : row.detail }
}

/** What the chain says of a check that found nothing. */
export const soundDetail = 'sound'
