/** The user at the keyboard is still the user who unlocked: asked again before something is done in their name. */
import { timingSafeEqual } from 'node:crypto'
import { readEnvelope, unwrapKey } from '#main/database/key-envelope.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Session } from './session.ts'

/**
 * Holds a passphrase against the user's own slot.
 * @param operation stands in the audit chain where the passphrase was wrong
 * @throws AppError `wrong-key`; `forbidden` for who came in with the recovery sheet and has no passphrase; `corrupt` where
 *   keys.json can't be read
 */
export async function checkOwnPassphrase(session: Session, passphrase: string, operation: string): Promise<void> {
  const { folder, user, userId, dataKey } = session.registry()
  if (userId === undefined)
    throw new AppError(
      'forbidden',
      'The registry was opened with the recovery sheet, which stands for nobody. Close it and open it with your own passphrase.',
    )
  const isOwn = await unwrapKey(readEnvelope(registryFiles(folder).keys), passphrase, user).then(
    ({ dataKey: unwrapped }) => {
      const same = unwrapped.length === dataKey.length && timingSafeEqual(unwrapped, dataKey)
      unwrapped.fill(0)
      return same
    },
    (error: unknown) => {
      if (error instanceof AppError && error.kind === 'wrong-key') return false
      throw error
    },
  )
  if (isOwn) return
  session.note(operation, 'failed-passphrase')
  throw new AppError('wrong-key', `This is not the passphrase of ${user}. Check the keyboard and capital letters.`)
}
