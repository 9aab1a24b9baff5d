import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { ask } from './ask.ts'
import { executable, startInstalledApp } from './installed-app.ts'
import type { InstalledApp } from './installed-app.ts'

const folder = (): string => path.dirname(fs.realpathSync(executable))

test.describe('as an ordinary user', () => {
  let app: InstalledApp
  test.beforeAll(async () => {
    app = await startInstalledApp()
  })
  test.afterAll(async () => {
    await app.close()
  })

  test('the installed app opens its window, from its own scheme', async ({}, info) => {
    await app.window.waitForLoadState('load')
    expect(await app.window.evaluate(() => location.protocol)).toBe('app:')
    await expect(app.window).toHaveTitle(/\S/)
    await expect(app.window.locator('#root')).not.toBeEmpty()
    await app.window.screenshot({ path: info.outputPath('installed.png') })
  })

  test('the page has neither Node nor Electron', async () => {
    const found = await app.window.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    )
    expect(found).toEqual([])
  })

  test('the page process is in a sandbox: own user and process namespaces, system calls filtered', () => {
    const pids = app.rendererPids()
    expect(pids.length).toBeGreaterThan(0)
    for (const pid of pids) {
      const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8')
      expect(status).toMatch(/^Seccomp:\t2$/m)
      expect(status).toMatch(/^NoNewPrivs:\t1$/m)
      expect(status).toMatch(/^NSpid:(\t\d+){2,}$/m)
      expect(status).toMatch(/^CapEff:\t0+$/m)
      expect(namespace(pid, 'user')).not.toBe(namespace('self', 'user'))
      expect(namespace(pid, 'net')).not.toBe(namespace('self', 'net'))
    }
  })

  test('what has threads of its own finds them in the archive: a backup and its check, a cohort', async () => {
    const home = `/home/${process.env['INSTALLED_APP_USER']}`
    const { window } = app
    const registry = `${home}/trial.asild`
    await ask(window, 'registry.createDemo', { folder: registry, cases: 3 })
    await ask(window, 'registry.open', { folder: registry, passphrase: 'demo' })
    const { made } = await ask<{ made: string[] }>(window, 'backups.make', { folder: home })
    expect(await ask(window, 'backups.verify', { backup: made[0] })).toMatchObject({ ok: true })
    const spec = { name: 'All', index: { event: 'first-visit' }, steps: [] }
    expect(await ask(window, 'cohorts.count', { spec })).toMatchObject({ flow: { cases: 3 } })
    await ask(window, 'registry.close')
  })
})

test('the fuses that would open the app are off', async () => {
  const wire = await getCurrentFuseWire(path.join(folder(), 'as-ild-registry'))
  const expected = {
    RunAsNode: FuseState.DISABLE,
    EnableCookieEncryption: FuseState.ENABLE,
    EnableNodeOptionsEnvironmentVariable: FuseState.DISABLE,
    EnableNodeCliInspectArguments: FuseState.DISABLE,
    EnableEmbeddedAsarIntegrityValidation: FuseState.ENABLE,
    OnlyLoadAppFromAsar: FuseState.ENABLE,
    GrantFileProtocolExtraPrivileges: FuseState.DISABLE,
  } as const
  for (const [name, state] of Object.entries(expected)) {
    expect.soft(wire[FuseV1Options[name as keyof typeof expected]], name).toBe(state)
  }
})

test('it ships one database addon, the notices, and no file that others may write', () => {
  const files = fs.readdirSync(folder(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const addons = files.filter((entry) => entry.name.endsWith('.node')).map((entry) => entry.name)
  expect(addons).toEqual(['linux-x64.node'])
  expect(files.map((entry) => entry.name)).toContain('LICENSES.chromium.html')
  const writable = files.filter((entry) => (fs.statSync(path.join(entry.parentPath, entry.name)).mode & 0o022) !== 0)
  expect(writable.map((entry) => entry.name)).toEqual([])
})

test('a menu entry with its icon is installed', () => {
  const entry = fs.readFileSync('/usr/share/applications/as-ild-registry.desktop', 'utf8')
  expect(entry).toMatch(/^Name=AS-ILD Registry$/m)
  expect(entry).toMatch(/^Icon=as-ild-registry$/m)
  expect(spawnSync('dpkg', ['-L', 'as-ild-registry'], { encoding: 'utf8' }).stdout).toContain(
    'hicolor/512x512/apps/as-ild-registry.png',
  )
})

function namespace(pid: number | 'self', kind: 'user' | 'net'): string {
  return fs.readlinkSync(`/proc/${pid}/ns/${kind}`)
}
