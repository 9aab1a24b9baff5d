/** The case-report draft, the codebook and the paper forms, as they come out of the app. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { unzip } from '#tests/support/unzip.ts'
import { launchDemo, type DemoApp } from './demo-app.ts'

let demo: DemoApp
let caseId: string

const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' })
/** As one line: where lines end is the layout's affair. */
const textOf = (file: string) => run('pdftotext', file, '-').replace(/\s+/g, ' ')

/** The next save dialog answers with this file. */
async function saveTo(name: string): Promise<string> {
  const file = path.join(demo.userData, name)
  await demo.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  return file
}

async function pdf(document: object, name: string): Promise<string> {
  const file = await saveTo(name)
  expect(await demo.ask('documents.savePdf', { document })).toEqual({ file })
  expect(run('pdfinfo', file)).toMatch(/^Tagged: +yes$/m)
  for (const font of run('pdffonts', file).trim().split('\n').slice(2))
    expect(font).toMatch(/^[A-Z]{6}\+Inter-(Regular|SemiBold|Italic) +CID TrueType +Identity-H +yes yes yes/)
  return file
}

test.beforeAll(async () => {
  demo = await launchDemo(3)
  caseId = (await demo.ask<{ case: { id: string } }>('cases.get', { code: 'AS-0001' })).case.id
})
test.afterAll(async () => {
  await demo.close()
  fs.rmSync(demo.userData, { recursive: true, force: true })
})

const calendar = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?:19|20)\d{2}\b/

for (const paper of ['A4', 'Letter'])
  test(`a case report on ${paper} shows its gaps, and neither dates nor whose it is`, async () => {
    const file = await pdf({ kind: 'case-report', caseId, paper }, `report ${paper}.pdf`)
    const text = textOf(file)
    for (const words of [
      '13. Informed consent',
      '[consent not recorded]',
      '[age not recorded]',
      'about month 35',
      'months from the first diagnosis of ILD or antisynthetase syndrome',
      '1187 U/L (illustrative)',
      'Blood pressure was 150/94 mm Hg at the first visit',
      'Case-report draft',
    ])
      expect(text).toContain(words)
    expect(text).not.toMatch(calendar)
    expect(text).not.toMatch(/AS-0001|Demo registry/)
    expect(run('pdfinfo', file)).toMatch(/^Title: +Case-report draft$/m)
  })

test('by the calendar it names dates as vague as they are', async () => {
  const text = textOf(await pdf({ kind: 'case-report', caseId, paper: 'A4', dates: 'absolute' }, 'dated.pdf'))
  expect(text).toContain('about Apr 2019')
  expect(text).toContain('Calendar dates are shown')
})

test('the draft is saved as Word with its figure, and as Markdown with the figure beside it', async () => {
  const document = { kind: 'case-report', caseId, paper: 'A4' }
  const docx = await saveTo('draft.docx')
  expect(await demo.ask('documents.saveText', { document, format: 'docx' })).toEqual({ file: docx })
  const parts = await unzip(fs.readFileSync(docx))
  const picture = [...parts].find(([name]) => name.startsWith('word/media/'))![1]
  expect(picture.readUInt32BE(16)).toBe(2125) // 180 mm at 300 dots an inch
  expect(parts.get('word/document.xml')!.toString()).toContain('[consent not recorded]')

  const markdown = await saveTo('draft.md')
  expect(await demo.ask('documents.saveText', { document, format: 'md' })).toEqual({ file: markdown })
  expect(fs.readFileSync(markdown, 'utf8')).toContain('](draft%20figure.png)')
  expect(fs.readFileSync(path.join(demo.userData, 'draft figure.png')).subarray(1, 4).toString()).toBe('PNG')
})

test('the codebook holds every form with its items, answers and codes', async () => {
  const file = await pdf({ kind: 'codebook', paper: 'A4' }, 'codebook.pdf')
  const text = textOf(file)
  for (const words of ['Codebook', 'Laboratory catalog', 'mMRC dyspnea', 'spo2_rest', 'LOINC:59417-6', 'HP:0012735'])
    expect(text).toContain(words)
})

test('paper forms have a box for the code of the case, or the code', async () => {
  const blank = textOf(await pdf({ kind: 'paper-forms', paper: 'Letter' }, 'forms.pdf'))
  for (const words of ['Registry code', 'mMRC dyspnea', 'Reaction grade', 'Mechanic’s hands', 'Upper limit'])
    expect(blank).toContain(words)
  const forms = ['case', 'antibody', 'treatment']
  const file = await pdf({ kind: 'paper-forms', paper: 'A4', forms, code: '0042' }, 'baseline.pdf')
  expect(textOf(file).match(/\b0042\b/g)?.length).toBe(3)
})

test('codebook and paper forms are offered by the registry, by keyboard and without faults', async () => {
  const { window } = demo
  await demo.goTo('/registry')
  await window.getByRole('link', { name: 'Paper forms' }).click()
  await expect(window.getByRole('heading', { name: 'Paper forms' })).toBeVisible()
  await expect(window.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 20_000 })
  expect(await faultsInBothSchemes(window)).toEqual([])
  await window.getByRole('checkbox', { name: 'Baseline' }).focus()
  await window.keyboard.press('Space')
  await expect(window.getByRole('checkbox', { name: 'Baseline' })).toBeChecked()
})
