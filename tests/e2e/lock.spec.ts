/** The lock hides and never discards: page, process and key are gone; what was typed, and the place, are back after it. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { processTree } from '../bench/process-tree.ts'
import { faultsInBothSchemes } from '../support/accessibility-faults.ts'
import { countInMemory } from '../support/process-memory.ts'
import { launchApp } from './launch-app.ts'
import type { LaunchedApp } from './launch-app.ts'
import { goTo, prepareRegistry, typePassphrase, unlock } from './prepared-registry.ts'

/** Stands nowhere in the program, and is not put together from its parts. */
const markedName = 'Quuxwortlinger'

let place: string
test.beforeEach(() => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-lock-'))
})
test.afterEach(() => fs.rmSync(place, { recursive: true, force: true, maxRetries: 5 }))

const field = (window: Page, name: string) => window.getByRole('textbox', { name, exact: true })
const passphraseField = (window: Page) => window.getByLabel('Passphrase', { exact: true })

const pageProcess = ({ app }: LaunchedApp): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId())

const runs = (pid: number): boolean => fs.existsSync(`/proc/${pid}`)

test('locking ends the process of the page; nothing of the patient is left, and the same screen is back after the passphrase', async () => {
  test.setTimeout(120_000)
  const folder = path.join(place, 'clinic.asild')
  const [made] = prepareRegistry(folder, [
    ['cases.create', { values: { code: 'AS-0001', status: 'active' } }],
    ['records.add', { form: 'note', caseId: '$0.id', values: { title: markedName, text: 'x' } }],
  ])
  const launched = await launchApp(path.join(place, 'profile'))
  const { app, window, complaints, close } = launched
  const list = `/cases/${made!['id']!}/record?form=note`
  await unlock(window, folder, list)
  await expect(window.getByText(markedName).first()).toBeVisible()
  const before = await pageProcess(launched)
  expect(countInMemory(before, markedName)).toBeGreaterThan(0)

  await window.keyboard.press('Control+l')
  await expect(window.getByText('Locked by hand.')).toBeVisible()
  await expect(passphraseField(window)).toBeFocused()
  await expect(window.getByRole('heading', { name: 'clinic' })).toBeVisible()
  await expect.poll(() => runs(before)).toBe(false)
  const found = processTree(app.process().pid!).map(({ pid }) => [pid, countInMemory(pid, markedName)])
  console.log(found, await pageProcess(launched), before, await window.title())
  expect(await faultsInBothSchemes(window)).toEqual([])
  await typePassphrase(window)
  await expect(window.getByText(markedName).first()).toBeVisible()
  expect(complaints).toEqual([])
  await close()
})
