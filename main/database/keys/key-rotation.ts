/**
 * A new data key in a new file. The old file is not touched until the new one is whole and verified beside it:
 *
 * 0. The images are written under the new key into `images/KEY.part`, KEY being the id of the new key.
 * 1. `registry-next.db.part` is written, verified, and renamed to `registry-next.db`.
 * 2. `keys.json` holds the slots of both keys, and says that a change of the key is under way.
 *    Then `images/KEY.part` is renamed to `images/KEY`.
 * 3. `registry.db` gets a second name by which it stays, and `registry-next.db` is renamed over it: the one moment.
 * 4. `keys.json` holds the slots of the new key alone.
 *
 * Whatever ends the program in between, the same passphrase opens the folder, and opening it settles what was left
 * (`settle-key-rotation.ts`). The fourth step is nothing but that. Images under the old key stay where they are.
 */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import { auditHead, firstBrokenLink, keepSealOf, registerAudit } from '../audit.ts'
import type { Actor } from '../audit.ts'
import { closeWriter, openReader, openWriter } from '../connection.ts'
import type { Reader, Writer } from '../connection.ts'
import { keyIdOf, writeEnvelope } from './key-envelope.ts'
import type { KeyEnvelope } from './key-envelope.ts'
import { checkPages, wordsOfDamage } from '../checks/page-check.ts'
import type { PageDamage } from '../checks/page-check.ts'
import { reencryptPages } from './reencrypt-pages.ts'
import { registryFiles } from '../registry-folder.ts'
import { knownSeries } from '../repositories/image-series.ts'
import type { KnownSeries } from '../repositories/image-series.ts'
import { placeNextImages, reencryptPacks } from '#main/imaging/store/reencrypt-packs.ts'
import { nextFiles, removeNextFiles } from './settle-key-rotation.ts'
import { syncFolder } from '../sync-folder.ts'
import { writeWhole } from '../write-whole.ts'

interface Rotation {
  readonly folder: string
  /** The open connection. The caller sees to it that nothing is written from here to the swap. */
  readonly db: Writer
  readonly oldKey: Buffer
  readonly newKey: Buffer
}

export interface RotationStep {
  readonly done: number
  readonly total: number
  readonly what: string
}

/**
 * Writes the next file and verifies it, in slices. Where it throws or is not run to its end, nothing stays of it.
 * @throws AppError `corrupt` for a damaged registry; SQLite's and the system's own errors pass
 */
export function* writeNextFile(
  { folder, db, oldKey, newKey }: Rotation,
  actor: Actor,
): Generator<RotationStep, void, void> {
  const { database } = registryFiles(folder)
  const { part, next } = nextFiles(folder)
  removeNextFiles(folder)
  let isWhole = false
  try {
    demandEmptyLog(db, database)
    const series = knownSeries(db)
    demandRoom(folder, database, series)
    yield* sayOfImages(reencryptPacks({ folder, oldKey, newKey }, series), series)
    const damage = yield* say(
      'Writing the registry under the new key',
      reencryptPages(database, part, { oldKey, newKey }),
    )
    if (damage) throw damaged(damage)
    goOnUnderNewKey(part, db, { oldKey, newKey }, actor)
    const wrong = yield* say('Reading what was written', checkPages(part, newKey))
    if (wrong) throw new Error(`the new file: ${wordsOfDamage(wrong)}`)
    verifyContent(part, newKey)
    fs.renameSync(part, next)
    syncFolder(folder)
    isWhole = true
  } finally {
    if (!isWhole) removeNextFiles(folder)
  }
}

/** Before hours of work, not after. */
function demandRoom(folder: string, database: string, series: readonly KnownSeries[]): void {
  const { bavail, bsize } = fs.statfsSync(folder)
  const needed = series.reduce((sum, { sizeBytes }) => sum + sizeBytes, fs.statSync(database).size)
  if (series.length > 0 && bavail * bsize < needed)
    throw Object.assign(new Error('no room for a second copy'), { code: 'ENOSPC' })
}

function* sayOfImages(steps: Generator<number>, series: readonly KnownSeries[]): Generator<RotationStep, void, void> {
  const total = 2 * series.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  let done = 0
  try {
    for (;;) {
      const step = steps.next()
      if (step.done) return
      done += step.value
      yield { done: Math.min(done, total), total, what: 'Writing the images under the new key' }
    }
  } finally {
    steps.return(undefined)
  }
}

function* say(
  what: string,
  steps: Generator<{ done: number; total: number }, PageDamage | undefined>,
): Generator<RotationStep, PageDamage | undefined> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    yield { ...step.value, what }
  }
}

/** The file alone is copied: nothing may stand in the log beside it. */
function demandEmptyLog(db: Writer, database: string): void {
  const [{ busy }] = db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }]
  if (busy !== 0 || isInLog(database)) throw inUse()
}

const inUse = (): AppError =>
  new AppError('in-use', `Another program is reading the registry. ${unchanged} Close it there, then try again.`)

function isInLog(database: string): boolean {
  return (fs.statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** Holds the new file against the old one, then seals its first entry under the new key. */
function goOnUnderNewKey(
  part: string,
  old: Reader,
  { oldKey, newKey }: Pick<Rotation, 'oldKey' | 'newKey'>,
  actor: Actor,
): void {
  const db = openWriter(part, newKey)
  try {
    if (JSON.stringify(contentOf(db)) !== JSON.stringify(contentOf(old)))
      throw new Error('the new file holds other rows')
    const { entries, head } = auditHead(db)
    keepSealOf(db, oldKey)
    const detail = `key ${keyIdOf(oldKey)} replaced by ${keyIdOf(newKey)}; entries 1 to ${entries} (head ${head}) stay sealed under the old one`
    registerAudit(db, newKey).note(actor, 'key-change', { detail })
  } finally {
    closeWriter(db)
  }
}

/** Rows of every table, and the head of the chain. */
function contentOf(db: Reader): object {
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .pluck()
    .all() as string[]
  const rows = tables.map((table) => [table, db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()])
  return { rows, head: auditHead(db) }
}

function verifyContent(file: string, dataKey: Buffer): void {
  const db = openReader(file, dataKey)
  try {
    const structure = String(db.pragma('integrity_check(1)', { simple: true }))
    if (structure !== 'ok') throw new Error(`the new file: ${structure}`)
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0)
      throw new Error('the new file: references lead nowhere')
    const broken = firstBrokenLink(db, dataKey)
    if (broken !== undefined) throw new AppError('corrupt', brokenChain(broken))
  } finally {
    db.close()
  }
}

const unchanged = 'The key was not changed, and the file is as it was.'
const damaged = (damage: PageDamage): AppError =>
  new AppError('corrupt', `The registry file is damaged: ${wordsOfDamage(damage)}. ${unchanged} Open a backup.`)
const brokenChain = (entry: number): string =>
  `Entry ${entry} of the audit chain was changed or removed. ${unchanged} Keep a copy of the folder, and compare it with a backup.`

/** By which names the old file and its keys stay. */
export interface KeptFiles {
  readonly database: string
  readonly keys: string
}

/** Names that are free, with the day, and the time where that is taken. @param at UTC ISO time */
export function keptFilesAt(folder: string, at: string): KeptFiles {
  const day = at.slice(0, 10)
  for (let number = 1; ; number += 1) {
    const mark = number === 1 ? day : `${day}-${number}`
    const kept = { database: `registry-before-key-change-${mark}.db`, keys: `keys-before-key-change-${mark}.json` }
    if (!Object.values(kept).some((name) => fs.existsSync(path.join(folder, name)))) return kept
  }
}

/**
 * Puts the next file in the place of the old one. Closes the connection, in any case: what comes next is opening.
 * @param envelope as it stands in keys.json
 * @param slot the new key, wrapped for whoever changes it
 */
export function swapInNextFile(
  { folder, db, newKey }: Rotation,
  { envelope, slot, kept }: { envelope: KeyEnvelope; slot: KeyEnvelope['slots'][number]; kept: KeptFiles },
): void {
  const { database, keys } = registryFiles(folder)
  // Something written since the copy would be lost with it.
  const isLate = isInLog(database)
  closeWriter(db)
  if (isLate) throw new AppError('conflict', `Something was written meanwhile. ${unchanged} Try again.`)
  // It goes with the last connection. Left behind, it would be taken for the log of the new file.
  if (fs.existsSync(`${database}-wal`)) throw inUse()
  writeEnvelope(keys, {
    ...envelope,
    slots: [...envelope.slots, slot],
    keyChange: { keyId: keyIdOf(newKey), kept: [kept.database, kept.keys] },
  })
  placeNextImages(folder, newKey)
  writeWhole(path.join(folder, kept.keys), `${JSON.stringify(envelope, null, 2)}\n`)
  giveSecondName(database, path.join(folder, kept.database))
  fs.renameSync(nextFiles(folder).next, database)
  syncFolder(folder)
}

/** Where a disk knows no second names (a USB stick, some network drives), a copy. */
function giveSecondName(file: string, name: string): void {
  try {
    fs.linkSync(file, name)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error
    fs.copyFileSync(file, name, fs.constants.COPYFILE_EXCL)
    const handle = fs.openSync(name, 'r+')
    try {
      fs.fsyncSync(handle)
    } finally {
      fs.closeSync(handle)
    }
  }
}
