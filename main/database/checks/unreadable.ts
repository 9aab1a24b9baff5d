/**
 * What a check says where it could not get to its end, fit after “The registry file is damaged:” and after a check's name. The
 * code is for the log, not for people: it is told only where nothing better is known.
 */
export function wordsOfUnreadable(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_IOERR_DATA')
    return 'a part of the file that must be read for this is damaged'
  if (code === 'SQLITE_IOERR_SHORT_READ') return 'the file ends before its last page'
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO' || code === 'ENODEV' || code === 'ENXIO' || code === 'ESTALE')
    return 'the disk did not give back a part of the file'
  if (code === 'SQLITE_CANTOPEN' || code === 'ENOENT') return 'the file is not there any more'
  if (code === 'EACCES' || code === 'EPERM') return 'the file may not be read by this user of the computer'
  return `it could not be read to its end (${code || (error instanceof Error ? error.message : 'no reason given')})`
}
