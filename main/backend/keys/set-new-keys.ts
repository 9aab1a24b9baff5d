/** New keys, set by whoever holds the recovery sheet. */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import { readEnvelope, wrapKey, writeEnvelope } from '#main/database/keys/key-envelope.ts'
import type { KeyEnvelope } from '#main/database/keys/key-envelope.ts'
import { readmeText, registryFiles } from '#main/database/registry-folder.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { makeAdministrator } from '#main/database/repositories/administrators.ts'
import { writeWhole } from '#main/database/write-whole.ts'
import { reopen } from './reopen.ts'
import type { KeyNeeds } from './reopen.ts'

/**
 * A passphrase for an administrator where none opens the registry any more. Passphrases that still do stay; a user's own
 * one is replaced.
 * @throws AppError `forbidden` for who didn't open with the recovery sheet
 */
export async function setNewKeys(
  needs: KeyNeeds,
  { user, passphrase }: { readonly user: string; readonly passphrase: string },
): Promise<void> {
  const { session, kdf } = needs
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
