/** De-identified data leave from the page: the report first, then a folder; and a draft as PDF holds nothing that was typed. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { Client } from '#shared/ipc/client.ts'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { enterMarkedCase, markedBirthDate, marker } from '#tests/support/marked-registry.ts'
import { launchDemo, type DemoApp } from './demo-app.ts'

let demo: DemoApp

test.beforeAll(async () => {
  demo = await launchDemo(12)
})
test.afterAll(async () => {
  await demo.close()
  fs.rmSync(demo.userData, { recursive: true, force: true })
})

/** The next save dialog answers with this path. */
async function saveTo(name: string): Promise<string> {
  const file = path.join(demo.userData, name)
  await demo.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  return file
}

test('the report is shown, its steps are taken, and a folder is written, by keyboard and without faults', async () => {
  const { window } = demo
  await demo.goTo('/registry')
  await window.getByRole('link', { name: 'Share de-identified' }).click()
  await expect(window.getByRole('heading', { name: 'Share de-identified data' })).toBeVisible()
  await expect(window.getByRole('button', { name: /^Write/ })).toBeHidden()
  await demo.tabTo(window.getByRole('button', { name: 'Show the report' }))
  await window.keyboard.press('Enter')
  // It goes through all cases: longer than a screen may take.
  await expect(window.getByText(/^\d+ of 12 cases leave/)).toBeVisible({ timeout: 20_000 })
  await window.getByText(/^Small classes/).click()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await demo.tabTo(window.getByRole('textbox', { name: 'Recipient' }))
  await window.keyboard.type('Lyon')
  const folder = await saveTo('shared')
  await demo.tabTo(window.getByRole('button', { name: /^Write/ }))
  await window.keyboard.press('Enter')
  await expect(window.getByText(`Written to ${folder}`, { exact: false })).toBeVisible({ timeout: 20_000 })
  await expect(window.getByRole('region', { name: 'Shared before' }).getByText('Lyon')).toBeVisible()
  expect(fs.readdirSync(folder)).toContain('codebook.csv')
  expect(fs.readFileSync(path.join(folder, 'case.csv'), 'utf8')).not.toContain('AS-0')
})

test('a draft as PDF holds nothing that was typed, and its pane says how many cases it looks like', async () => {
  const { window } = demo
  const { caseId } = await enterMarkedCase({ call: demo.ask } as unknown as Client)
  await demo.goTo(`/cases/${caseId}/documents?document=case-report`)
  await expect(window.getByText(/of the 13 cases in this registry share/)).toBeVisible()
  const file = await saveTo('draft.pdf')
  await demo.ask('documents.savePdf', { document: { kind: 'case-report', caseId, paper: 'A4' } })
  const told = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })
  expect(told).toContain('310 U/L')
  for (const text of [marker, markedBirthDate, '1951', '14 Jun']) expect(told).not.toContain(text)
})
