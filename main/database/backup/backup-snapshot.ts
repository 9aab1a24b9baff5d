/**
 * Holds a registry's file still while it is copied, without holding up who writes. After a truncating checkpoint the file
 * holds everything; a reader that begins then keeps SQLite from writing the log back into it (it holds the lock
 * WAL_READ_LOCK(0) of https://sqlite.org/walformat.html). What is saved meanwhile goes to the log, so that the copy is the
 * registry of one moment, byte by byte; VACUUM INTO would make every save wait until the whole file is written.
 */
import fs from 'node:fs'
import { AppError } from '#shared/ipc/app-error.ts'
import { auditHead } from '../audit.ts'
import { openReader } from '../connection.ts'
import type { Reader, Writer } from '../connection.ts'
import { registryFiles } from '../registry-folder.ts'

export interface Snapshot {
  readonly auditEntries: number
  readonly auditHead: string
  /** Lets the log be written back again. May be called more than once. */
  readonly release: () => void
}

/** @throws AppError `in-use` where another program reads at this moment */
export function holdStill(folder: string, writer: Writer, dataKey: Buffer): Snapshot {
  const { database } = registryFiles(folder)
  let reader: Reader | undefined
  const release = (): void => {
    reader?.close()
    reader = undefined
    if (writer.open) writer.pragma('busy_timeout = 5000')
  }
  // Nobody else writes. Who wants a checkpoint while the file is held still must not wait for it.
  writer.pragma('busy_timeout = 0')
  try {
    writer.pragma('wal_checkpoint(TRUNCATE)')
    reader = openReader(database, dataKey)
    reader.exec('BEGIN')
    const { entries, head } = auditHead(reader)
    if ((fs.statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
      throw new AppError('in-use', 'Another program is reading the registry at this moment. Try again when it is done.')
    return { auditEntries: entries, auditHead: head, release }
  } catch (error) {
    release()
    throw error
  }
}
