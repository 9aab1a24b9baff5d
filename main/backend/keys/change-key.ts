/** The job that changes the data key. */
import fs from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import { AppError } from '#shared/ipc/app-error.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import { keyIdOf, newDataKey, readEnvelope, wrapKey } from '#main/database/keys/key-envelope.ts'
import type { KeyEnvelope } from '#main/database/keys/key-envelope.ts'
import { keptFilesAt, swapInNextFile, writeNextFile } from '#main/database/keys/key-rotation.ts'
import { keyFits } from '#main/database/checks/page-check.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { imagesName, imagesUnder } from '#main/imaging/store/image-files.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import { checkOwnPassphrase } from './own-passphrase.ts'
import { reopen } from './reopen.ts'
import type { KeyNeeds } from './reopen.ts'

/** @throws AppError `wrong-key`, `in-use`, `full-disk`, `read-only`, `corrupt`, `cancelled`: the old key still holds */
export async function changeKey(
  needs: KeyNeeds,
  passphrase: string,
  { signal, progress }: CallContext,
): Promise<OutputOf<'registry.rotateKey'>> {
  const { session, kdf } = needs
  const registry = session.registry()
  const { folder, user, id, dataKey } = registry
  const stop = (): boolean => session.status().state === 'closed' || session.registry() !== registry
  const { database, keys } = registryFiles(folder)
  await checkOwnPassphrase(session, passphrase, 'registry.rotateKey')
  const oldKey = Buffer.from(dataKey)
  const newKey = newDataKey()
  const slot = await wrapKey(newKey, user, passphrase, id, kdf)
  if (stop()) throw new AppError('cancelled', notChanged)
  const hold = session.hold('The key of the registry is being changed: nothing can be saved until that is done.')
  const rotation = { folder, db: hold.db, oldKey, newKey }
  let envelope: KeyEnvelope
  try {
    const steps = writeNextFile(rotation, { name: user, operation: 'registry.rotateKey', at: session.clock.now() })
    for (const step of steps) {
      progress(step)
      await breathe()
      // Leaving the loop ends the steps: they take away what they had written.
      if (signal.aborted || stop()) throw new AppError('cancelled', notChanged)
    }
    envelope = readEnvelope(keys)
  } catch (error) {
    hold.release()
    throw afterKeyChange(error)
  }
  // From here to the registry opened anew there is no pause in which anything else could look.
  const kept = keptFilesAt(folder, session.clock.now())
  const failure = trying(() => swapInNextFile(rotation, { envelope, slot, kept }))
  hold.release()
  const isChanged = keyFits(database, newKey)
  await reopen(needs, isChanged ? newKey : oldKey, user)
  if (!isChanged) throw afterKeyChange(failure?.error)
  const lost = [...new Set(envelope.slots.map((each) => each.user))].filter((name) => name !== user)
  const images = imagesUnder(folder, keyIdOf(oldKey))
  const keptImages = fs.existsSync(images) ? [`${imagesName}/${keyIdOf(oldKey)}`] : []
  return { keyId: keyIdOf(newKey), kept: [kept.database, kept.keys, ...keptImages], lost }
}

const notChanged = 'The key was not changed, and the file is as it was.'

/** “Nothing was saved” would be about something else. */
function afterKeyChange(thrown: unknown): unknown {
  const error = translateStorageError(thrown)
  if (!(error instanceof AppError) || error.kind !== 'full-disk') return error
  const message = `The disk is too full for a second copy of the registry. ${notChanged} Make room, then try again.`
  return new AppError('full-disk', message)
}

function trying(act: () => void): { readonly error: unknown } | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    return { error }
  }
}
