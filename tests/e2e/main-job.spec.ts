/** The main job as a person does it: make a registry, enter a case, see it on the chart, hand it over on paper. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { launchApp } from './launch-app.ts'

const passphrase = 'four words of mine'

/** The next save dialog answers with this file, as if the person had chosen it. */
async function nextSaveGoesTo(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
}

async function makeRegistry(window: Page, folder: string): Promise<void> {
  await window.getByText('New registry').click()
  await window.getByLabel('Name of the registry').fill('Bern ILD clinic')
  await window.getByLabel('Your name').fill('Dr. Zitronenfalter')
  await window.getByLabel('Folder').fill(folder)
  await window.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await window.getByLabel('Passphrase again').fill(passphrase)
  await window.getByRole('button', { name: 'Make the registry' }).click()
  await expect(window.getByRole('list', { name: 'Words of the recovery sheet' }).getByRole('listitem')).toHaveCount(24)
}

/** Adds one record in the record tab, by keyboard and labels. */
async function add(window: Page, form: string, fill: (page: Page) => Promise<void>): Promise<void> {
  await window.getByRole('navigation', { name: 'Forms' }).getByText(form, { exact: true }).click()
  await window.keyboard.press('a')
  await expect(window.getByRole('button', { name: /^Save (?!and|a copy)|^Choose the file/ })).toBeVisible()
  await fill(window)
  await window.keyboard.press('Control+Enter')
  await expect(window.getByRole('button', { name: /^Save (?!and|a copy)|^Choose the file/ })).toBeHidden()
}

async function choose(window: Page, label: string, typed: string): Promise<void> {
  const field = window
    .getByRole('combobox', { name: label })
    .or(window.getByRole('textbox', { name: label }))
    .first()
  await field.click()
  await field.fill(typed)
  await window.getByRole('option', { name: typed }).first().click()
}

test('a registry is made, a case entered, seen on the chart and printed; and it is all there after a restart', async () => {
  test.setTimeout(180_000)
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-e2e-place-'))
  const folder = path.join(place, 'bern.asild')
  const first = await launchApp()
  const { window } = first

  await makeRegistry(window, folder)
  const keep = path.join(place, 'sheet.pdf')
  await nextSaveGoesTo(first.app, keep)
  await window.getByRole('button', { name: /^Save as PDF/ }).click()
  await expect.poll(() => fs.existsSync(keep), { timeout: 30_000 }).toBe(true)
  await window.getByLabel('I have printed it or written it down').check()
  await window.getByRole('button', { name: 'Try the sheet' }).click()
  await window.getByRole('button', { name: 'Remind me later' }).click()

  await window.keyboard.press('n')
  await expect(window.getByLabel(/^Registry code/)).toHaveValue('AS-0001')
  await window.keyboard.press('Control+Enter')
  await expect(window.getByRole('navigation', { name: 'Forms' })).toBeVisible()

  await add(window, 'Pulmonary function tests', async (page) => {
    await page.getByLabel(/^Date/).first().fill('12.04.2021')
    await page.getByRole('textbox', { name: '% predicted' }).first().fill('61')
  })
  await add(window, 'Laboratory results', async (page) => {
    await choose(page, 'Test', 'CK')
    await page
      .getByLabel(/^Sample date/)
      .first()
      .fill('2021-04')
    await page.getByRole('textbox', { name: 'Value' }).first().fill('1240')
  })

  const letter = path.join(place, 'refusal of the insurer.txt')
  fs.writeFileSync(letter, 'Not yet.\n')
  await first.app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
  }, letter)
  await add(window, 'Attachments', (page) => page.getByRole('textbox', { name: 'Title' }).fill('Refusal'))
  await expect(window.getByRole('gridcell', { name: 'refusal of the insurer.txt' })).toBeVisible()
  const copy = path.join(place, 'copy.txt')
  await nextSaveGoesTo(first.app, copy)
  await window.keyboard.press('c')
  await expect.poll(() => fs.existsSync(copy) && fs.readFileSync(copy, 'utf8')).toBe('Not yet.\n')

  await window.keyboard.press('1')
  await expect(window.getByText('61 %').first()).toBeVisible()
  await expect(window.getByText(/1240 U\/L/).first()).toBeVisible()

  await window.keyboard.press('7')
  const pdf = path.join(place, 'summary.pdf')
  await nextSaveGoesTo(first.app, pdf)
  await window.getByRole('button', { name: 'Save as PDF', exact: true }).first().click()
  await expect.poll(() => fs.existsSync(pdf), { timeout: 30_000 }).toBe(true)
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
  for (const expected of ['AS-0001', 'Bern ILD clinic', '61', '1240']) expect(text).toContain(expected)
  expect(first.complaints).toEqual([])
  await first.close()

  const second = await launchApp(first.userData)
  await second.window.getByText('Bern ILD clinic').first().click()
  await second.window.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await second.window.keyboard.press('Enter')
  await expect(second.window.getByText('AS-0001').first()).toBeVisible()
  await second.close()
  expect(fs.readdirSync(folder).toSorted()).toEqual(['README.txt', 'in-use.lock', 'keys.json', 'registry.db'])
  for (const made of [place, first.userData]) fs.rmSync(made, { recursive: true, force: true })
})
