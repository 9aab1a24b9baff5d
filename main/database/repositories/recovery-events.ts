/** What the audit chain says of the recovery sheet. */
import type { Reader } from '../connection.ts'

/**
 * When somebody last showed that the sheet of the present key is at hand: by its words, or by opening with it.
 * @returns UTC ISO time, or undefined
 */
export function sheetLastTriedAt(db: Reader): string | undefined {
  const row = db
    .prepare(
      `SELECT max(seq), at FROM audit
      WHERE table_name IS NULL AND (kind = 'recovery-drill' OR (kind = 'unlock' AND after ->> 'detail' = 'with the recovery sheet'))
        AND seq > coalesce((SELECT max(seq) FROM audit WHERE table_name IS NULL AND kind = 'key-change'), 0)`,
    )
    .get() as { at: string | null }
  return row.at ?? undefined
}
