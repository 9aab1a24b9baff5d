import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { app } from 'electron'

/** A profile of its own for Chromium, gone with the process: a command may run while the window is open. */
export function useOwnProfile(): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-registry-profile-'))
  app.setPath('sessionData', folder)
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
}
