/** Brings the schema up to the program's. Each step is one transaction; what was applied is held against the program. */
import { createHash } from 'node:crypto'
import { AppError } from '#shared/ipc/app-error.ts'
import { installTriggers } from './audit.ts'
import type { Reader, Writer } from './connection.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/index.ts'

interface Applied {
  readonly number: number
  readonly name: string
  readonly sha256: string
}

export const checksum = (sql: string): string => createHash('sha256').update(sql).digest('hex')

/** The number of the newest step that was applied; 0 for an empty file. */
export const schemaNumber = (db: Reader): number => applied(db).at(-1)?.number ?? 0

function applied(db: Reader): Applied[] {
  const exists = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'schema_history'`).get()
  return exists
    ? (db.prepare('SELECT number, name, sha256 FROM schema_history ORDER BY number').all() as Applied[])
    : []
}

/**
 * @returns the steps still to be applied
 * @throws AppError `newer-schema` for a file that a newer program wrote; `corrupt` where the history is not the program's
 */
export function pendingMigrations(db: Reader, steps: readonly Migration[] = migrations): readonly Migration[] {
  const done = applied(db)
  const newest = steps.at(-1)?.number ?? 0
  if ((done.at(-1)?.number ?? 0) > newest)
    throw new AppError(
      'newer-schema',
      'This registry was last used with a newer version of AS-ILD Registry. Install that version or a later one to open it; nothing was changed.',
    )
  for (const [index, { number, sha256 }] of done.entries()) {
    const step = steps[index]
    if (step?.number !== number || checksum(step.sql) !== sha256)
      throw new AppError(
        'corrupt',
        `The structure of this registry is not what step ${number} of its history says. It was opened by no version of this program; restore a backup.`,
      )
  }
  return steps.slice(done.length)
}

/**
 * Applies what is pending, each step in one transaction that also makes the audit triggers anew from the schema. An empty
 * file takes all steps in one: nothing is in it that a step could fail on half-way, and triggers that every further step
 * has to read and replace are most of the cost.
 */
export function migrate(
  db: Writer,
  { at, appVersion, steps = migrations }: { at: string; appVersion: string; steps?: readonly Migration[] },
): void {
  const pending = pendingMigrations(db, steps)
  const isEmpty = pending.length > 0 && pending.length === steps.length
  for (const together of isEmpty ? [pending] : pending.map((step) => [step])) {
    db.exec('BEGIN IMMEDIATE')
    try {
      for (const step of together) {
        db.exec(step.sql)
        db.prepare(
          'INSERT INTO schema_history (number, name, sha256, applied_at, app_version) VALUES (?, ?, ?, ?, ?)',
        ).run(step.number, step.name, checksum(step.sql), at, appVersion)
      }
      installTriggers(db)
      db.exec('COMMIT')
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK')
      throw error
    }
  }
}
