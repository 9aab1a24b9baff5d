/** The worst day, by keyboard: the key is changed, the new sheet is tried; then the passphrase is lost, and the sheet makes a new one. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { ask } from './ask.ts'
import { launchApp } from './launch-app.ts'
import { command, openNewRegistry, passphrase, typeInto } from './new-registry.ts'

test('the key is changed, its sheet tried, and the sheet alone opens the registry and sets a passphrase', async () => {
  test.setTimeout(180_000)
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-e2e-recovery-'))
  const folder = path.join(place, 'bern.asild')
  const { window, userData, complaints, close } = await launchApp()
  const faults: Record<string, string[]> = {}
  await openNewRegistry(window, folder)
  const before = await ask<{ keyHex: string }>(window, 'registry.recoverySheet')

  await command(window, 'Change the key')
  await expect(window.getByRole('form', { name: 'Change the key' })).toBeVisible()
  faults['before'] = await faultsInBothSchemes(window)
  await typeInto(window, window.getByLabel('Your passphrase'), passphrase)
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'The key was changed' })).toBeVisible({ timeout: 30_000 })
  const { words, keyHex } = await ask<{ words: string[]; keyHex: string }>(window, 'registry.recoverySheet')
  expect(keyHex).not.toBe(before.keyHex)
  for (const field of await window.getByRole('textbox', { name: /^Word / }).all()) {
    const number = Number((await field.evaluate((input: HTMLInputElement) => input.labels![0]!.textContent)).slice(5))
    await typeInto(window, field, words[number - 1]!)
  }
  faults['changed'] = await faultsInBothSchemes(window)
  await window.keyboard.press('Enter')
  await expect(window.getByText('It can go to its safe place')).toBeVisible()

  await ask(window, 'registry.close')
  fs.rmSync(path.join(folder, 'keys.json'))
  await window.goto(`app://local/#/open?folder=${encodeURIComponent(JSON.stringify(folder))}`)
  await window.reload()
  await window.getByRole('button', { name: 'Use the recovery sheet' }).press('Enter')
  await expect(window.getByLabel('Words of the recovery sheet')).toBeFocused()
  await window.keyboard.insertText(words.join('\n'))
  await expect(window.getByText('24 of 24 words')).toBeVisible()
  faults['words'] = await faultsInBothSchemes(window)
  await window.keyboard.press('Enter')
  await expect(window.getByLabel('Your name')).toBeFocused({ timeout: 30_000 })
  await window.keyboard.type('Dr. Zitronenfalter')
  await typeInto(window, window.getByLabel('New passphrase', { exact: true }), 'eleven quiet herons')
  await typeInto(window, window.getByLabel('New passphrase again'), 'eleven quiet herons')
  faults['passphrase'] = await faultsInBothSchemes(window)
  await window.keyboard.press('Enter')
  await expect(window.getByRole('row', { name: /AS-0001/ })).toBeVisible({ timeout: 30_000 })

  await ask(window, 'registry.open', { folder, passphrase: 'eleven quiet herons' })
  expect(await ask(window, 'registry.verify')).toMatchObject({ ok: true })
  expect(Object.fromEntries(Object.entries(faults).filter(([, found]) => found.length > 0))).toEqual({})
  expect(complaints).toEqual([])
  await close()
  for (const each of [place, userData]) fs.rmSync(each, { recursive: true, force: true, maxRetries: 5 })
})
