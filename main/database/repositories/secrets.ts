/** Secrets that outlive a change of the data key. They never leave the backend. */
import { AppError } from '#shared/ipc/app-error.ts'
import type { Reader } from '../connection.ts'

/** @throws AppError `corrupt` where the registry has lost it */
export function secretOf(db: Reader, name: 'date-shift'): string {
  const row = db.prepare('SELECT value FROM secret WHERE name = ?').get(name) as { value: string } | undefined
  if (!row)
    throw new AppError(
      'corrupt',
      'The registry has lost the secret by which dates are shifted. Restore it from a backup.',
    )
  return row.value
}
