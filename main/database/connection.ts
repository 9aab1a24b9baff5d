/**
 * Opening registry.db. The order matters: cipher, key, proof, and only then anything else. Nothing may be read before the
 * key is set, and the key is never changed in place (an empty one would decrypt the file).
 */
import Database from 'better-sqlite3'
import { AppError } from '#shared/ipc/app-error.ts'

declare const access: unique symbol
/** A connection that may read. Repository functions say by their first parameter what they need. */
export type Reader = Database.Database & { readonly [access]: 'read' | 'write' }
/** The one connection that may write. */
export type Writer = Database.Database & { readonly [access]: 'write' }

/** “ASIL”: marks the file as ours. */
const applicationId = 0x4153494c

function open(file: string, dataKey: Buffer, readonly: boolean): Database.Database {
  const db = new Database(file, { readonly, fileMustExist: true })
  try {
    db.pragma(`cipher = 'sqlcipher'`)
    // The layout of SQLCipher 4 itself; the driver's own default leaves part of the header in the clear.
    db.pragma('legacy = 4')
    const key = rawKey(dataKey)
    db.key(key)
    key.fill(0)
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    db.pragma('foreign_keys = ON')
    db.pragma('temp_store = MEMORY')
    db.pragma('busy_timeout = 5000')
    // Pages that don't fit are decrypted again at each use, which costs four times as much.
    db.pragma('cache_size = -262144')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * As text `x'…'` the 32 bytes are taken as the key; as bytes they would be taken for a passphrase. Written digit by digit: a
 * string can't be wiped.
 */
function rawKey(dataKey: Buffer): Buffer {
  const digits = '0123456789abcdef'
  const text = Buffer.alloc(2 * dataKey.length + 3, "x'")
  dataKey.forEach((byte, index) => {
    text[2 * index + 2] = digits.charCodeAt(byte >> 4)
    text[2 * index + 3] = digits.charCodeAt(byte & 15)
  })
  text[text.length - 1] = "'".charCodeAt(0)
  return text
}

/** @throws AppError `corrupt` for a file that is no registry of ours. SQLite's own errors pass (see `storage-error.ts`). */
export function openReader(file: string, dataKey: Buffer): Reader {
  const db = open(file, dataKey, true)
  demandOurs(db)
  return db as Reader
}

/**
 * Opens for writing.
 * @param accept looks at the file before anything in it is changed; what it throws leaves the file as it was
 * @param rollbackJournal for a short visit: no log is left beside the file
 */
export function openWriter(
  file: string,
  dataKey: Buffer,
  {
    fresh = false,
    accept = () => {},
    rollbackJournal = false,
  }: { fresh?: boolean; accept?: (db: Reader) => void; rollbackJournal?: boolean } = {},
): Writer {
  const db = open(file, dataKey, false)
  try {
    if (fresh) db.pragma(`application_id = ${applicationId}`)
    else demandOurs(db)
    accept(db as Reader)
    db.pragma(rollbackJournal ? 'journal_mode = DELETE' : 'journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('secure_delete = ON')
    return db as Writer
  } catch (error) {
    db.close()
    throw error
  }
}

function demandOurs(db: Database.Database): void {
  if (db.pragma('application_id', { simple: true }) === applicationId) return
  throw new AppError('corrupt', 'The file registry.db in this folder is a database, but not one of AS-ILD Registry.')
}

/** Closes so that registry.db alone holds everything, readable from a read-only place as well. */
export function closeWriter(db: Writer): void {
  if (!db.open) return
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.pragma('journal_mode = DELETE')
  } finally {
    db.close()
  }
}
