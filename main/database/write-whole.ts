/** Writes a file so that it is either the old one or the new one, never half: beside it, synced, renamed over it. */
import fs from 'node:fs'
import path from 'node:path'

export function writeWhole(file: string, content: string | Uint8Array, mode = 0o600): void {
  const part = `${file}.part`
  try {
    const handle = fs.openSync(part, 'w', mode)
    try {
      fs.writeFileSync(handle, content)
      fs.fsyncSync(handle)
    } finally {
      fs.closeSync(handle)
    }
    fs.renameSync(part, file)
  } catch (error) {
    fs.rmSync(part, { force: true })
    throw error
  }
  syncFolder(path.dirname(file))
}

/** Makes a rename last through a power cut, where the system can. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
