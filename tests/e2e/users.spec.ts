/** A second user is added, comes in with a passphrase of their own, and finds only what their rights allow. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { ask } from './ask.ts'
import { launchApp } from './launch-app.ts'
import { command, openNewRegistry, passphrase } from './new-registry.ts'

const readersPassphrase = 'violet kettle under glacier 41'

test('a reader is added, unlocks, and is offered nothing that changes the registry or leaves it', async () => {
  test.setTimeout(180_000)
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-e2e-place-'))
  const folder = path.join(place, 'bern.asild')
  const { window, userData, complaints, close } = await launchApp()
  const faults: Record<string, readonly string[]> = {}
  const look = async (screen: string) => {
    faults[screen] = await faultsInBothSchemes(window)
  }
  await openNewRegistry(window, folder)

  await command(window, 'Registry users')
  await expect(window.getByRole('rowheader', { name: 'Dr. Zitronenfalter (you)' })).toBeVisible()
  await window.getByRole('button', { name: 'Add a user…' }).click()
  await window.getByLabel('Name', { exact: true }).fill('Rea')
  await window.getByLabel(/^Reader/).check()
  await window.getByLabel('First passphrase', { exact: true }).fill('password1234')
  await expect(window.getByText('Too easy', { exact: false })).toBeVisible()
  await look('adding a user')
  for (const label of ['First passphrase', 'First passphrase again'])
    await window.getByLabel(label, { exact: true }).fill(readersPassphrase)
  await expect(window.getByText('Good: an attacker', { exact: false })).toBeVisible()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('row', { name: /^Rea Reader/ })).toBeVisible()
  await look('users')

  await window.getByRole('button', { name: 'Close Bern ILD clinic' }).click()
  await expect(window.getByLabel('User', { exact: true })).toHaveValue('Dr. Zitronenfalter')
  await window.getByLabel('User', { exact: true }).selectOption('Rea')
  await window.getByLabel('Passphrase', { exact: true }).fill(readersPassphrase)
  await window.keyboard.press('Enter')
  // Back where the registry was closed, which is not for readers.
  await expect(window.getByText(/Only an administrator/)).toBeVisible()
  await window.getByRole('link', { name: 'Cases' }).click()
  await expect(window.getByRole('row', { name: /AS-0001/ })).toBeVisible()
  await expect(window.getByRole('button', { name: /New case|Documents|Undo/ })).toHaveCount(0)
  const refused = await window.evaluate(
    (input) =>
      (
        globalThis as unknown as { bridge: { call(id: number, name: string, input: string): Promise<object> } }
      ).bridge.call(2_000_000, 'documents.savePdf', input),
    JSON.stringify({ document: { kind: 'codebook', paper: 'A4' } }),
  )
  expect(refused, 'the shell asks the session, not the page').toMatchObject({ ok: false, error: { kind: 'forbidden' } })
  await window.goto('app://local/#/settings')
  await expect(window.getByRole('heading', { name: 'Your passphrase' })).toBeVisible()
  await look('settings of a reader')

  await window.getByRole('button', { name: 'Close Bern ILD clinic' }).click()
  await window.getByRole('link', { name: 'Open' }).click()
  await expect(window.getByLabel('User', { exact: true })).toHaveValue('Rea')
  const guess = () => ask(window, 'registry.open', { folder, user: 'Rea', passphrase }).catch(() => {})
  for (let time = 0; time < 4; time++) await guess()
  // Each further one makes the wait twice as long, until it outlasts the loading of the page on the slowest machine.
  await expect(async () => {
    await guess()
    await window.reload()
    await expect(window.getByRole('timer')).toContainText('The next passphrase can be tried in', { timeout: 2000 })
  }).toPass()

  expect(Object.fromEntries(Object.entries(faults).filter(([, found]) => found.length > 0))).toEqual({})
  expect(complaints).toEqual([])
  await close()
  for (const made of [place, userData]) fs.rmSync(made, { recursive: true, force: true })
})
