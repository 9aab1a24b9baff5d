/** A damaged registry: the page that says so, what can be read, and a new registry of it. By keyboard alone. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchApp } from './launch-app.ts'
import { tabTo } from './new-registry.ts'
import { prepareRegistry, unlock } from './prepared-registry.ts'

const cases = Array.from({ length: 3 }, (_, index) => `AS-000${index + 1}`)

function damageLastPage(folder: string): void {
  const file = path.join(folder, 'registry.db')
  const handle = fs.openSync(file, 'r+')
  fs.writeSync(handle, Buffer.alloc(200, 0x5a), 0, 200, fs.statSync(file).size - 3000)
  fs.closeSync(handle)
}

test('a damaged registry says so, and what can be read of it becomes a new one that opens', async () => {
  test.setTimeout(120_000)
  const { window, userData, complaints, close } = await launchApp()
  const { keyboard } = window
  const folder = path.join(userData, 'clinic.asild')
  prepareRegistry(
    folder,
    cases.map((code) => ['cases.create', { values: { code, sex: 'female' } }] as const),
  )
  damageLastPage(folder)
  const damaged = fs.readFileSync(path.join(folder, 'registry.db'))
  await unlock(window, folder)
  await expect(window.getByRole('heading', { name: 'This registry file is damaged' })).toBeVisible()

  await tabTo(window, window.getByRole('button', { name: 'Salvage what can be read…' }))
  await keyboard.press('Enter')
  const into = window.getByLabel('Folder of the new registry')
  await expect(into).toBeFocused()
  await expect(into).toHaveValue(path.join(userData, 'clinic salvaged.asild'))
  expect(await faultsInBothSchemes(window)).toEqual([])
  await tabTo(window, window.getByLabel('Passphrase of the damaged registry'))
  await keyboard.type('four words of mine')
  await keyboard.press('Enter')
  await expect(
    window
      .getByText('Every record that the audit chain knows of was salvaged', { exact: false })
      .or(window.getByText('part of the audit chain is lost', { exact: false })),
  ).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await tabTo(window, window.getByRole('button', { name: 'Open the new registry' }))
  await keyboard.press('Enter')
  await expect(window.getByRole('form', { name: 'Open clinic salvaged' })).toBeVisible()
  await unlock(window, path.join(userData, 'clinic salvaged.asild'))
  for (const code of cases) await expect(window.getByRole('row', { name: new RegExp(code) })).toBeVisible()
  expect(fs.readFileSync(path.join(folder, 'registry.db')).equals(damaged)).toBe(true)

  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
