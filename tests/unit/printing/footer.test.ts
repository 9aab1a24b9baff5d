import { expect, test } from 'vitest'
import { footerParts, footerTemplate } from '#main/printing/footer.ts'
import { withDensity } from '#main/printing/png-density.ts'

const facts = {
  registry: 'Bern',
  code: 'AS-0007',
  printedOn: '2026-11-23',
  auditHead: '0123456789abcdef0123456789abcdef',
}

test('the footer says whose page it is, when it was printed and where the audit chain stood', () => {
  expect(footerParts(facts)).toEqual(['Bern', 'AS-0007', 'printed 23 Nov 2026', 'audit 0123456789abcdef'])
  expect(footerParts({ ...facts, mark: 'demo' }).at(-1)).toBe('demo')
  expect(footerParts({ ...facts, code: undefined })).not.toContain(undefined)
  expect(footerParts({ ...facts, printedOn: undefined })).toEqual(['Bern', 'AS-0007', 'audit 0123456789abcdef'])
})

test('a long name of a registry leaves room for the rest', () => {
  expect(footerParts({ ...facts, registry: 'x'.repeat(100) })[0]).toBe(`${'x'.repeat(59)}…`)
})

test('the name of a registry can’t become markup', () => {
  const template = footerTemplate({ ...facts, registry: `<img src=x onerror="1">&'` }, 'data:font')
  expect(template).not.toContain('<img')
  expect(template).toContain('&#60;img src=x onerror=&#34;1&#34;&#62;&#38;&#39;')
})

test('a PNG says how many dots an inch it has, in a chunk that decoders accept', () => {
  // The smallest PNG there is: one gray pixel.
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
    'base64',
  )
  const marked = withDensity(png, 300)
  expect(marked.subarray(0, 33)).toEqual(png.subarray(0, 33))
  expect(marked.subarray(33, 54).toString('hex')).toBe('000000097048597300002e2300002e230178a53f76')
  expect(marked.subarray(54)).toEqual(png.subarray(33))
})
