import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { asCommand } from './as-command.ts'
import { isRoot, root } from './project.ts'
import { setUp } from './set-up.ts'

/** The app with the page reloading as one edits it (needs a screen). */
await asCommand(async () => {
  await setUp('run')
  const cli = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const config = path.join(import.meta.dirname, 'electron.vite.config.ts')
  const args = [cli, 'dev', '--config', config, ...(isRoot ? ['--noSandbox'] : [])]
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1
})
