/** Where a figure comes from, written into its file: not to be seen, and not to be lost when the file is sent on. */
import { crc32 } from 'node:zlib'

const signatureLength = 8

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
