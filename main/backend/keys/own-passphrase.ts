/** The user at the keyboard is still the user who unlocked: asked again before something is done in their name. */
import { readEnvelope, unwrapKey } from '#main/database/keys/key-envelope.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { inTurn } from '#main/database/keys/unlock-attempts.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Session } from '../session.ts'

/**
 * Holds a passphrase against the user's own slot. A wrong one counts like an attempt to unlock: who sits down at an open
 * program may not guess either.
 * @param operation stands in the audit chain where the passphrase was wrong
 * @throws AppError `wrong-key`, also where the next attempt has to wait; `forbidden` for who came in with the recovery sheet and
 *   has no passphrase; `corrupt` where keys.json can't be read, or holds another key
 */
export async function checkOwnPassphrase(session: Session, passphrase: string, operation: string): Promise<void> {
  const { folder, user, userId, dataKey } = session.registry()
  if (userId === undefined)
    throw new AppError(
      'forbidden',
      'The registry was opened with the recovery sheet, which stands for nobody. Set a passphrase first, or open it with your own.',
    )
  const { keys } = registryFiles(folder)
  let isTried = false
  try {
    const found = await inTurn({ folder, how: 'passphrase', user, at: session.clock.now() }, () => {
      isTried = true
      return unwrapKey(readEnvelope(keys), passphrase, user, (key) => key.equals(dataKey))
    })
    const isThisKey = found.dataKey.equals(dataKey)
    found.dataKey.fill(0)
    if (isThisKey) return
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'wrong-key' || !isTried) throw error
    session.note(operation, 'failed-passphrase')
    throw new AppError('wrong-key', `This is not the passphrase of ${user}. Check the keyboard and capital letters.`)
  }
  throw new AppError(
    'corrupt',
    'keys.json holds another key than the registry that is open. Open it anew, then try again.',
  )
}
