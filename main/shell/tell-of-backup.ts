/** Says, while the program ends, that a backup is being made, and lets it be skipped. */
import { dialog } from 'electron'

/** Shorter waits are not worth a word. */
const quietMs = 1_000

/** @returns what takes the words away again */
export function tellOfBackup(skip: () => void): () => void {
  const done = new AbortController()
  // There such a box without a window would stop everything until it is answered.
  if (process.platform === 'darwin') return () => {}
  const timer = setTimeout(() => {
    const box = dialog.showMessageBox({
      type: 'info',
      title: 'AS-ILD Registry',
      message: 'Making a backup…',
      detail: 'The program ends when it is done.',
      buttons: ['Skip this backup'],
      signal: done.signal,
    })
    box.then(() => done.signal.aborted || skip()).catch(() => {})
  }, quietMs)
  return () => {
    clearTimeout(timer)
    done.abort()
  }
}
