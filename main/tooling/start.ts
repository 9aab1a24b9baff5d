import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { asCommand } from './as-command.ts'
import { runToEnd } from './command.ts'
import { electronCommand } from './electron-command.ts'
import { isRoot, tell } from './project.ts'
import { hasDisplay } from './system-packages.ts'

const timeoutMs = 5 * 60_000

/** With a screen: the app. Without one: the demo case, opened and printed into a folder. */
await asCommand(async () => {
  return hasDisplay() ? startApp() : openDemoCase()
})

async function startApp(): Promise<number> {
  const { command, args, env } = await electronCommand(['--demo-first', ...process.argv.slice(2)])
  tellRoot()
  return spawnSync(command, args, { env, stdio: 'inherit' }).status ?? 1
}

async function openDemoCase(): Promise<number> {
  const prepared = await electronCommand(['main-job'])
  tellRoot()
  tell('NOTICE: there is no display here, so the demo case is opened on a virtual one.')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-registry-'))
  let said = ''
  const onOutput = (text: string): void => void (said += text)
  const status = await runToEnd({ ...prepared, args: [...prepared.args, folder] }, { timeoutMs, onOutput })
  const files = fs.readdirSync(folder).toSorted()
  if (status !== 0 || files.length === 0)
    throw new Error(`${said}The demo case could not be opened (exit code ${status}).`)
  console.log(`The demo case is in ${folder}: ${files.join(', ')}`)
  return 0
}

function tellRoot(): void {
  if (isRoot) tell('NOTICE: started as root, therefore without the Chromium sandbox (--no-sandbox).')
}
