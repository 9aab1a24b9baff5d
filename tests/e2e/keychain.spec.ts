/**
 * Unlocking on this computer over a real Secret Service, that of GNOME, on a message bus of the test's own. Started without
 * Playwright, which makes Chromium keep its secrets in the open.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { electronCommand } from '#main/tooling/electron-command.ts'
import { startProgram } from '../bench/started-program.ts'
import { canHaveBus, privateBus } from '../support/private-bus.ts'
import { passphrase, prepareRegistry } from './prepared-registry.ts'

/** Debian has it in `gnome-keyring`; Chromium reaches it by `libsecret-1-0`. */
const hasKeyring = spawnSync('which', ['gnome-keyring-daemon'], { stdio: 'ignore' }).status === 0
const answerLimitMs = 20_000

type Environment = Readonly<Record<string, string>>
type Ask = (name: string, input?: object) => Promise<Readonly<Record<string, unknown>>>

let place: string
test.beforeEach(() => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-keys-'))
})
test.afterEach(() => fs.rmSync(place, { recursive: true, force: true, maxRetries: 5 }))

/** A keyring, unlocked as after a login. */
async function keyring(environment: Environment): Promise<() => Promise<void>> {
  const env = { ...process.env, ...environment }
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  daemon.stdin.end('of the login')
  const ended = once(daemon, 'exit')
  const isThere = [
    'call',
    '--session',
    '-d',
    'org.freedesktop.DBus',
    '-o',
    '/',
    '-m',
    'org.freedesktop.DBus.NameHasOwner',
  ]
  for (let tried = 0; tried < 100; tried++) {
    const { stdout } = spawnSync('gdbus', [...isThere, 'org.freedesktop.secrets'], { env, encoding: 'utf8' })
    if (stdout.includes('true')) break
    await wait(100)
  }
  return async () => {
    daemon.kill()
    await ended
  }
}

/** Starts the program as a person's computer does, and asks over the page's own bridge. */
async function withProgram<T>(profile: string, environment: Environment, use: (ask: Ask) => Promise<T>): Promise<T> {
  const { command, args, env } = await electronCommand([])
  const electron = { command, args, env: { ...env, ...environment } }
  const { page, close } = await startProgram({ electron, program: 'app', profile })
  let id = 1_000_000
  try {
    return await use(async (name, input = {}) => {
      id += 1
      const reply = page.run(
        ([number, operation, json]) =>
          (globalThis as unknown as { bridge: { call(...words: unknown[]): unknown } }).bridge.call(
            number,
            operation,
            json,
          ),
        [id, name, JSON.stringify(input)] as const,
      ) as Promise<{ ok: boolean; value: string; error: { kind: string } }>
      const { ok, value, error } = await Promise.race([
        reply,
        wait(answerLimitMs).then(() => Promise.reject(new Error(`no answer to ${name}`))),
      ])
      return ok ? (JSON.parse(value) as Readonly<Record<string, unknown>>) : { refused: error.kind }
    })
  } finally {
    await close()
  }
}

test('the keychain of the computer opens the registry after a restart; with another keychain the passphrase does', async () => {
  test.skip(!canHaveBus || !hasKeyring, 'it takes dbus-daemon and gnome-keyring, and so Linux')
  test.setTimeout(180_000)
  const folder = path.join(place, 'clinic.asild')
  prepareRegistry(folder, [['cases.create', { values: { code: 'AS-0001' } }]])
  const bus = await privateBus(place)
  const profile = path.join(place, 'profile')
  const loginOf = (name: string): Environment => {
    const home = path.join(place, name)
    fs.mkdirSync(home, { mode: 0o700 })
    return {
      HOME: home,
      XDG_DATA_HOME: home,
      XDG_RUNTIME_DIR: home,
      XDG_CURRENT_DESKTOP: 'GNOME',
      DBUS_SESSION_BUS_ADDRESS: bus.address,
    }
  }

  const own = loginOf('own')
  const endOwn = await keyring(own)
  await withProgram(profile, own, async (ask) => {
    expect(await ask('keychain.offer')).toEqual({ isOffered: true })
    expect(await ask('registry.open', { folder, passphrase })).toMatchObject({ state: 'open' })
    expect(await ask('keychain.remember', { passphrase })).toEqual({})
  })
  const kept = fs.readdirSync(profile).filter((name) => name.startsWith('keychain'))
  expect(kept).toHaveLength(1)
  expect(fs.readFileSync(path.join(profile, kept[0]!), 'utf8')).not.toContain(passphrase)
  await withProgram(profile, own, async (ask) => {
    expect(await ask('keychain.open', { folder })).toMatchObject({ state: 'open' })
    expect(await ask('cases.get', { code: 'AS-0001' })).toMatchObject({ case: { code: 'AS-0001' } })
  })
  await endOwn()

  const other = loginOf('other')
  const endOther = await keyring(other)
  await withProgram(profile, other, async (ask) => {
    expect(await ask('keychain.open', { folder })).toEqual({ refused: 'wrong-key' })
    expect(await ask('registry.open', { folder, passphrase })).toMatchObject({ state: 'open' })
  })
  await endOther()
  await bus.stop()
})
