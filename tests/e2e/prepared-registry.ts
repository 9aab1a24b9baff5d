/** Registries made before the app is started, with so cheap a key that unlocking costs no time, and the way into them. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

export const passphrase = 'four words of mine'
const user = 'Dr. Zitronenfalter'
const root = path.resolve(import.meta.dirname, '../..')

/**
 * Makes a registry in a folder that does not exist yet and fills it over the contract. An input may name an earlier
 * answer: `$0.id`.
 * @returns the answers, in order
 */
export function prepareRegistry(
  folder: string,
  calls: readonly (readonly [name: string, input: object])[],
): readonly Readonly<Record<string, string>>[] {
  const script = path.join(root, 'tests/support/prepare-registry.ts')
  const node = path.join(root, 'node_modules/.bin/node')
  return JSON.parse(execFileSync(node, [script, folder, user, passphrase, JSON.stringify(calls)], { encoding: 'utf8' }))
}

/** Unlocks by keyboard on the first screen, and goes on at an address of the registry. */
export async function unlock(window: Page, folder: string, back = '/cases'): Promise<void> {
  await window.evaluate((address) => void (location.hash = address), `/open?${query({ folder, back })}`)
  await typePassphrase(window)
}

/** On the lock screen, where the keyboard is in the field already. */
export async function typePassphrase(window: Page): Promise<void> {
  const field = window.getByLabel('Passphrase', { exact: true })
  await expect(field).toBeFocused()
  await window.keyboard.type(passphrase)
  await window.keyboard.press('Enter')
  await expect(field).toBeHidden()
}

/** Goes to an address of the app. */
export async function goTo(window: Page, address: string): Promise<void> {
  await window.evaluate((to) => void (location.hash = to), address)
}

const query = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
