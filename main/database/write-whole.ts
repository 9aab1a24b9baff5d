/** Writes a file so that it is either the old one or the new one, never half: beside it, synced, renamed over it. */
import fs from 'node:fs'
import path from 'node:path'
import { syncFolder } from './sync-folder.ts'

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
