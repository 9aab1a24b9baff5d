/** Where a figure comes from, written into its file: not to be seen, and not to be lost when the file is sent on. */
import { crc32 } from 'node:zlib'

const signatureLength = 8
/** The end of a PDF, as Chromium writes it. */
const endOfPdf = /trailer\s*<<([^<>]*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$/

/** In words: `AS-ILD Registry 0.1.0, audit chain 3f2a…`. */
export const originWords = (program: string, auditHead: string): string =>
  `AS-ILD Registry ${program}, head of the audit chain ${auditHead}`

/** As `<metadata>`, the first thing in the drawing (SVG 2, 5.10). */
export function svgWithOrigin(svg: string, origin: string): string {
  const escaped = origin.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return svg.replace(/<svg\b[^>]*>/, (start) => `${start}\n<metadata>${escaped}</metadata>`)
}

/** As a tEXt chunk “Source” after the header (PNG specification, 11.3.3.3). @param origin Latin-1 */
export function pngWithOrigin(png: Buffer, origin: string): Buffer {
  const data = Buffer.from(`tEXtSource\0${origin}`, 'latin1')
  const chunk = Buffer.alloc(data.length + 8)
  chunk.writeUInt32BE(data.length - 4, 0)
  data.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(data), data.length + 4)
  const headerEnd = signatureLength + 25
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)])
}

/**
 * As keywords among what the PDF says of itself: appended as an update, so that what was written stays as it is, byte for byte
 * (ISO 32000-1, 7.5.6 and 14.3.3).
 * @param origin Latin-1
 * @throws where it is no PDF with a plain table of its objects, as Chromium writes it
 */
export function pdfWithOrigin(pdf: Buffer, origin: string): Buffer {
  // A character a byte: offsets are those of the file.
  const text = pdf.toString('latin1')
  const [, trailer = '', tableAt] = endOfPdf.exec(text) ?? []
  const info = Number(/\/Info\s+(\d+) 0 R/.exec(trailer)?.[1])
  const [, about] = new RegExp(`(?:^|\\n)${info} 0 obj\\s*<<([\\s\\S]*?)>>\\s*endobj`).exec(text) ?? []
  if (tableAt === undefined || about === undefined) throw new Error('the PDF does not say what it is made of')
  const start = text.endsWith('\n') ? text.length : text.length + 1
  const escaped = origin.replace(/[\\()]/g, (sign) => `\\${sign}`)
  const object = `${info} 0 obj\n<<${about}\n/Keywords (${escaped})>>\nendobj\n`
  // A line of the table has 20 bytes.
  const table = `xref\n${info} 1\n${String(start).padStart(10, '0')} 00000 n \n`
  const end = `trailer\n<<${trailer.trimEnd()}\n/Prev ${tableAt}>>\nstartxref\n${start + object.length}\n%%EOF\n`
  return Buffer.concat([pdf, Buffer.from(`${start > text.length ? '\n' : ''}${object}${table}${end}`, 'latin1')])
}
