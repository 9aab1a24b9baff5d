import { expect, test } from 'vitest'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { caseReportOf } from '#shared/domain/documents/case-report/case-report.ts'
import { blocksDocx } from '#main/printing/blocks-docx.ts'
import { publishedCase } from '#main/demo/published-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'
import { unzip } from '#tests/support/unzip.ts'

const report = caseReportOf(demoRecord(publishedCase()), { dates: 'relative', today: '2026-11-26', settings })
/** One gray pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

async function partsOf(figure?: Buffer) {
  const parts = await unzip(await blocksDocx(report, { paper: 'A4', description: 'Draft', figures: () => figure }))
  const textOf = (name: string) => parts.get(name)!.toString('utf8')
  return { names: [...parts.keys()], document: textOf('word/document.xml'), styles: textOf('word/styles.xml') }
}

const count = (xml: string, what: RegExp) => [...xml.matchAll(what)].length

test('headings are headings, so that Word makes a table of contents of them', async () => {
  const { document, styles } = await partsOf()
  const headings = report.blocks.filter(({ kind }) => kind === 'heading')
  expect(count(document, /<w:pStyle w:val="Heading[12]"\/>/g)).toBe(headings.length)
  expect(document).toContain('<w:pStyle w:val="Title"/>')
  for (const id of ['Title', 'Heading1', 'Heading2', 'Gap', 'Notice', 'Caption'])
    expect(styles).toContain(`w:styleId="${id}"`)
})

test('each table repeats its head on every page and splits no row', async () => {
  const { document } = await partsOf()
  const tables = report.blocks.filter(({ kind }) => kind === 'table')
  expect(count(document, /<w:tbl>/g)).toBe(tables.length)
  expect(count(document, /<w:tblHeader\/>/g)).toBe(tables.length)
  expect(count(document, /<w:cantSplit\/>/g)).toBe(count(document, /<w:tr>/g))
})

test('gaps have a style of their own and stand in brackets', async () => {
  const { document } = await partsOf()
  const gaps = [...document.matchAll(/<w:rStyle w:val="Gap"\/><\/w:rPr><w:t[^>]*>([^<]*)</g)].map(([, text]) => text)
  expect(gaps).toContain('[consent not recorded]')
  expect(gaps.every((text) => /^\[.*\]$/.test(text!))).toBe(true)
})

test('the figure is in it, with words for those who can’t see it', async () => {
  const { names, document } = await partsOf(png)
  expect(names.some((name) => /^word\/media\/.+\.png$/.test(name))).toBe(true)
  expect(document).toContain('descr="Treatment, measurements and events over time.')
  expect((await partsOf()).names.some((name) => name.startsWith('word/media/'))).toBe(false)
})
