/** What a change of the data key leaves, whole or cut off, is settled by whoever opens the registry next. */
import fs from 'node:fs'
import path from 'node:path'
import { keyIdOf, readEnvelope, writeEnvelope } from './key-envelope.ts'
import type { KeyEnvelope } from './key-envelope.ts'
import { keyFits } from '../checks/page-check.ts'
import { registryFiles } from '../registry-folder.ts'
import { imagesOfEarlierKeys, removeImagesUnder, removeNextImages } from '#main/imaging/store/reencrypt-packs.ts'

const nextName = 'registry-next.db'

/** The registry under the new key, before it takes its place: being written, and whole and verified. */
export const nextFiles = (folder: string) => ({
  part: path.join(folder, `${nextName}.part`),
  next: path.join(folder, nextName),
})

const keptName = /^(registry|keys)-before-key-change-[0-9-]+\.(db|json)$/
/** Keys, or a copy of them, that were never whole. */
const partOfKeys = /^keys(-before-key-change-[0-9-]+)?\.json\.part$/

/** With the logs that SQLite puts beside them, and the images. */
export function removeNextFiles(folder: string): void {
  for (const name of fs.readdirSync(folder))
    if (name.startsWith(nextName) || partOfKeys.test(name)) fs.rmSync(path.join(folder, name), { force: true })
  removeNextImages(folder)
}

/** What lies in the folder under a key before the present one; nothing where the folder is not there at the moment. */
export function keptBeforeKeyChange(folder: string, dataKey: Buffer): string[] {
  try {
    return [...fs.readdirSync(folder).filter((name) => keptName.test(name)), ...imagesOfEarlierKeys(folder, dataKey)]
  } catch {
    return []
  }
}

/**
 * Leaves the folder with one file and its own slots: those of the new key where the new file had taken its place, those
 * of the old key where it had not. The caller holds the registry's lock. A key that is not the file's settles nothing.
 */
export function settleKeyRotation(folder: string, dataKey: Buffer): void {
  const { database, keys } = registryFiles(folder)
  if (!keyFits(database, dataKey)) return
  try {
    removeNextFiles(folder)
    const envelope = envelopeIn(keys)
    if (!envelope?.keyChange) return
    const { keyChange, ...settled } = envelope
    const isChanged = keyIdOf(dataKey) === keyChange.keyId
    // Second names of a file that is still in its place, and of keys that still hold.
    if (!isChanged) {
      for (const name of keyChange.kept) if (keptName.test(name)) fs.rmSync(path.join(folder, name), { force: true })
      removeImagesUnder(folder, keyChange.keyId)
    }
    const slots = envelope.slots.filter((slot) => (slot.keyId === keyChange.keyId) === isChanged)
    if (slots.length > 0) writeEnvelope(keys, { ...settled, slots })
  } catch {
    // A full disk must not keep anybody out: both kinds of slots open the registry, and the next opening tries again.
  }
}

function envelopeIn(file: string): KeyEnvelope | undefined {
  try {
    return readEnvelope(file)
  } catch {
    return undefined
  }
}
