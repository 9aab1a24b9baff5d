/** Making and opening registries: folder, key, lock, file, schema, in the order in which each can refuse. */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import { registerAudit } from './audit.ts'
import type { Audit } from './audit.ts'
import { closeWriter, openReader, openWriter } from './connection.ts'
import type { Reader, Writer } from './connection.ts'
import { defaultKdf, newDataKey, wrapKey, writeEnvelope } from './keys/key-envelope.ts'
import type { Kdf, KeyEnvelope } from './keys/key-envelope.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { checkPages, keyFits, wordsOfDamage } from './checks/page-check.ts'
import type { PageDamage } from './checks/page-check.ts'
import { settlePacks } from '#main/imaging/store/settle-packs.ts'
import { placeKeeper } from './place/place-keeper.ts'
import type { PlaceOfFile } from './place/place-keeper.ts'
import { readmeText, registryFiles } from './registry-folder.ts'
import { lockRegistry } from './registry-lock.ts'
import type { RegistryLock } from './registry-lock.ts'
import { finishRestore } from './backup/restore-swap.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import { addUser } from './repositories/users.ts'
import { settleKeyRotation } from './keys/settle-key-rotation.ts'
import { translateStorageError } from './storage-error.ts'
import { noteFailedAttempt } from './keys/unlock-attempts.ts'
import { hasLeftLog, lookAfterUncleanEnd } from './checks/unclean-end.ts'
import type { UncleanEnd } from './checks/unclean-end.ts'
import { noteFailedUnlocks, takeInUsers, takeSlotsOfEnded, whoIsInside } from './users-at-opening.ts'
import { uuidV7 } from './uuid-v7.ts'
import { demandSavesRead, savesInLog } from './checks/wal-check.ts'
import { keyInTurn, wayIn, wordsOfWay } from './keys/way-in.ts'
import type { Ways } from './keys/way-in.ts'

export interface OpenRegistry {
  readonly folder: string
  readonly id: string
  readonly name: string
  readonly demo: boolean
  readonly createdAt: string
  /** Whose passphrase opened it, or `recovery sheet`. */
  readonly user: string
  /** Missing for the recovery sheet. */
  readonly userId: string | undefined
  readonly rights: readonly UserRight[]
  readonly dataKey: Buffer
  readonly reader: Reader
  /** Whether the open file still lies where it was opened: what is written to one that was moved or replaced may be lost. */
  readonly place: () => PlaceOfFile
  /** There were signs that it had not been closed. */
  readonly uncleanEnd: UncleanEnd | undefined
  /** Missing where the registry is open for reading only. */
  readonly write: { readonly db: Writer; readonly audit: Audit } | undefined
  close(): void
}

export interface NewRegistry {
  readonly folder: string
  readonly name: string
  readonly user: string
  readonly passphrase: string
  readonly appVersion: string
  readonly demo?: boolean
  readonly kdf?: Kdf | undefined
  /** UTC ISO time. */
  readonly at: string
  /** What a salvaged registry has of the damaged one: key, passphrases, id. Who uses it is salvaged with the rest. */
  readonly keep?: { readonly dataKey: Buffer; readonly id: string; readonly envelope: KeyEnvelope | undefined }
}

/**
 * Makes an empty registry. It is built beside its place and renamed into it when it is whole.
 * @param fill adds content before the folder gets its name (the demo registry); `folder` is where it lies until then
 * @throws AppError `invalid-input` where something lies at that place already
 */
export async function createRegistry(
  wanted: NewRegistry,
  fill?: (registry: { db: Writer; audit: Audit; folder: string; dataKey: Buffer }) => void | Promise<void>,
): Promise<void> {
  const { folder, name, user, passphrase, at, demo = false, kdf = defaultKdf, keep } = wanted
  if (fs.existsSync(folder)) {
    const message = `There is already something at ${folder}. Choose another name or place; nothing was changed.`
    throw new AppError('invalid-input', message, { issues: [{ path: 'folder', message }] })
  }
  const part = path.join(path.dirname(folder), `.${path.basename(folder)}.${process.pid}.part`)
  try {
    fs.mkdirSync(part, { recursive: true, mode: 0o700 })
    const files = registryFiles(part)
    const id = keep?.id ?? uuidV7()
    const dataKey = keep?.dataKey ?? newDataKey()
    fs.closeSync(fs.openSync(files.database, 'wx', 0o600))
    const db = openWriter(files.database, dataKey, { fresh: true })
    try {
      migrate(db, { at, appVersion: wanted.appVersion })
      const audit = registerAudit(db, dataKey)
      audit.transact({ name: user, operation: 'registry.create', at }, () => {
        db.prepare('INSERT INTO registry (id, name, demo, created_at) VALUES (?, ?, ?, ?)').run(
          id,
          name,
          demo ? 1 : 0,
          at,
        )
        if (!keep) addUser(db, { name: user, at })
      })
      await fill?.({ db, audit, folder: part, dataKey })
    } finally {
      closeWriter(db)
    }
    const slots = keep ? keep.envelope?.slots : [await wrapKey(dataKey, user, passphrase, id, kdf)]
    if (slots)
      writeEnvelope(files.keys, {
        format: 'as-ild-registry-keys',
        version: 1,
        registryId: id,
        name,
        demo,
        createdAt: at,
        slots,
      })
    fs.writeFileSync(files.readme, readmeText(name, id), { mode: 0o600 })
    fs.renameSync(part, folder)
  } catch (error) {
    removeIfThere(part)
    throw translateStorageError(error)
  }
}

export type BeforeUpgrade = (registry: {
  readonly folder: string
  readonly id: string
  readonly name: string
  readonly dataKey: Buffer
  readonly writer: Writer
  readonly appVersion: string
  readonly at: string
}) => Promise<void>
/** Where it could not even be made, it can't be removed: what is told is why. */
function removeIfThere(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true })
  } catch {}
}

export interface OpenWish extends Ways {
  readonly appVersion: string
  /** Makes a backup where the schema is about to be changed; what it throws leaves the registry as it was. */
  readonly beforeUpgrade?: BeforeUpgrade | undefined
  /** Look only: no lock is taken, nothing is written, not even that it was opened. */
  readonly readOnly?: boolean
}

/**
 * Opens a registry.
 * @throws AppError `not-found`, `wrong-key`, `in-use`, `corrupt`, `newer-schema`, `read-only`, each in its own words
 */
export async function openRegistry(wish: OpenWish): Promise<OpenRegistry> {
  finishRestore(wish.folder)
  const files = registryFiles(wish.folder)
  if (!fs.existsSync(files.database))
    throw new AppError(
      'not-found',
      `There is no registry at ${wish.folder}. A registry is a folder that holds the file registry.db.`,
    )
  return openWithKey(wish, await keyInTurn(wish, files))
}

/** Opens with a key that is known already: after it was changed, or wrapped anew. */
export async function openWithKey(
  wish: OpenWish,
  { dataKey, user }: { readonly dataKey: Buffer; readonly user: string },
): Promise<OpenRegistry> {
  const files = registryFiles(wish.folder)
  const readOnly = wish.readOnly || !isWritable(wish.folder, files.database)
  const leftLog = hasLeftLog(wish.folder)
  let lock: RegistryLock | undefined
  let db: Reader | undefined
  let uncleanEnd: UncleanEnd | undefined
  try {
    lock = readOnly ? undefined : lockRegistry(wish.folder)
    if (readOnly) {
      db = openReader(files.database, dataKey)
      if (pendingMigrations(db).length > 0)
        throw new AppError(
          'read-only',
          'This registry was made by an older version and must be brought up to date first, but its folder cannot be written to. Copy it to a place of your own and open it there.',
        )
    } else {
      settleKeyRotation(wish.folder, dataKey)
      const saves = savesInLog(files.database)
      const writer = openWriter(files.database, dataKey, { accept: pendingMigrations })
      db = writer
      demandSavesRead(writer, files.database, saves, wish.at)
      uncleanEnd = lookAfterUncleanEnd(writer, dataKey, { leftBehind: lock?.leftBehind, leftLog })
      if (!uncleanEnd?.problem) {
        // Awaited only where there is something to wait for: who opens anew has no moment without an open registry.
        if (pendingMigrations(writer).length > 0) await beforeUpgrade(wish, writer, dataKey)
        migrate(writer, { at: wish.at, appVersion: wish.appVersion })
        settlePacks(wish.folder, writer, dataKey)
      }
    }
    return opened(wish, { db, dataKey, user, lock, readOnly, uncleanEnd })
  } catch (error) {
    db?.close()
    lock?.release()
    const told = withPlace(translateStorageError(error), files.database, dataKey, wish)
    // Words of a sheet are known to be wrong only now.
    if (told instanceof AppError && told.kind === 'wrong-key')
      noteFailedAttempt({ ...wish, how: wayIn(wish), user: undefined })
    throw told
  }
}

/** The demo can be made anew at any time. */
async function beforeUpgrade(wish: OpenWish, writer: Writer, dataKey: Buffer): Promise<void> {
  const { id, name, demo } = rowOf(writer)
  const { folder, appVersion, at } = wish
  if (!demo) await wish.beforeUpgrade?.({ folder, id, name, dataKey, writer, appVersion, at })
}

const rowOf = (db: Reader) =>
  db.prepare('SELECT id, name, demo, created_at FROM registry').get() as {
    id: string
    name: string
    demo: number
    created_at: string
  }

interface Parts {
  readonly db: Reader
  readonly dataKey: Buffer
  readonly user: string
  readonly lock: RegistryLock | undefined
  readonly readOnly: boolean
  readonly uncleanEnd: UncleanEnd | undefined
}

function opened(wish: OpenWish, { db, dataKey, user, lock, readOnly, uncleanEnd }: Parts): OpenRegistry {
  const row = rowOf(db)
  const write = readOnly ? undefined : { db: db as Writer, audit: registerAudit(db as Writer, dataKey) }
  // Nothing is written on damage.
  const sound = uncleanEnd?.problem ? undefined : write
  if (sound) takeInUsers(sound, wish)
  const inside = whoIsInside(db, wish, user, sound?.audit)
  const registry = { folder: wish.folder, id: row.id, name: row.name, demo: row.demo === 1, createdAt: row.created_at }
  if (sound) {
    noteFailedUnlocks(sound.audit, wish)
    takeSlotsOfEnded(db, registry)
  }
  let isClosed = false
  const actor = { name: user, operation: 'registry.open', at: wish.at }
  if (uncleanEnd) sound?.audit.note(actor, 'unclean-end', { detail: uncleanEnd.words })
  sound?.audit.note(actor, 'unlock', { detail: wordsOfWay[wayIn(wish)] })
  return {
    ...registry,
    user,
    ...inside,
    dataKey,
    reader: db,
    place: placeKeeper(registryFiles(wish.folder).database),
    uncleanEnd,
    write,
    close() {
      if (isClosed) return
      isClosed = true
      try {
        if (write) closeWriter(write.db)
        else db.close()
      } catch {
        // Full, gone or shut meanwhile: what was saved stands in the log and is taken in at the next opening.
      } finally {
        lock?.release()
        dataKey.fill(0)
      }
    },
  }
}

/** Tries it: what permissions say of network drives and images is not always so. */
function isWritable(folder: string, database: string): boolean {
  const probe = path.join(folder, `.writable-${process.pid}`)
  try {
    fs.closeSync(fs.openSync(database, 'r+'))
    fs.closeSync(fs.openSync(probe, 'w'))
    fs.rmSync(probe)
    return true
  } catch {
    return false
  }
}

/** Reads the whole file and names the first damaged place. */
function findDamage(file: string, dataKey: Buffer): PageDamage | undefined {
  const check = checkPages(file, dataKey)
  for (;;) {
    const step = check.next()
    if (step.done) return step.value
  }
}

/** Says where a damaged file is damaged; and tells a damaged file from words that belong to another registry. */
function withPlace(error: unknown, file: string, dataKey: Buffer, wish: OpenWish): unknown {
  if (!(error instanceof AppError) || error.kind !== 'corrupt') return error
  const damage = findDamage(file, dataKey)
  if (!damage) return error
  if (damage.page === 1 && wish.recoveryWords !== undefined)
    return new AppError(
      'wrong-key',
      'These words are a valid recovery sheet, but not of this registry (or the beginning of its file is damaged). Compare the registry id on the sheet with README.txt in the folder.',
    )
  const orKey = keyFits(file, dataKey)
    ? ''
    : ' Or keys.json is not the one of this file, because the key was changed since: then the newest recovery sheet opens it.'
  return new AppError('corrupt', `${error.message} (${path.basename(file)}: ${wordsOfDamage(damage)}.)${orKey}`)
}
