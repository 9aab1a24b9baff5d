/**
 * Pictures of the app with the demo registry, light and dark, 1280 × 800.
 * npm run screenshots [-- FOLDER] [--readme]     (--readme renews the one that the README shows)
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { _electron } from '@playwright/test'
import type { Page } from '@playwright/test'
import { asCommand } from './as-command.ts'
import { runToEnd } from './command.ts'
import { electronCommand } from './electron-command.ts'
import { root } from './project.ts'
import { setUp } from './set-up.ts'
import { hasDisplay } from './system-packages.ts'
import { underVirtualDisplay } from './virtual-display.ts'

const limitMs = 10 * 60_000
const size = { width: 1280, height: 800 } as const
const readmePicture = path.join(root, '.github/screenshots/case.png')
const firstCase = 'AS-0001'
/** Far from the numbers of the page's own calls. */
let lastId = 1_000_000

await asCommand(async () => {
  const { values, positionals } = parseArgs({ options: { readme: { type: 'boolean' } }, allowPositionals: true })
  await setUp('run')
  if (!hasDisplay()) {
    const args = [import.meta.filename, ...process.argv.slice(2)]
    return runToEnd(underVirtualDisplay({ command: process.execPath, args, env: process.env }), { timeoutMs: limitMs })
  }
  const folder = path.resolve(positionals[0] ?? fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-screenshots-')))
  fs.mkdirSync(folder, { recursive: true })
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-profile-'))
  try {
    await takeAll(folder, profile)
  } finally {
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  if (values.readme) fs.copyFileSync(path.join(folder, 'case-chart-light.png'), readmePicture)
  console.log(`${folder}: ${fs.readdirSync(folder).toSorted().join(', ')}`)
  return 0
})

async function takeAll(folder: string, profile: string): Promise<void> {
  const { command, args, env } = await electronCommand([`--user-data-dir=${profile}`])
  const app = await _electron.launch({ executablePath: command, args: [...args], env: env as Record<string, string> })
  try {
    const page = await app.firstWindow()
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
    }, size)
    const take = async (name: string) => {
      for (const theme of ['light', 'dark'] as const) {
        await ask(page, 'shell.saveSettings', { theme })
        await page.reload()
        await drawn(page)
        await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) })
      }
    }
    await page.getByRole('button', { name: 'Demo' }).waitFor()
    await take('open')

    const registry = path.join(profile, 'Demo.asild')
    await ask(page, 'registry.createDemo', { folder: registry, images: true })
    await ask(page, 'registry.open', { folder: registry, passphrase: 'demo' })
    const { id } = await caseOf(page, firstCase)
    const [earlier, later] = await seriesOf(page, id)
    const rich = await richestCase(page)
    const screens = [
      ['cases', '/cases'],
      ['case-chart', `/cases/${id}/chart`],
      ['synthetic-case-chart', `/cases/${rich}/chart`],
      ['record', `/cases/${rich}/record`],
      ['record-form', `/cases/${rich}/record?form=pft&open=new`],
      ['visit', `/cases/${rich}/visit?open=new`],
      ['flow-sheet', `/cases/${rich}/flow-sheet`],
      ['treatments', `/cases/${rich}/treatments`],
      ['published-treatments', `/cases/${id}/treatments`],
      ['lung-function', `/cases/${rich}/assessment`],
      ['progression', `/cases/${rich}/assessment?view=progression`],
      ['criteria', `/cases/${rich}/assessment?view=criteria`],
      ['response', `/cases/${rich}/assessment?view=response`],
      ['published-response', `/cases/${id}/assessment?view=response`],
      ['imaging', `/cases/${id}/imaging`],
      ['ct-series', `/cases/${id}/imaging?series=${earlier}`],
      ['ct-pair', `/cases/${id}/imaging?series=${earlier}&with=${later}&panel=marks`],
      ['ct-density', `/cases/${id}/imaging?series=${earlier}&panel=density`],
      ['history', `/cases/${rich}/history`],
      ['manifestations', `/cases/${rich}/record?form=manifestation&open=all`],
      ['new-case', `/cases/new`],
      ['small-multiples', `/cases/multiples`],
      ['due', `/due`],
      ['quality', `/quality`],
      ['items', `/settings/items`],
      ['help', `/help`],
      ['registry', `/registry`],
      ['key', `/registry/key`],
      ['health', `/health`],
      ['users', `/users`],
      ['audit', `/audit`],
      ['share', `/share`],
      ['settings', `/settings`],
      ['schedules', `/settings/monitoring`],
      ['registry-documents', `/registry/documents`],
      ['documents', `/cases/${id}/documents`],
      ['dossier', `/cases/${id}/documents?document=dossier`],
    ] as const
    for (const [name, address] of screens) {
      await page.goto(`app://local/#${address}`)
      await take(name)
    }
  } finally {
    await app.close()
  }
}

/** Waits until nothing on the page has changed for a moment: fonts, chart and all. */
async function drawn(page: Page): Promise<void> {
  await page.locator('main').waitFor()
  await page.locator('.busy-bar').first().waitFor({ state: 'detached' })
  // A pane of images says when it has drawn one.
  await page.waitForFunction(`document.querySelectorAll('.ct-pane:not([data-shown])').length === 0`)
  await page.evaluate(`new Promise((resolve) => {
    const quiet = () => document.fonts.ready.then(() => requestAnimationFrame(resolve))
    let timer = setTimeout(quiet, 700)
    new MutationObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(quiet, 700)
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })`)
}

interface Answer {
  readonly ok: boolean
  readonly value: string
  readonly error?: { readonly message: string }
}

/** Asks over the page's own bridge. */
async function ask<T>(page: Page, name: string, input: object): Promise<T> {
  lastId += 1
  const call = [lastId, name, JSON.stringify(input)].map((part) => JSON.stringify(part)).join(', ')
  const answer = await page.evaluate<Answer>(`window.bridge.call(${call})`)
  if (!answer.ok) throw new Error(`${name}: ${answer.error?.message}`)
  return JSON.parse(answer.value) as T
}

interface WholeCase {
  readonly case: { readonly id: string }
  readonly records: Readonly<Record<string, readonly object[]>>
}

async function caseOf(page: Page, code: string): Promise<WholeCase['case']> {
  return (await ask<WholeCase>(page, 'cases.get', { code })).case
}

/** Ids of the series of images of a case, the earlier first. */
async function seriesOf(page: Page, caseId: string): Promise<readonly string[]> {
  const { records } = await ask<{ records: { image_series: { id: string; date: string }[] } }>(page, 'cases.get', {
    caseId,
  })
  return records.image_series.toSorted((a, b) => a.date.localeCompare(b.date)).map(({ id }) => id)
}

/** The invented case that has the most infusions and treatments to show. */
async function richestCase(page: Page): Promise<string> {
  const { rows } = await ask<{ rows: { id: string; code: string }[] }>(page, 'cases.find', { offset: 0, limit: 200 })
  const lengths = rows
    .filter(({ code }) => code !== firstCase)
    .map(async ({ id }) => {
      const { records } = await ask<WholeCase>(page, 'cases.get', { caseId: id })
      return { id, length: (records['treatment']?.length ?? 0) * 3 + (records['infusion']?.length ?? 0) }
    })
  const found = (await Promise.all(lengths)).toSorted((a, b) => b.length - a.length)[0]
  if (!found) throw new Error('The demo registry has no invented case.')
  return found.id
}
