/** Makes one verified backup of a registry that this program has open for writing. */
import fs from 'node:fs'
import path from 'node:path'
import { backupExtension, datedName, freePath } from '#main/database/backup/backup-folder.ts'
import { holdStill } from '#main/database/backup/backup-snapshot.ts'
import type { Writer } from '#main/database/connection.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import { folderState, wordsOfState } from './folder-state.ts'
import { neededBytes } from './needed-bytes.ts'
import { runInWorker } from './run-in-worker.ts'

interface Source {
  readonly folder: string
  readonly id: string
  readonly name: string
  readonly dataKey: Buffer
  readonly writer: Writer
}

interface Wish extends Pick<CallContext, 'signal' | 'progress'> {
  readonly into: { readonly path: string; readonly mount?: string | undefined }
  readonly appVersion: string
  /** UTC ISO time. */
  readonly at: string
  /** Stands in the name behind the registry's: ` before upgrade`. */
  readonly label?: string
  readonly workerFile: string | undefined
}

export interface MadeBackup {
  readonly path: string
  readonly auditEntries: number
  readonly auditHead: string
}

/** @throws AppError in words for people: `full-disk`, `read-only`, `not-found`, `corrupt`, `cancelled`, `in-use` */
export async function makeBackup(source: Source, wish: Wish): Promise<MadeBackup> {
  const { folder, id, name, dataKey, writer } = source
  const { into, appVersion, at, label = '', workerFile, signal, progress } = wish
  await demandUsable(into, source)
  const target = freePath(into.path, datedName(`${name}${label}`, at), backupExtension)
  const snapshot = holdStill(folder, writer, dataKey)
  // The registry may be closed at any moment: it then needs its file back at once.
  signal.addEventListener('abort', snapshot.release)
  try {
    const { auditEntries, auditHead } = snapshot
    await runInWorker(
      {
        kind: 'back-up',
        dataKey,
        registry: folder,
        target,
        about: { registryId: id, name, madeAt: at, appVersion, auditEntries, auditHead },
      },
      { signal, progress, workerFile, copied: () => snapshot.release() },
    )
    return { path: target, auditEntries, auditHead }
  } catch (error) {
    throw inWords(error, into.path)
  } finally {
    signal.removeEventListener('abort', snapshot.release)
    snapshot.release()
  }
}

async function demandUsable(into: Wish['into'], registry: Source): Promise<void> {
  const state = await folderState(into, neededBytes(registry, into.path))
  const words = wordsOfState(state, into.path)
  if (words === undefined) return
  throw new AppError(state === 'no-space' ? 'full-disk' : state === 'read-only' ? 'read-only' : 'not-found', words)
}

/** The system's errors, said of the folder for backups: the general words are about the registry's own place. */
function inWords(error: unknown, folder: string): unknown {
  if (!(error instanceof Error)) return error
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL')
    return new AppError('full-disk', `The disk of ${folder} became full. Make room on it, or choose another folder.`)
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new AppError('read-only', wordsOfState('read-only', folder)!)
  if (code === 'ENOENT' && !fs.existsSync(folder))
    return new AppError('not-found', `The folder ${folder} went away while the backup was being written.`)
  if (error instanceof AppError && error.kind === 'corrupt')
    return new AppError(
      'corrupt',
      `The backup in ${path.basename(folder)} was written but is not good, and was not kept: ${error.message} Verify the registry, and try another folder.`,
    )
  return error
}
