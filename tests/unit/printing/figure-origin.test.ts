import { decode, encode } from 'fast-png'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { originWords, pdfWithOrigin, pngWithOrigin, svgWithOrigin } from '#main/printing/figure-origin.ts'

const origin = originWords('1.2.3', 'ab12')

test('A PNG says where it comes from, and is the same picture', () => {
  const picture = { width: 2, height: 1, channels: 3, data: new Uint8Array([1, 2, 3, 4, 5, 6]) } as const
  // The reader checks the sum of each chunk.
  const read = decode(pngWithOrigin(Buffer.from(encode(picture)), origin), { checkCrc: true })
  expect(read.text).toEqual({ Source: 'AS-ILD Registry 1.2.3, head of the audit chain ab12' })
  expect([...read.data]).toEqual([...picture.data])
})

test('An SVG says where it comes from within its own element', () => {
  const svg = svgWithOrigin('<svg xmlns="http://www.w3.org/2000/svg" width="1"><svg><g/></svg></svg>', `${origin} <&>`)
  expect(svg).toBe(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1">\n<metadata>${origin} &#60;&#38;&#62;</metadata><svg><g/></svg></svg>`,
  )
})

/** An empty page, laid out as Chromium lays a PDF out: what it says of itself first, a plain table of its objects at the end. */
function pdfAsOfChromium(end = '\n'): Buffer {
  const objects = [
    '<</Title (CK \\(U/L\\) of AS-0001)\n/Creator (Chromium)>>',
    '<</Type /Catalog\n/Pages 3 0 R>>',
    '<</Type /Pages\n/Kids [4 0 R]\n/Count 1>>',
    '<</Type /Page\n/Parent 3 0 R\n/MediaBox [0 0 100 50]>>',
  ]
  let body = '%PDF-1.4\n%\xd3\xeb\xe9\xe1\n'
  const table = objects.map((object, index) => {
    const at = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const trailer = `trailer\n<</Size ${size}\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n${body.length}\n%%EOF${end}`
  return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${table.join('')}${trailer}`, 'latin1')
}

test.each([
  ['with a last line end', '\n'],
  ['without one', ''],
])('A PDF says where it comes from, what it said before, and is the same page: %s', async (_what, end) => {
  const before = pdfAsOfChromium(end)
  const after = pdfWithOrigin(before, `${origin} (\\)`)
  expect(after.subarray(0, before.length).equals(before)).toBe(true)
  const document = await getDocument({ data: new Uint8Array(after) }).promise
  const { info } = await document.getMetadata()
  expect(info).toMatchObject({
    Title: 'CK (U/L) of AS-0001',
    Creator: 'Chromium',
    Keywords: 'AS-ILD Registry 1.2.3, head of the audit chain ab12 (\\)',
  })
  expect(document.numPages).toBe(1)
})

test('What is no PDF as Chromium writes it is not written as if it named its origin', () => {
  expect(() => pdfWithOrigin(Buffer.from('%PDF-1.7\n%%EOF\n'), origin)).toThrow('does not say')
})
