/** What SQLite and the file system say, in words that tell people apart what happened and what to do. */
import { AppError } from '#shared/ipc/app-error.ts'

const damaged =
  'The registry file is damaged. It is kept as it is. Make a copy of the whole folder, then restore a backup of the registry, or salvage what can still be read.'

/** Turns a storage error into an `AppError`; anything else passes through. */
export function translateStorageError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_NOTADB' ||
    code === 'SQLITE_IOERR_SHORT_READ' ||
    code === 'SQLITE_IOERR_DATA'
  )
    return new AppError('corrupt', damaged)
  if (
    code === 'SQLITE_READONLY_DBMOVED' ||
    code === 'ENXIO' ||
    code === 'ENODEV' ||
    code === 'ESTALE' ||
    isIoError(code)
  )
    return new AppError(
      'not-found',
      'The drive of the registry does not answer: it was taken out, or its connection broke. Nothing was saved. Connect it again, then close the registry and open it anew.',
    )
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return new AppError('full-disk', 'The disk is full: nothing was saved. Make room on it, then save again.')
  if (
    code.startsWith('SQLITE_READONLY') ||
    code === 'EROFS' ||
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'SQLITE_CANTOPEN'
  )
    return new AppError(
      'read-only',
      'This place cannot be written to. Copy the registry folder to a place of your own and open it there.',
    )
  if (code === 'ENAMETOOLONG' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'EINVAL')
    return new AppError(
      'invalid-input',
      'There can be no folder of this name at this place. Choose a shorter name, or another place.',
    )
  if (code.startsWith('SQLITE_BUSY'))
    return new AppError('in-use', 'Another program is writing to the registry. Close it, then try again.')
  return error
}

/** Reading or writing failed below SQLite, for no reason that has words of its own. */
const isIoError = (code: string): boolean =>
  code === 'EIO' || (code.startsWith('SQLITE_IOERR') && code !== 'SQLITE_IOERR_NOMEM')
