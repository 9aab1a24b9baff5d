import fs from 'node:fs'
import path from 'node:path'
import { asCommand } from '#main/tooling/as-command.ts'
import { runToEnd } from '#main/tooling/command.ts'
import { ensureElectron } from '#main/tooling/electron/ensure-electron.ts'
import { isRoot } from '#main/tooling/project.ts'

/** What Linux desktops look for; electron-builder makes the Windows and macOS files from the largest. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

/** Makes png/ from icon.svg. To be run after the drawing has changed; the results are committed. */
await asCommand(async () => {
  const electron = await ensureElectron()
  const folder = path.join(import.meta.dirname, 'png')
  fs.mkdirSync(folder, { recursive: true })
  const flags = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3', ...(isRoot ? ['--no-sandbox'] : [])]
  const script = path.join(import.meta.dirname, 'render-window.js')
  const args = [...flags, script, '--', path.join(import.meta.dirname, 'icon.svg'), folder, ...sizes.map(String)]
  return runToEnd({ command: electron.executable, args, env: process.env }, { timeoutMs: 60_000 })
})
