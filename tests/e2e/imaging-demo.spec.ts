/** The demo's phantom as a clinician meets it: the figure, two dates side by side, cut otherwise, and what erasing asks. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { ask } from './ask.ts'
import { launchApp } from './launch-app.ts'

test('the demo shows a phantom at two dates, side by side, cut coronally, and erases images only when told why', async () => {
  test.setTimeout(240_000)
  const { window, userData, complaints, close } = await launchApp()
  await expect(window.locator('main')).not.toBeEmpty()
  const folder = path.join(userData, 'Demo.asild')
  await ask(window, 'registry.createDemo', { folder, cases: 1, images: true })
  await ask(window, 'registry.open', { folder, passphrase: 'demo' })
  await window.reload()
  await expect(window.getByRole('grid')).toBeVisible()
  const { case: shown } = await ask<{ case: { id: string } }>(window, 'cases.get', { code: 'AS-0001' })

  await window.goto(`app://local/#/cases/${shown.id}/imaging`)
  await expect(window.getByText('Illustrative: these are not images of the patient.')).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])

  await window.getByRole('button', { name: 'Compare Feb 2021 with Mar 2022' }).click()
  await expect(window.locator('.ct-pane[data-shown]')).toHaveCount(2, { timeout: 60_000 })
  await expect(window.getByText('linked, right +11.0 mm')).toBeVisible()
  await window.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(window.locator('.ct-crop')).toHaveCount(2, { timeout: 60_000 })
  // With the crop, Shift and arrows move the picture of one side under it.
  await window.locator('[role="application"]').nth(1).focus()
  await window.keyboard.press('r')
  await window.keyboard.press('Shift+ArrowRight')
  await expect(window.locator('.ct-said')).toHaveText(
    'On the right the patient lies 7.0 mm farther to the left and 4.0 mm farther to the front',
  )
  await window.keyboard.press('c')
  await expect(window.locator('.ct-status')).toContainText('Cut', { timeout: 60_000 })
  await expect(window.locator('.ct-pane[data-shown]')).toHaveCount(2, { timeout: 60_000 })
  await expect(window.locator('.ct-status')).toContainText('linked, right −4.0 mm')
  expect(await faultsInBothSchemes(window)).toEqual([])

  const { records } = await ask<{ records: { image_series: { id: string }[] } }>(window, 'cases.get', {
    caseId: shown.id,
  })
  const [first] = records.image_series
  await window.goto(`app://local/#/cases/${shown.id}/imaging?series=${first!.id}`)
  await window.getByRole('button', { name: /^Void Synthetic phantom/ }).click()
  await window.getByRole('textbox', { name: 'Reason' }).fill('A trial')
  await window.keyboard.press('Enter')
  await window.getByText('Voided: 1 series').click()
  await window.getByRole('button', { name: /^Erase images of Synthetic phantom/ }).click()
  await expect(window.getByText('can’t be undone', { exact: false })).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await window.getByRole('textbox', { name: 'Reason' }).fill('A trial')
  await window.getByRole('button', { name: 'Erase 72 images' }).click()
  await expect(window.getByText(/images erased on/)).toBeVisible()
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
