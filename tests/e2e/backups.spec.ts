/** A backup is made, seen, restored and made again at the end, in the app itself. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsOf } from '#tests/support/accessibility-faults.ts'
import { ask } from './ask.ts'
import { launchApp } from './launch-app.ts'
import { tabTo } from './new-registry.ts'
import { goTo, prepareRegistry, unlock } from './prepared-registry.ts'

const inFolder = (folder: string): string[] => fs.readdirSync(folder).toSorted()

test('a backup is made by keyboard, shown by the light, restored with what was there kept, and made again when the app ends', async () => {
  test.setTimeout(120_000)
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-backups-'))
  const folder = path.join(place, 'Bern.asild')
  const into = path.join(place, 'drive')
  fs.mkdirSync(into)
  prepareRegistry(folder, [['cases.create', { values: { code: 'AS-0001', status: 'active' } }]])
  const { window, userData, complaints, close } = await launchApp()
  await unlock(window, folder)
  await expect(window.getByRole('row', { name: /AS-0001/ })).toBeVisible()
  await tabTo(window, window.getByRole('link', { name: 'Registry health: look at this' }))
  await window.keyboard.press('Enter')
  await expect(window.getByText('No backup folder is set.', { exact: false })).toBeVisible()

  await ask(window, 'backups.saveSettings', { folders: [into] })
  await window.reload()
  const backUp = window.getByRole('button', { name: 'Back up now' })
  await tabTo(window, backUp)
  await window.keyboard.press('Enter')
  await expect(window.getByRole('cell', { name: 'Verified' })).toBeVisible()
  await expect(window.getByText('Backups lie on the same disk', { exact: false })).toBeVisible()
  expect(inFolder(into)).toEqual([expect.stringMatching(/^Bern .*\.asild-backup$/)])
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await shoot(window, `health-${colorScheme}`)
    expect(await faultsOf(window)).toEqual([])
  }

  await ask(window, 'cases.create', { values: { code: 'AS-0002', status: 'active' } })
  await tabTo(window, window.getByRole('button', { name: /^Restore the backup/ }))
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog')).toBeVisible()
  await expect(window.getByText('1 change made since would be lost.')).toBeVisible()
  await shoot(window, 'restore-dark')
  expect(await faultsOf(window)).toEqual([])
  await tabTo(window, window.getByRole('button', { name: 'Restore this backup' }))
  await window.keyboard.press('Enter')

  await expect(window.getByText('Restored. What was there is kept', { exact: false })).toBeVisible()
  await unlock(window, folder)
  await expect(window.getByText('1 case', { exact: true })).toBeVisible()
  expect(inFolder(place)).toEqual([expect.stringMatching(/^Bern before restore .*\.asild$/), 'Bern.asild', 'drive'])

  await ask(window, 'cases.create', { values: { code: 'AS-0003', status: 'active' } })
  await goTo(window, '/registry')
  await expect(window.getByText('Last backup')).toBeVisible()
  expect(complaints).toEqual([])
  await close()
  expect(inFolder(into)).toHaveLength(2)
  for (const one of [place, userData]) fs.rmSync(one, { recursive: true, force: true })
})

async function shoot(window: import('@playwright/test').Page, name: string): Promise<void> {
  if (process.env['SHOTS']) await window.screenshot({ path: path.join(process.env['SHOTS'], `${name}.png`) })
}
