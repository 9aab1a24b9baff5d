/**
 * One bit of a file is changed, somewhere; then the registry is opened and everything in it is read. Damage must be said,
 * or have changed nothing that can be read: lost is what was read otherwise than it was written, without a word.
 */
import fs from 'node:fs'
import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import { isFormId } from '#shared/dictionary/forms.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { AppErrorKind } from '#shared/ipc/app-error.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Fault } from '../fault.ts'
import { flipByte } from '../flip-byte.ts'
import { importImages } from '#tests/support/import-images.ts'
import { inFolder, passphrase, withBackend } from '../fault-place.ts'
import { aFileOfImages } from '../files-of-images.ts'

interface Place {
  readonly file: string
  /** Share of all flips. */
  readonly share: number
}
/** Of a backup, not of the registry. */
const manifest = 'manifest.json'
const imagesOfBackup = 'images of the backup'

/** In the database some three of four pages hold attachments. */
const places: readonly Place[] = [
  { file: 'registry.db', share: 0.35 },
  { file: 'registry.db-wal', share: 0.2 },
  { file: 'keys.json', share: 0.15 },
  { file: 'images', share: 0.15 },
  { file: imagesOfBackup, share: 0.05 },
  { file: manifest, share: 0.1 },
]

export const flippedBytes: Fault = {
  name: 'flipped-bytes',
  times: 300,
  run: (times, seed) =>
    inFolder(async (parent) => {
      const random = seededRandom(seed)
      const closed = path.join(parent, 'closed.asild')
      const killed = path.join(parent, 'killed.asild')
      await make(closed, killed)
      const backup = await backUp(closed, path.join(parent, 'backups'))
      const written = new Map<string, string>()
      for (const folder of [closed, killed]) {
        const read = await readAll(copyOf(folder, `${folder}.sound`))
        if (read === undefined) throw new Error('a registry that nothing was done to is told to be damaged')
        written.set(folder, read)
      }
      const tally = { said: 0, harmless: 0, lastSave: 0, lost: 0 }
      const lost: string[] = []
      for (let time = 0; time < times; time++) {
        const file = fileFor(time / times)
        const isOfBackup = file === manifest || file === imagesOfBackup
        const folder = file === 'registry.db-wal' ? killed : isOfBackup ? backup : closed
        const flipped = copyOf(folder, path.join(parent, 'flipped.asild'))
        const place = file.startsWith('images') ? aFileOfImages(flipped) : path.join(flipped, file)
        const { size } = fs.statSync(place)
        const at = random.whole(0, size - 1)
        const bit = random.whole(0, 7)
        flipByte(place, at, bit)
        const outcome = isOfBackup
          ? await isToldOfBackup(flipped)
          : outcomeOf(await readAll(flipped), written.get(folder)!, file, at, size)
        tally[outcome] += 1
        if (outcome === 'lost') lost.push(`${file}, byte ${at}, bit ${bit}`)
        fs.rmSync(flipped, { recursive: true })
      }
      return {
        fault: 'One bit changed in registry.db, its log, keys.json, images, a backup’s manifest and images',
        tried: times,
        survived: times - tally.lost,
        lost: tally.lost,
        note:
          lost.length > 0
            ? `read otherwise without a word: ${lost.slice(0, 5).join('; ')}`
            : `${tally.said} told as damage; ${tally.harmless} in what nothing is read from, all content read as written; ` +
              `${tally.lastSave} in the last save of a log, which looks like a power cut before it was acknowledged`,
      }
    }),
}

function fileFor(done: number): string {
  let upTo = 0
  return places.find(({ share }) => done < (upTo += share))?.file ?? places[0]!.file
}

function copyOf(folder: string, to: string): string {
  fs.cpSync(folder, to, { recursive: true })
  return to
}

/** Two copies of one registry: one that was closed, and one whose process was killed, with saves in its log alone. */
async function make(closed: string, killed: string): Promise<void> {
  await withBackend(async ({ client }) => {
    await client.call('registry.create', { folder: closed, name: 'Trust', user: 'Dr. Test', passphrase })
    for (let number = 1; number <= 4; number++) await enter(client, number)
    const { id: caseId } = (await client.call('cases.find', { offset: 0, limit: 1 })).rows[0]!
    await client.call('registry.close', {})
    await importImages(closed, passphrase, { caseId, images: 5 })
    await client.call('registry.open', { folder: closed, passphrase })
    for (let number = 5; number <= 8; number++) await enter(client, number)
    fs.cpSync(closed, killed, { recursive: true })
  })
}

/** Of the registry as it is now, which it opens and closes. @returns the backup’s folder */
async function backUp(folder: string, into: string): Promise<string> {
  fs.mkdirSync(into)
  // The registry itself stays as it was compared.
  const source = copyOf(folder, `${folder}.backed-up`)
  return withBackend(async ({ client }) => {
    await client.call('registry.open', { folder: source, passphrase })
    await client.call('backups.saveSettings', { folders: [into] })
    const { made } = await client.call('backups.make', {})
    await client.call('registry.close', {})
    const { ok, words } = await client.call('backups.verify', { backup: made[0]!, passphrase })
    if (!ok) throw new Error(`a backup that nothing was done to is told to be damaged: ${words}`)
    return made[0]!
  })
}

/** Every byte of a manifest counts, which says what the backup is, and of the images that it holds. */
function isToldOfBackup(backup: string): Promise<Outcome> {
  return withBackend(async ({ client, unexpected }) => {
    try {
      return (await client.call('backups.verify', { backup, passphrase })).ok ? 'lost' : 'said'
    } catch (error) {
      if (unexpected.length > 0 || !(error instanceof AppError)) throw unexpected[0] ?? error
      return 'said'
    }
  })
}

async function enter(client: Client, number: number): Promise<void> {
  const { id: caseId } = await client.call('cases.create', { values: { code: `AS-000${number}` } })
  const values = { title: 'Visit', text: 'Dyspnea on stairs, mechanic’s hands. '.repeat(20) }
  await client.call('records.add', { form: 'note', caseId, values })
  const base64 = Buffer.from(`Report ${number}\n`.repeat(9000)).toString('base64')
  await client.call('attachments.store', { caseId, values: { title: 'Report' }, fileName: 'report.txt', base64 })
}

/** Where damage was said: `undefined`. Else everything that can be read, as text. */
function readAll(folder: string): Promise<string | undefined> {
  return withBackend(async ({ client, unexpected }) => {
    try {
      const { damage, user } = await client.call('registry.open', { folder, passphrase })
      if (damage !== undefined) return undefined
      const { name } = await client.call('registry.info', {})
      const { rows } = await client.call('cases.find', { offset: 0, limit: 1000 })
      const content: unknown[] = [name, user]
      for (const { id: caseId } of rows) {
        const record = await client.call('cases.get', { caseId })
        content.push(record)
        for (const { id } of record.records.attachment) content.push(await client.call('attachments.view', { id }))
        for (const form of Object.keys(record.records).filter(isFormId))
          for (const { id } of record.records[form as 'note'])
            content.push((await client.call('records.history', { form, id })).entries)
      }
      const { ok } = await client.call('registry.verify', {})
      return ok ? JSON.stringify(content) : undefined
    } catch (error) {
      // What the program did not expect is no word for a clinician.
      if (unexpected.length > 0) throw unexpected[0]
      if (error instanceof AppError && wordsOfDamage.has(error.kind)) return undefined
      throw error
    }
  })
}

/** A damaged keys.json may look like a wrong passphrase, or like one of a user that the registry does not know. */
const wordsOfDamage: ReadonlySet<AppErrorKind> = new Set(['corrupt', 'wrong-key', 'forbidden', 'newer-schema'])

type Outcome = 'said' | 'harmless' | 'lastSave' | 'lost'

function outcomeOf(read: string | undefined, written: string, file: string, at: number, size: number): Outcome {
  if (read === undefined) return 'said'
  if (read === written) return 'harmless'
  return file === 'registry.db-wal' && at > size * 0.7 && isWithoutLastSave(read, written) ? 'lastSave' : 'lost'
}

/** All cases are there; of the last save nothing is, whole. */
function isWithoutLastSave(read: string, written: string): boolean {
  const [left, all] = [read, written].map((text) => JSON.parse(text) as unknown[]) as [unknown[], unknown[]]
  return left.length < all.length && !left.some((part) => JSON.stringify(part) === JSON.stringify(all.at(-1)))
}
