/** Documents of a case: looked at on the Documents tab, handed over, read back by programs that we did not write. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchDemo, type DemoApp } from './demo-app.ts'

let demo: DemoApp

const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' })
const pagesOf = (file: string) => Number(/^Pages: +(\d+)$/m.exec(run('pdfinfo', file))?.[1])
/** As one line: where lines end is the layout's affair. */
const wordsOf = (file: string) => run('pdftotext', file, '-').replace(/\s+/g, ' ')

type Paper = 'A4' | 'Letter'

async function idOf(code: string): Promise<string> {
  return (await demo.ask<{ case: { id: string } }>('cases.get', { code })).case.id
}

let saved = 0
async function save(document: { kind: string; caseId: string; paper: Paper }): Promise<string> {
  const filePath = path.join(demo.userData, `document-${++saved}.pdf`)
  await demo.app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file })
  }, filePath)
  expect(await demo.ask('documents.savePdf', { document })).toEqual({ file: filePath })
  return filePath
}

/** The next folder dialog answers with this one. */
async function chooseFolder(name: string): Promise<string> {
  const folder = path.join(demo.userData, name)
  fs.mkdirSync(folder)
  await demo.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, folder)
  return folder
}

test.beforeAll(async () => {
  test.setTimeout(120_000)
  demo = await launchDemo(6)
})
test.afterAll(async () => {
  expect(demo.complaints).toEqual([])
  await demo.close()
  fs.rmSync(demo.userData, { recursive: true, force: true })
})

test('a document is chosen and looked at, as it will be printed, by keyboard, and the preview takes no focus', async () => {
  test.setTimeout(180_000)
  const { window, goTo, tabTo } = demo
  await goTo(`/cases/${await idOf('AS-0001')}/documents`)
  const preview = window.frameLocator('iframe[title="Preview of the pages"]')
  const shows = (words: string) =>
    expect(preview.getByText(words, { exact: false }).first()).toBeVisible({ timeout: 30_000 })
  await shows('Case summary,')
  for (const [name, words] of [
    ['Dossier for the insurer', 'Dossier for immune globulin'],
    ['MDT sheet', 'Question to be discussed'],
    ['Visit note', 'Visit of'],
  ] as const) {
    const link = window.getByRole('link', { name, exact: true })
    await tabTo(link)
    await window.keyboard.press('Enter')
    await shows(words)
    await expect(link).toBeFocused()
    expect(await faultsInBothSchemes(window)).toEqual([])
  }
  await tabTo(window.getByRole('combobox', { name: 'Visit' }))
  await window.keyboard.press('End')
  await shows('Visit of Apr 2019, baseline')
})

for (const paper of ['A4', 'Letter'] as const)
  test(`a dossier on ${paper} is tagged text and vectors with an outline, and says what the record holds`, async () => {
    const file = await save({ kind: 'dossier', caseId: await idOf('AS-0001'), paper })
    expect(run('pdfinfo', file)).toMatch(/^Tagged: +yes$/m)
    expect(pagesOf(file)).toBeLessThanOrEqual(4)
    expect(fs.readFileSync(file, 'latin1')).toContain('/Outlines')
    const fonts = run('pdffonts', file).trim().split('\n').slice(2)
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+Inter-\S+ +CID TrueType +Identity-H +yes yes yes/)
    expect(run('pdfimages', '-list', file).trim().split('\n').slice(2)).toEqual([])
    const words = wordsOf(file)
    for (const said of [
      'Rituximab Melanoma',
      'Could not be raised above 500 mg a day: gastrointestinal effects',
      'Prednisone 20 → 10 mg daily',
      'required antibody not recorded',
      '2 g/kg of actual body weight, monthly',
      'Insurer, policy number',
      'Demo registry. Values marked * are illustrative',
      'records and computes; it does not advise treatment',
    ])
      expect(words).toContain(said)
  })

test('an MDT sheet is one page of either paper, of every case', async () => {
  test.setTimeout(180_000)
  for (const code of ['AS-0001', 'AS-0002', 'AS-0003', 'AS-0004', 'AS-0005', 'AS-0006'])
    for (const paper of ['A4', 'Letter'] as const)
      expect(pagesOf(await save({ kind: 'mdt', caseId: await idOf(code), paper })), `${code} ${paper}`).toBe(1)
})

test('a record with nothing but a code, and one of twelve years with ninety visits, are printed', async () => {
  test.setTimeout(300_000)
  const { ask } = demo
  const { id: bare } = await ask<{ id: string }>('cases.create', { values: { code: 'BARE-1', status: 'active' } })
  const { id: long } = await ask<{ id: string }>('cases.create', {
    values: { code: 'LONG-1', status: 'active', sex: 'female', birth_date: '1960', height: 165, height_unit: 'cm' },
  })
  const dates = Array.from({ length: 90 }, (_, index) => {
    const month = Math.round((index * 144) / 90)
    return `${2012 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${String(1 + (index % 27)).padStart(2, '0')}`
  })
  const add = (form: string, values: object) => ({ do: 'add', form, values })
  await ask('records.change', {
    caseId: long,
    label: 'Twelve years',
    changes: dates.flatMap((date, index) => [
      add('visit', { date, kind: 'follow-up', mmrc: index % 5, weight: 70, weight_unit: 'kg', plan: 'As before.' }),
      add('laboratory', { test: 'ck', date, value: 100 + ((index * 37) % 900), unit: 'U/L', ref_high: 200 }),
      add('pft', { date, fvc: 2 + (index % 9) / 10, fvc_unit: 'L', fvc_pct: 60 + (index % 9) }),
      add('infusion', { drug: 'ivig', date, dose_per_kg: 2, dose_per_kg_unit: 'g/kg', reaction_grade: 0 }),
    ]),
  })
  for (const kind of ['summary', 'dossier', 'mdt', 'visit-note'])
    for (const caseId of [bare, long]) {
      const file = await save({ kind, caseId, paper: 'A4' })
      const words = wordsOf(file)
      expect(words).toContain(caseId === bare ? 'BARE-1' : 'LONG-1')
      expect(words).not.toMatch(/undefined|NaN/)
      expect(pagesOf(file), kind).toBeLessThanOrEqual(caseId === bare ? 2 : 4)
      if (kind === 'mdt') expect(pagesOf(file)).toBe(1)
    }
})

test('documents of the cases in the list are saved into a folder; a batch that is cancelled leaves nothing', async () => {
  test.setTimeout(180_000)
  const { window, goTo } = demo
  const folder = await chooseFolder('clinic')
  await goTo('/cases?q=AS-0002')
  await expect(window.getByText(/^1 of \d+ cases$/)).toBeVisible()
  await window.keyboard.press('d')
  const dialog = window.getByRole('dialog', { name: 'Documents for these cases' })
  await expect(dialog).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await dialog.getByRole('radio', { name: 'MDT sheet' }).check()
  await dialog.getByRole('button', { name: 'Choose a folder and save' }).click()
  await expect(window.getByText(`Saved 1 document to ${folder}`)).toBeVisible({ timeout: 60_000 })
  expect(fs.readdirSync(folder)).toEqual(['AS-0002 MDT sheet.pdf'])

  const other = await chooseFolder('cancelled')
  await goTo('/cases')
  await expect(window.getByRole('grid')).toBeVisible()
  await window.keyboard.press('d')
  await dialog.getByRole('button', { name: 'Choose a folder and save' }).click()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('button', { name: 'Choose a folder and save' })).toBeEnabled({ timeout: 30_000 })
  expect(fs.readdirSync(other)).toEqual([])
})
