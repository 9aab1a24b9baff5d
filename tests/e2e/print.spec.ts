/** Documents as they come out of the app: read back by programs that we did not write. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launchApp } from './launch-app.ts'
import type { LaunchedApp } from './launch-app.ts'

let launched: LaunchedApp
let caseId: string

interface Answer {
  readonly ok: boolean
  readonly value: string
}

async function ask<T>(name: string, input: object): Promise<T> {
  const reply = await launched.window.evaluate(
    async ([operation, json]) => {
      const { bridge } = window as unknown as {
        bridge: { call(id: number, name: string, input: string): Promise<Answer> }
      }
      return bridge.call(1_000_001, operation!, json!)
    },
    [name, JSON.stringify(input)],
  )
  expect(reply, name).toMatchObject({ ok: true })
  return JSON.parse(reply.value) as T
}

/** The next save dialog answers with this file. */
async function saveTo(name: string): Promise<string> {
  const file = path.join(launched.userData, name)
  await launched.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  return file
}

const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' })
const textOf = (file: string) => run('pdftotext', '-layout', file, '-')

async function summary(code: string, paper: 'A4' | 'Letter', name: string): Promise<string> {
  const { case: found } = await ask<{ case: { id: string } }>('cases.get', { code })
  const file = await saveTo(name)
  expect(await ask('documents.savePdf', { document: { kind: 'summary', caseId: found.id, paper } })).toEqual({ file })
  return file
}

test.beforeAll(async () => {
  launched = await launchApp()
  await expect(launched.window.locator('main')).not.toBeEmpty()
  const folder = path.join(launched.userData, 'Demo.asild')
  await ask('registry.createDemo', { folder, cases: 5 })
  await ask('registry.open', { folder, passphrase: 'demo' })
  caseId = (await ask<{ case: { id: string } }>('cases.get', { code: 'AS-0001' })).case.id
})

test.afterAll(async () => {
  await launched.close()
  fs.rmSync(launched.userData, { recursive: true, force: true })
})

test('a case summary is two pages of text and vectors, with its fonts inside', async () => {
  const file = await summary('AS-0001', 'A4', 'summary.pdf')
  const info = run('pdfinfo', file)
  expect(info).toMatch(/^Title: +AS-0001 summary$/m)
  expect(info).toMatch(/^Pages: +2$/m)
  expect(info).toMatch(/^Tagged: +yes$/m)
  expect(info).toMatch(/^Page size: +59\d\.\d+ x 84\d\.\d+ pts \(A4\)$/m)

  const fonts = run('pdffonts', file).trim().split('\n').slice(2)
  expect(fonts.length).toBeGreaterThan(0)
  for (const font of fonts)
    expect(font).toMatch(/^[A-Z]{6}\+Inter-(Regular|SemiBold|Italic) +CID TrueType +Identity-H +yes yes yes/)
  expect(run('pdfimages', '-list', file).trim().split('\n').slice(2)).toEqual([])
})

test('the summary says what the record says, and marks what was not measured', async () => {
  // As one line: where lines end is the layout's affair.
  const text = run('pdftotext', await summary('AS-0001', 'A4', 'words.pdf'), '-').replace(/\s+/g, ' ')
  for (const words of [
    'AS-0001',
    'Current treatment',
    'Mycophenolate mofetil',
    'Immune globulin, intravenous',
    'Prednisone-equivalent',
    'Ku positive',
    'anti-synthetase antibody',
    'Against rituximab: melanoma',
    'Lung biopsy: refused',
    'start not recorded',
    'Demo registry. Values marked * are illustrative',
    'records and computes; it does not advise treatment',
  ])
    expect(text).toContain(words)
})

test('every page carries registry, code, date, page number, mark and the head of the audit chain', async () => {
  const file = await summary('AS-0001', 'A4', 'footer.pdf')
  const { auditHead } = await ask<{ auditHead: string }>('registry.info', {})
  for (const page of [1, 2]) {
    const lines = run('pdftotext', '-layout', '-f', String(page), '-l', String(page), file, '-').trimEnd().split('\n')
    const footer = lines.at(-1)!
    expect(footer).toContain(`Demo registry`)
    expect(footer).toContain('AS-0001')
    expect(footer).toMatch(/printed \d{1,2} [A-Z][a-z]{2} \d{4}/)
    expect(footer).toContain(`audit ${auditHead.slice(0, 16)}`)
    expect(footer).toContain('demo, illustrative values')
    expect(footer).toMatch(new RegExp(`page ${page} of 2$`))
  }
})

test('ten years of a disease fit on two pages, of either paper', async () => {
  for (const code of ['AS-0002', 'AS-0003', 'AS-0004', 'AS-0005']) {
    expect(run('pdfinfo', await summary(code, 'A4', `${code}.pdf`)), code).toMatch(/^Pages: +[12]$/m)
  }
  const letter = run('pdfinfo', await summary('AS-0005', 'Letter', 'letter.pdf'))
  expect(letter).toMatch(/^Page size: +612 x 792 pts \(letter\)$/m)
  expect(letter).toMatch(/^Pages: +[12]$/m)
})

test('the recovery sheet is one page that holds the words and the key', async () => {
  const file = await saveTo('recovery.pdf')
  await ask('documents.savePdf', { document: { kind: 'recovery', paper: 'A4' } })
  const sheet = await ask<{ words: readonly string[]; keyHex: string }>('registry.recoverySheet', {})
  const text = textOf(file)
  const grid = text
    .slice(text.indexOf('The 24 words'), text.indexOf('The first four letters'))
    .replace('The 24 words', '')
  const words = [...grid.matchAll(/(?:^|\s)(\d{1,2})\s+([a-z]{3,8})(?=\s|$)/gm)].toSorted(
    (a, b) => Number(a[1]) - Number(b[1]),
  )
  expect(words.map(([, , word]) => word)).toEqual(sheet.words)
  expect(text.replace(/\s/g, '')).toContain(`PRAGMAkey="x'${sheet.keyHex}'";`)
  expect(run('pdfinfo', file)).toMatch(/^Pages: +1$/m)
  expect(fs.statSync(file).mode & 0o077).toBe(0)
})

test('the chart is saved as SVG, as PNG of 300 dots an inch and as PDF; each says what is illustrative, and the head of the audit chain', async () => {
  const svg = await saveTo('chart.svg')
  expect(await ask('figures.save', { caseId, format: 'svg' })).toEqual({ file: svg })
  const source = fs.readFileSync(svg, 'utf8')
  expect(source).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="680"/,
  )
  expect(source).toContain('Illustrative values')
  expect(source).not.toMatch(/<image|href="http|<script/)

  const png = await saveTo('chart.png')
  await ask('figures.save', { caseId, format: 'png' })
  const bytes = fs.readFileSync(png)
  const density = bytes.indexOf('pHYs')
  expect(bytes.readUInt32BE(16)).toBe(2125) // 180 mm
  expect([bytes.readUInt32BE(density + 4), bytes.readUInt32BE(density + 8), bytes[density + 12]]).toEqual([
    11811, 11811, 1,
  ])

  const pdf = await saveTo('chart.pdf')
  await ask('figures.save', { caseId, format: 'pdf' })
  expect(run('pdfinfo', pdf)).toMatch(/^Pages: +1$/m)
  const { auditHead } = await ask<{ auditHead: string }>('registry.info', {})
  expect(run('pdfinfo', pdf)).toMatch(
    new RegExp(`^Keywords: +AS-ILD Registry .*, head of the audit chain ${auditHead}$`, 'm'),
  )
  // Each of the three was noted: they name heads of their own.
  expect(source).toMatch(/<metadata>AS-ILD Registry .*, head of the audit chain [0-9a-f]{64}<\/metadata>/)
  expect(bytes.toString('latin1')).toMatch(/head of the audit chain [0-9a-f]{64}/)
  expect(textOf(pdf)).toContain('Illustrative values')
  expect(run('pdfimages', '-list', pdf).trim().split('\n').slice(2)).toEqual([])
})

test('the chart is saved as it is shown: from the start of a drug, some lanes, another case under it', async () => {
  const other = (await ask<{ case: { id: string } }>('cases.get', { code: 'AS-0002' })).case.id
  const before = (await ask<{ auditEntries: number }>('registry.info', {})).auditEntries
  const pdf = await saveTo('aligned.pdf')
  const view = { align: 'mycophenolate', lanes: ['drug:mycophenolate', 'fvc'], with: other }
  await ask('figures.save', { caseId, format: 'pdf', view })
  expect(run('pdfinfo', pdf)).toMatch(/^Title: +AS-0001 and AS-0002 chart$/m)
  expect(run('pdfinfo', pdf)).toMatch(/^Pages: +1$/m)
  const text = run('pdftotext', pdf, '-').replace(/\s+/g, ' ')
  expect(text.match(/months from the start of MMF/g)).toHaveLength(2)
  expect(text).toContain('AS-0001: MMF and FVC')
  expect(text).toContain('AS-0002: MMF and FVC')
  expect(text).not.toContain('DLCO n =')
  // Both cases were looked at on paper.
  expect((await ask<{ auditEntries: number }>('registry.info', {})).auditEntries).toBe(before + 2)
})

test('a dialog that is dismissed leaves nothing, not even in the audit chain', async () => {
  await launched.app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' })
  })
  const entries = async () => (await ask<{ auditEntries: number }>('registry.info', {})).auditEntries
  const before = await entries()
  expect(await ask('documents.savePdf', { document: { kind: 'summary', caseId, paper: 'A4' } })).toEqual({ file: null })
  expect(await entries()).toBe(before)
})

test('no hidden window stays behind', async () => {
  const left = await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  expect(left).toBe(1)
})

test('a place that can’t be written to is named, and no half file stays', async () => {
  await saveTo('no-such-folder/summary.pdf')
  const reply = await launched.window.evaluate(
    async ([id]) => {
      const { bridge } = window as unknown as {
        bridge: { call(id: number, name: string, input: string): Promise<unknown> }
      }
      const document = { kind: 'summary', caseId: id, paper: 'A4' }
      return bridge.call(1_000_002, 'documents.savePdf', JSON.stringify({ document }))
    },
    [caseId],
  )
  expect(reply).toMatchObject({
    ok: false,
    error: { kind: 'invalid-input', message: expect.stringContaining('There is no folder') },
  })
  expect(fs.readdirSync(launched.userData).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a print that is cancelled leaves nothing', async () => {
  const file = await saveTo('cancelled.pdf')
  const reply = await launched.window.evaluate(
    async ([id]) => {
      const { bridge } = window as unknown as {
        bridge: { call(id: number, name: string, input: string): Promise<unknown>; cancel(id: number): void }
      }
      const document = { kind: 'summary', caseId: id, paper: 'A4' }
      const answer = bridge.call(1_000_003, 'documents.savePdf', JSON.stringify({ document }))
      bridge.cancel(1_000_003)
      return answer
    },
    [caseId],
  )
  expect(reply).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
  expect(fs.existsSync(file)).toBe(false)
})
