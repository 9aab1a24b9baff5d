/** A registry with one case, made over the page's own bridge, and how a person gets about in it by keyboard. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { ask } from './ask.ts'

export const passphrase = 'four words of mine'

/** Makes a registry in a folder that doesn't exist yet, with the case AS-0001, and shows its cases. */
export async function openNewRegistry(window: Page, folder: string): Promise<void> {
  await window.getByRole('button', { name: 'Demo' }).waitFor()
  await ask(window, 'registry.create', { folder, name: 'Bern ILD clinic', user: 'Dr. Zitronenfalter', passphrase })
  await ask(window, 'cases.create', { values: { code: 'AS-0001', status: 'active' } })
  await window.goto('app://local/#/cases')
  await window.reload()
  await expect(window.getByRole('row', { name: /AS-0001/ })).toBeVisible()
}

/** Presses Tab until the keyboard is there. */
export async function tabTo(window: Page, target: Locator): Promise<void> {
  const isThere = () => target.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 80 && !(await isThere()); presses += 1) await window.keyboard.press('Tab')
  await expect(target).toBeFocused()
}

/** Goes to a field by Tab, and types over what stands in it. */
export async function typeInto(window: Page, field: Locator, text: string): Promise<void> {
  await tabTo(window, field)
  await window.keyboard.press('Control+a')
  await window.keyboard.type(text)
}

/** Finds a command by its words in the palette, and does it. */
export async function command(window: Page, words: string): Promise<void> {
  await window.keyboard.press('Control+k')
  await expect(window.getByRole('combobox', { name: 'Command or case' })).toBeFocused()
  await window.keyboard.type(words)
  const palette = window.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('option', { selected: true })).toContainText(new RegExp(words, 'i'))
  await window.keyboard.press('Enter')
  await expect(window.getByRole('combobox', { name: 'Command or case' })).toBeHidden()
}
