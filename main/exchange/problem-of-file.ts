import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'

/** Why a file that somebody chose a place for could not be written there, in words; anything else stays what it is. */
export function problemOfFile(error: unknown, file: string): unknown {
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError(
        'invalid-input',
        `There is no folder ${path.dirname(file)}. Make it first, or choose another.`,
      )
    case 'EISDIR':
      return new AppError('invalid-input', `${file} is a folder. Choose another name.`)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('read-only', `${file} can't be written: the place or the file is protected. Choose another.`)
    case 'EBUSY':
      return new AppError('in-use', `${file} is open in another program. Close it there, then try again.`)
    case 'ENOSPC':
      return new AppError('full-disk', `The disk is full: ${file} was not written. Make room, then try again.`)
    default:
      return error
  }
}
