import { damaged } from '../dicom-refusal.ts'
import type { JpegSegment } from './jpeg-header.ts'

/** By the next 16 bits: the code's length in the high byte, its value in the low one; 0 where no code fits. */
export type HuffmanTable = Uint16Array

const defineTables = 0xc4

/**
 * The tables of class 0, which lossless coding uses, by their number; a later definition replaces an earlier (T.81, B.2.4.2 and annex C).
 * @throws DicomRefusal `damaged`
 */
export function huffmanTables(segments: readonly JpegSegment[]): ReadonlyMap<number, HuffmanTable> {
  const tables = new Map<number, HuffmanTable>()
  for (const { marker, content } of segments) {
    if (marker !== defineTables) continue
    for (let at = 0; at < content.length;) {
      const counts = content.subarray(at + 1, at + 17)
      const total = counts.reduce((sum, count) => sum + count, 0)
      const values = content.subarray(at + 17, at + 17 + total)
      if (counts.length < 16 || values.length < total)
        throw damaged('a Huffman table of its JPEG codestream is incomplete')
      if (content[at]! >> 4 === 0) tables.set(content[at]! & 15, expanded(counts, values))
      at += 17 + total
    }
  }
  return tables
}

function expanded(counts: Uint8Array, values: Uint8Array): HuffmanTable {
  const table = new Uint16Array(2 ** 16)
  let next = 0
  let index = 0
  counts.forEach((count, shorter) => {
    const length = shorter + 1
    const span = 2 ** (16 - length)
    for (let code = 0; code < count; code += 1) {
      const value = values[index]!
      if (next + span > table.length || value > 16)
        throw damaged('a Huffman table of its JPEG codestream is impossible')
      table.fill(length * 256 + value, next, next + span)
      next += span
      index += 1
    }
  })
  return table
}
