/** The job that changes the data key, and the command that sets new keys: both go on in a registry opened anew. */
import fs from 'node:fs'
import path from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { AppError } from '#shared/ipc/app-error.ts'
import type { OutputOf, Topic } from '#shared/ipc/contract.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import { keyIdOf, newDataKey, readEnvelope, unwrapKey, wrapKey, writeEnvelope } from '#main/database/key-envelope.ts'
import type { Kdf, KeyEnvelope } from '#main/database/key-envelope.ts'
import { keptFilesAt, swapInNextFile, writeNextFile } from '#main/database/key-rotation.ts'
import { readmeText, registryFiles } from '#main/database/registry-folder.ts'
import { openWithKey } from '#main/database/registry.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { makeAdministrator } from '#main/database/repositories/administrators.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import { writeWhole } from '#main/database/write-whole.ts'
import { watchForDamage } from './damage-watch.ts'
import type { Session } from './session.ts'

export interface KeyNeeds {
  readonly session: Session
  readonly appVersion: string
  readonly kdf: Kdf | undefined
  readonly changed: (topics: readonly Topic[]) => void
}

/** Puts the registry that is open away and opens it anew, without a moment in which none is open. */
async function reopen({ session, appVersion }: KeyNeeds, dataKey: Buffer, user: string): Promise<void> {
  const before = session.registry()
  before.close()
  try {
    session.replace(await openWithKey({ folder: before.folder, appVersion, at: session.clock.now() }, { dataKey, user }))
  } catch (error) {
    session.close()
    throw error
  }
}

/** @throws AppError `wrong-key`, `in-use`, `full-disk`, `read-only`, `corrupt`, `cancelled`: the old key still holds */
export async function changeKey(
  needs: KeyNeeds,
  passphrase: string,
  { signal, progress }: CallContext,
): Promise<OutputOf<'registry.rotateKey'>> {
  const { session, kdf, changed } = needs
  const registry = session.registry()
  const { folder, user, userId, id, dataKey } = registry
  if (userId === undefined)
    throw new AppError(
      'forbidden',
      'The registry was opened with the recovery sheet. Set a passphrase first, then change the key.',
    )
  const stop = (): boolean => session.status().state === 'closed' || session.registry() !== registry
  const envelope = readEnvelope(registryFiles(folder).keys)
  const proof = await unwrapKey(envelope, passphrase, user, (key) => key.equals(dataKey))
  if (!proof.dataKey.equals(dataKey))
    throw new AppError(
      'corrupt',
      'keys.json holds another key than the registry that is open. Open it anew, then try again.',
    )
  const newKey = newDataKey()
  const slot = await wrapKey(newKey, user, passphrase, id, kdf)
  const oldKey = Buffer.from(dataKey)
  if (stop()) throw new AppError('cancelled', 'The key was not changed.')
  const { db, release } = session.hold(
    'The key of the registry is being changed: nothing can be saved until that is done.',
  )
  try {
    const steps = writeNextFile(
      { folder, db, oldKey, newKey },
      { name: user, operation: 'registry.rotateKey', at: session.clock.now() },
    )
    try {
      for (const step of steps) {
        progress(step)
        await breathe()
        if (signal.aborted || stop()) throw new AppError('cancelled', 'The key was not changed.')
      }
    } finally {
      // Where it was stopped in between, it takes away what it had written.
      steps.return()
    }
    const kept = keptFilesAt(folder, session.clock.now())
    const failure = trying(() => swapInNextFile({ folder, db, oldKey, newKey }, { envelope, slot, kept }))
    release()
    await reopen(needs, failure ? oldKey : Buffer.from(newKey), user)
    await watchForDamage(session, changed)
    if (failure) throw failure.error
    const lost = [...new Set(envelope.slots.map((each) => each.user))].filter((name) => name !== user)
    return { keyId: keyIdOf(newKey), kept: [kept.database, kept.keys], lost }
  } catch (error) {
    throw afterKeyChange(translateStorageError(error))
  } finally {
    release()
    newKey.fill(0)
  }
}

/**
 * A passphrase for an administrator where none opens the registry any more. Passphrases that still do stay; a user's own
 * one is replaced.
 * @throws AppError `forbidden` for who didn't open with the recovery sheet
 */
export async function setNewKeys(
  needs: KeyNeeds,
  { user, passphrase }: { readonly user: string; readonly passphrase: string },
): Promise<void> {
  const { session, kdf, changed } = needs
  const registry = session.registry()
  if (registry.userId !== undefined)
    throw new AppError('forbidden', 'New keys are set by whoever opened the registry with its recovery sheet.')
  const dataKey = Buffer.from(registry.dataKey)
  const slot = await wrapKey(dataKey, user, passphrase, registry.id, kdf)
  if (session.registry() !== registry) throw new AppError('cancelled', 'The registry was closed meanwhile.')
  const name = session.write('recovery.newKeys', undefined, (db, at) => makeAdministrator(db, { name: user, at }))
  writeNewKeys(registry, { ...slot, user: name }, session.clock.now())
  session.note('recovery.newKeys', 'new-keys', { detail: `a passphrase for ${name}, set with the recovery sheet` })
  await reopen(needs, dataKey, name)
  await watchForDamage(session, changed)
}

/** The file before is kept as it is, also where it can't be read. */
function writeNewKeys(
  { folder, id, name, demo, createdAt }: OpenRegistry,
  slot: KeyEnvelope['slots'][number],
  at: string,
): void {
  const { keys, readme } = registryFiles(folder)
  const before = fs.existsSync(keys) ? fs.readFileSync(keys) : undefined
  if (before) writeWhole(freeName(path.join(folder, `keys-before-${at.slice(0, 10)}`)), before)
  const others = slotsOf(keys, id).filter(({ user }) => user.toLowerCase() !== slot.user.toLowerCase())
  writeEnvelope(keys, {
    format: 'as-ild-registry-keys',
    version: 1,
    registryId: id,
    name,
    demo,
    createdAt,
    slots: [slot, ...others],
  })
  if (!fs.existsSync(readme)) writeWhole(readme, readmeText(name, id))
}

function freeName(start: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${start}${number === 1 ? '' : `-${number}`}.json`
    if (!fs.existsSync(name)) return name
  }
}

function slotsOf(file: string, registryId: string): KeyEnvelope['slots'] {
  try {
    const envelope = readEnvelope(file)
    return envelope.registryId === registryId ? envelope.slots : []
  } catch {
    return []
  }
}

/** “Nothing was saved” would be about something else. */
function afterKeyChange(error: unknown): unknown {
  if (!(error instanceof AppError) || error.kind !== 'full-disk') return error
  return new AppError(
    'full-disk',
    'The disk is too full for a second copy of the registry. The key was not changed, and the file is as it was. Make room, then try again.',
  )
}

function trying(act: () => void): { readonly error: unknown } | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    return { error }
  }
}
