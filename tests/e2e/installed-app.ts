import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'

export interface InstalledApp {
  readonly window: Page
  /** Process numbers of its page processes. */
  rendererPids(): number[]
  /** Closes the window as a person would, and waits until the app has ended. */
  close(): Promise<void>
}

export const executable = process.env['INSTALLED_APP'] ?? ''
const user = process.env['INSTALLED_APP_USER'] ?? ''

/**
 * Starts the installed app as an ordinary user under a display of its own. Its inspector is off, which Playwright's
 * own Electron launcher needs: so its window alone is driven, over the DevTools protocol.
 */
export async function startInstalledApp(flags: readonly string[] = []): Promise<InstalledApp> {
  if (!executable || !user) throw new Error('Run through npm run test:packaged, which installs the app.')
  const display = ['xvfb-run', '-a', '-n', String(21_000 + (process.pid % 9_000)), '-s', '-screen 0 1600x1000x24']
  const app = spawn('runuser', ['-u', user, '--', ...display, executable, ...flags, '--remote-debugging-port=0'], {
    cwd: '/tmp',
    env: { PATH: process.env['PATH'], HOME: `/home/${user}`, USER: user, LOGNAME: user, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(app, 'exit')
  const browser = await chromium.connectOverCDP(await devToolsAddress(app.stderr, ended))
  const context = browser.contexts()[0]!
  const window = context.pages()[0] ?? (await context.waitForEvent('page'))
  return {
    window,
    rendererPids,
    async close() {
      await window.close()
      await ended
    },
  }
}

function devToolsAddress(stderr: NodeJS.ReadableStream, ended: Promise<unknown[]>): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    createInterface(stderr).on('line', (line) => {
      said.push(line)
      const found = /^DevTools listening on (ws:.*)$/.exec(line)?.[1]
      if (found) resolve(found)
    })
    void ended.then(([code]) => reject(new Error(`The app ended early (${String(code)}):\n${said.join('\n')}`)))
  })
}

function rendererPids(): number[] {
  // The program while it is developed has the same name.
  const folder = path.dirname(fs.realpathSync(executable))
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const line = readProc(pid, 'cmdline') // the processes rewrite it: do not count on separators
      return line.startsWith(folder) && line.includes('--type=renderer')
    })
}

function readProc(pid: number, file: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return '' // ended meanwhile
  }
}
