/** A site adds a measure and an item, uses them, and finds them everywhere: by keyboard alone. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchApp } from './launch-app.ts'
import { command, openNewRegistry, passphrase, tabTo, typeInto } from './new-registry.ts'

const root = path.resolve(import.meta.dirname, '../..')

async function choose(window: Page, name: string, typed: string): Promise<void> {
  await typeInto(window, window.getByRole('combobox', { name }), typed)
  await expect(window.getByRole('option').first()).toBeVisible()
  await window.keyboard.press('Enter')
}

async function save(window: Page, name: string): Promise<void> {
  await window.keyboard.press('Control+Enter')
  await expect(window.getByRole('button', { name: /^Save (?!and)/ })).toBeHidden()
  await expect(window.getByText(`Saved: ${name}`)).toBeVisible()
}

test('a measure and an item of one’s own are defined, used, seen on chart and table, changed and retired', async () => {
  test.setTimeout(180_000)
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-e2e-place-'))
  const { window, userData, complaints, close } = await launchApp()
  const faults: Record<string, readonly string[]> = {}
  const look = async (screen: string) => {
    faults[screen] = await faultsInBothSchemes(window)
  }
  await openNewRegistry(window, path.join(place, 'bern.asild'))

  await command(window, 'Items and measures')
  await expect(window.getByText('This registry asks what every registry asks.')).toBeVisible()
  await look('no items yet')
  await window.keyboard.press('a')
  await expect(window.getByRole('combobox', { name: 'Belongs to' })).toBeFocused()
  await choose(window, 'Belongs to', 'Laboratory cat')
  await typeInto(window, window.getByLabel('Label', { exact: true }), 'CK')
  await window.keyboard.press('Control+Enter')
  await expect(window.getByText('The laboratory catalog has “CK” already.')).toBeVisible()
  await expect(window.getByText('Give the unit that it is reported in', { exact: false })).toBeVisible()
  await look('an item with problems')
  await typeInto(window, window.getByLabel('Label', { exact: true }), 'Interleukin 6')
  await typeInto(window, window.getByLabel('Units, with commas between'), 'pg/mL, ng/L')
  await typeInto(window, window.getByLabel('Usual, to'), '100')
  await tabTo(window, window.getByLabel('Show on the chart'))
  await window.keyboard.press('Space')
  await save(window, 'Interleukin 6')

  await window.keyboard.press('a')
  await choose(window, 'Belongs to', 'Visits')
  await typeInto(window, window.getByLabel('Label', { exact: true }), 'Grip, left')
  await choose(window, 'Kind of answer', 'Number, in')
  await typeInto(window, window.getByLabel('Units, with commas between'), 'kg, lb')
  await typeInto(window, window.getByLabel('Possible, from'), '0')
  await typeInto(window, window.getByLabel('Possible, to'), '120')
  await tabTo(window, window.getByLabel('Show on the chart'))
  await window.keyboard.press('Space')
  // The preview judges what is typed into it.
  await typeInto(window, window.getByRole('textbox', { name: 'Grip, left' }), '130')
  await expect(window.getByText('Grip, left must be between 0 and 120 kg; 130 kg was given.')).toBeVisible()
  await save(window, 'Grip, left')
  await expect(window.getByRole('navigation', { name: 'Items and measures' }).getByRole('button')).toHaveCount(2)
  await look('items and measures')

  await command(window, 'AS-0001')
  await expect(window.getByRole('navigation', { name: 'Parts of the case' })).toBeVisible()
  await command(window, 'Add visit')
  await typeInto(window, window.getByRole('textbox', { name: /^Date/ }).first(), '5.1.2026')
  await tabTo(
    window,
    window.getByRole('radio', { name: /Follow-up/ }).or(window.getByRole('combobox', { name: 'Kind' })),
  )
  await window.keyboard.press('2')
  await typeInto(window, window.getByRole('textbox', { name: 'Grip, left' }), '32')
  await look('form with an item')
  await window.keyboard.press('Control+Enter')
  await expect(window.getByRole('columnheader', { name: 'Grip, left' })).toBeVisible()
  await expect(window.getByRole('gridcell', { name: '32 kg' })).toBeVisible()

  await command(window, 'Add laboratory result')
  await choose(window, 'Test', 'Interleukin')
  await typeInto(window, window.getByRole('textbox', { name: /^Sample date/ }), '6.1.2026')
  await typeInto(window, window.getByRole('textbox', { name: 'Value' }), '<1,5')
  await window.keyboard.press('Control+Enter')
  await expect(window.getByRole('gridcell', { name: '<1.5 pg/mL' })).toBeVisible()

  await window.keyboard.press('1')
  for (const lane of ['Grip, left', 'Interleukin 6'])
    await expect(window.getByText(lane, { exact: true }).filter({ visible: true }).first()).toBeVisible()
  await expect(window.getByText('32 kg').first()).toBeVisible()
  await expect(window.getByText('<1.5 pg/mL').first()).toBeVisible()
  await look('chart with own lanes')

  await window.keyboard.press('2')
  await window.goto(window.url().replace(/\?.*$/, '?form=visit'))
  await tabTo(window, window.getByRole('row', { name: /32 kg/ }))
  await window.keyboard.press('Enter')
  await typeInto(window, window.getByRole('textbox', { name: 'Grip, left' }), '36')
  await window.keyboard.press('Control+Enter')
  await expect(window.getByRole('gridcell', { name: '36 kg' })).toBeVisible()
  await window.keyboard.press('h')
  const history = window.getByRole('dialog', { name: /^History/ })
  await expect(history).toContainText(/Grip, left\s*32\s*→.*36 kg/)
  await window.keyboard.press('Escape')

  await command(window, 'Items and measures')
  const list = window.getByRole('navigation', { name: 'Items and measures' })
  await tabTo(window, list.getByRole('button', { name: /^Interleukin 6/ }))
  await window.keyboard.press('ArrowDown')
  await expect(window.getByRole('heading', { name: 'Grip, left' })).toBeVisible()
  await expect(window.getByText('Records with a value')).toBeVisible()
  await tabTo(window, window.getByRole('button', { name: 'Retire…' }))
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog')).toBeVisible()
  await look('retiring')
  await window.keyboard.press('Enter')
  await expect(window.getByText('Retired: it is not asked any more.', { exact: false })).toBeVisible()
  await command(window, 'AS-0001')
  await command(window, 'Add visit')
  await expect(window.getByRole('textbox', { name: /^Date/ }).first()).toBeFocused()
  await expect(window.getByRole('textbox', { name: 'Grip, left' })).toBeHidden()

  expect(Object.fromEntries(Object.entries(faults).filter(([, found]) => found.length > 0))).toEqual({})
  expect(complaints).toEqual([])
  await close()

  // A figure is drawn by a page of its own, which reads the site's items as well.
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
  const words = [path.join(root, 'main/cli.ts'), 'figure', 'bern.asild', 'AS-0001', '--out', 'chart.svg']
  const drawn = spawnSync(path.join(root, 'node_modules/.bin/node'), words, {
    cwd: place,
    env: { ...env, AS_ILD_PASSPHRASE: passphrase },
    encoding: 'utf8',
  })
  expect([drawn.stderr, drawn.status]).toEqual(['', 0])
  const svg = fs.readFileSync(path.join(place, 'chart.svg'), 'utf8')
  for (const text of ['Grip, left', 'Interleukin 6', '36']) expect(svg).toContain(`>${text}<`)
  for (const made of [place, userData]) fs.rmSync(made, { recursive: true, force: true })
})
