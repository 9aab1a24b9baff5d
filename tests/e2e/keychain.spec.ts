/** Unlocking on this computer over a real Secret Service, that of GNOME, on a message bus of the test's own. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { canHaveBus, privateBus } from '../support/private-bus.ts'
import { ask } from './ask.ts'
import { launchApp } from './launch-app.ts'
import { passphrase, prepareRegistry, unlock } from './prepared-registry.ts'

/** Debian has it in `gnome-keyring`; Chromium finds it by `libsecret-1-0`. */
const hasKeyring = spawnSync('which', ['gnome-keyring-daemon'], { stdio: 'ignore' }).status === 0

let place: string
test.beforeEach(() => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-keys-'))
})
test.afterEach(() => fs.rmSync(place, { recursive: true, force: true, maxRetries: 5 }))

/** A keyring with a password of its own, unlocked, as after a login. */
async function keyring(environment: Readonly<Record<string, string>>) {
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  daemon.stdin.end('of the login')
  const ended = once(daemon, 'exit')
  return async () => {
    daemon.kill()
    await ended
  }
}

test('the keychain of the computer opens the registry after a restart; without it the passphrase does', async () => {
  test.skip(!canHaveBus || !hasKeyring, 'it takes dbus-daemon and gnome-keyring, and so Linux')
  test.setTimeout(180_000)
  const folder = path.join(place, 'clinic.asild')
  prepareRegistry(folder, [['cases.create', { values: { code: 'AS-0001' } }]])
  const bus = await privateBus(place)
  const environment = {
    HOME: place,
    XDG_DATA_HOME: place,
    XDG_RUNTIME_DIR: place,
    XDG_CURRENT_DESKTOP: 'GNOME',
    DBUS_SESSION_BUS_ADDRESS: bus.address,
  }
  const endKeyring = await keyring(environment)
  const profile = path.join(place, 'profile')

  const first = await launchApp(profile, environment)
  await unlock(first.window, folder)
  await expect(first.window.getByRole('grid')).toBeVisible()
  expect(await ask(first.window, 'keychain.offer')).toEqual({ isOffered: true })
  await ask(first.window, 'keychain.remember', { passphrase })
  await first.close()
  const kept = fs.readdirSync(profile).filter((name) => name.startsWith('keychain'))
  expect(kept).toHaveLength(1)
  expect(fs.readFileSync(path.join(profile, kept[0]!), 'utf8')).not.toContain(passphrase)

  const second = await launchApp(profile, environment)
  await expect(second.window.locator('main')).not.toBeEmpty()
  expect(await ask(second.window, 'keychain.open', { folder })).toMatchObject({ state: 'open' })
  await second.close()

  await endKeyring()
  const third = await launchApp(profile, environment)
  await expect(third.window.locator('main')).not.toBeEmpty()
  await expect(ask(third.window, 'keychain.open', { folder })).rejects.toThrow(/Type the passphrase/)
  await unlock(third.window, folder)
  await expect(third.window.getByRole('grid')).toBeVisible()
  await third.close()
  await bus.stop()
})
