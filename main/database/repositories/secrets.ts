/** Secrets that outlive a change of the data key. They never leave the backend. */
import { createHmac } from 'node:crypto'
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

/**
 * What identifiers of images are replaced under: made from the secret of the dates, so that it is in every registry and stays the
 * same when the key changes. From neither can the other be told to whom it is not known.
 * @throws AppError as `secretOf`
 */
export const imageSecretOf = (db: Reader): Buffer =>
  createHmac('sha256', secretOf(db, 'date-shift')).update('identifiers of images').digest()
