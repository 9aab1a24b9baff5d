/** Making and opening registries: folder, key, lock, file, schema, in the order in which each can refuse. */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import { registerAudit } from './audit.ts'
import type { Audit } from './audit.ts'
import { closeWriter, openReader, openWriter } from './connection.ts'
import type { Reader, Writer } from './connection.ts'
import { defaultKdf, newDataKey, readEnvelope, unwrapKey, wrapKey, writeEnvelope } from './key-envelope.ts'
import type { Kdf } from './key-envelope.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { checkPages, keyFits, wordsOfDamage } from './page-check.ts'
import type { PageDamage } from './page-check.ts'
import { keyOfWords } from './recovery-words.ts'
import { readmeText, registryFiles } from './registry-folder.ts'
import { lockRegistry } from './registry-lock.ts'
import type { RegistryLock } from './registry-lock.ts'
import { rights as allRights } from '#shared/ipc/rights.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import { addUser, usersIn } from './repositories/users.ts'
import { settleKeyRotation } from './settle-key-rotation.ts'
import { translateStorageError } from './storage-error.ts'
import { uuidV7 } from './uuid-v7.ts'

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
}

/**
 * Makes an empty registry. It is built beside its place and renamed into it when it is whole.
 * @param fill adds content before the folder gets its name (the demo registry)
 * @throws AppError `invalid-input` where something lies at that place already
 */
export async function createRegistry(
  wanted: NewRegistry,
  fill?: (registry: { db: Writer; audit: Audit }) => void | Promise<void>,
): Promise<void> {
  const { folder, name, user, passphrase, at, demo = false, kdf = defaultKdf } = wanted
  if (fs.existsSync(folder)) {
    const message = `There is already something at ${folder}. Choose another name or place; nothing was changed.`
    throw new AppError('invalid-input', message, { issues: [{ path: 'folder', message }] })
  }
  const part = path.join(path.dirname(folder), `.${path.basename(folder)}.${process.pid}.part`)
  try {
    fs.mkdirSync(part, { recursive: true, mode: 0o700 })
    const files = registryFiles(part)
    const id = uuidV7()
    const dataKey = newDataKey()
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
        addUser(db, { name: user, at })
      })
      await fill?.({ db, audit })
    } finally {
      closeWriter(db)
    }
    const slot = await wrapKey(dataKey, user, passphrase, id, kdf)
    writeEnvelope(files.keys, {
      format: 'as-ild-registry-keys',
      version: 1,
      registryId: id,
      name,
      demo,
      createdAt: at,
      slots: [slot],
    })
    fs.writeFileSync(files.readme, readmeText(name, id), { mode: 0o600 })
    fs.renameSync(part, folder)
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true })
    throw translateStorageError(error)
  }
}

export interface OpenWish {
  readonly folder: string
  readonly passphrase?: string | undefined
  readonly recoveryWords?: string | undefined
  /** Tries only this user's slot. */
  readonly user?: string | undefined
  readonly appVersion: string
  readonly at: string
  /** Look only: no lock is taken, nothing is written, not even that it was opened. */
  readonly readOnly?: boolean
}

/**
 * Opens a registry.
 * @throws AppError `not-found`, `wrong-key`, `in-use`, `corrupt`, `newer-schema`, `read-only`, each in its own words
 */
export async function openRegistry(wish: OpenWish): Promise<OpenRegistry> {
  const files = registryFiles(wish.folder)
  if (!fs.existsSync(files.database))
    throw new AppError(
      'not-found',
      `There is no registry at ${wish.folder}. A registry is a folder that holds the file registry.db.`,
    )
  return openWithKey(wish, await keyFor(wish, files))
}

/** Opens with a key that is known already: after it was changed, or wrapped anew. */
export function openWithKey(
  wish: OpenWish,
  { dataKey, user }: { readonly dataKey: Buffer; readonly user: string },
): OpenRegistry {
  const files = registryFiles(wish.folder)
  const readOnly = wish.readOnly || !isWritable(wish.folder, files.database)
  let lock: RegistryLock | undefined
  let db: Reader | undefined
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
      const writer = openWriter(files.database, dataKey, { accept: pendingMigrations })
      db = writer
      migrate(writer, { at: wish.at, appVersion: wish.appVersion })
    }
    return opened(wish, { db, dataKey, user, lock, readOnly })
  } catch (error) {
    db?.close()
    lock?.release()
    throw withPlace(translateStorageError(error), files.database, dataKey, wish)
  }
}

interface Parts {
  readonly db: Reader
  readonly dataKey: Buffer
  readonly user: string
  readonly lock: RegistryLock | undefined
  readonly readOnly: boolean
}

function opened(wish: OpenWish, { db, dataKey, user, lock, readOnly }: Parts): OpenRegistry {
  const row = db.prepare('SELECT id, name, demo, created_at FROM registry').get() as {
    id: string
    name: string
    demo: number
    created_at: string
  }
  const write = readOnly ? undefined : { db: db as Writer, audit: registerAudit(db as Writer, dataKey) }
  if (write) takeInUsers(write, wish)
  const inside = whoIsInside(db, wish, user)
  let isClosed = false
  write?.audit.note({ name: user, operation: 'registry.open', at: wish.at }, 'unlock', {
    detail: wish.recoveryWords === undefined ? 'with the passphrase' : 'with the recovery sheet',
  })
  return {
    folder: wish.folder,
    id: row.id,
    name: row.name,
    demo: row.demo === 1,
    createdAt: row.created_at,
    user,
    ...inside,
    dataKey,
    reader: db,
    write,
    close() {
      if (isClosed) return
      isClosed = true
      try {
        if (write) closeWriter(write.db)
        else db.close()
      } finally {
        lock?.release()
        dataKey.fill(0)
      }
    },
  }
}

/** Before there were users, whoever had a passphrase could do everything. */
function takeInUsers({ db, audit }: { readonly db: Writer; readonly audit: Audit }, { folder, at }: OpenWish): void {
  if (usersIn(db).length > 0) return
  const names = new Set(slotUsers(registryFiles(folder).keys))
  if (names.size > 0)
    audit.transact({ name: 'AS-ILD Registry', operation: 'registry.open', at }, () =>
      names.forEach((name) => addUser(db, { name, at })),
    )
}

/** keys.json may be missing: the recovery sheet opens without it. */
function slotUsers(keysFile: string): string[] {
  try {
    return readEnvelope(keysFile).slots.map(({ user }) => user)
  } catch {
    return []
  }
}

/**
 * What a passphrase opens is not yet what its user may do: an old copy of keys.json lets in whoever has left.
 * @throws AppError `forbidden`
 */
function whoIsInside(db: Reader, wish: OpenWish, name: string): Pick<OpenRegistry, 'userId' | 'rights'> {
  if (wish.recoveryWords !== undefined) return { userId: undefined, rights: allRights }
  const found = usersIn(db).find((user) => user.name.toLowerCase() === name.toLowerCase())
  if (found && !found.endedAt) return { userId: found.id, rights: found.rights }
  throw new AppError(
    'forbidden',
    `${name} is no user of this registry any more. Ask its administrator, or use the recovery sheet.`,
  )
}

async function keyFor(
  wish: OpenWish,
  { keys, database }: { keys: string; database: string },
): Promise<{ dataKey: Buffer; user: string }> {
  if (wish.recoveryWords !== undefined)
    return { dataKey: keyOfWords(wish.recoveryWords), user: wish.user || 'recovery sheet' }
  if (!wish.passphrase) throw new AppError('wrong-key', 'Type the passphrase, or use the recovery sheet.')
  return unwrapKey(readEnvelope(keys), wish.passphrase, wish.user, (dataKey) => keyFits(database, dataKey))
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
