import { damaged } from '../dicom-refusal.ts'
import type { HuffmanTable } from './huffman-tables.ts'

/** Reads the entropy-coded bits of one scan. */
export interface BitReader {
  /** The next difference of lossless coding (T.81, H.1.2.2). */
  readonly difference: (table: HuffmanTable) => number
  /** Moves behind the restart marker that belongs here. */
  readonly restart: () => void
  /** Whether more bits were read than the scan has: it reads as zeros behind its end. */
  readonly isExhausted: () => boolean
  /** Offset of the marker that ends the scan. */
  readonly end: () => number
}

export function bitReader(bytes: Uint8Array, start: number): BitReader {
  let at = start
  let bits = 0
  let count = 0
  let missing = 0

  /** At least 16 bits: all that a code, or what follows it, can take. */
  function fill(): void {
    while (count < 16) {
      const byte = bytes[at]
      if (byte === undefined || (byte === 0xff && bytes[at + 1] !== 0)) {
        bits <<= 8
        missing += 8
      } else {
        bits = (bits << 8) | byte
        at += byte === 0xff ? 2 : 1
      }
      count += 8
    }
  }

  function difference(table: HuffmanTable): number {
    if (count < 16) fill()
    const code = table[(bits >>> (count - 16)) & 0xffff]!
    if (code === 0) throw damaged('its JPEG codestream holds a code that isn’t in its tables')
    count -= code >> 8
    const length = code & 255
    if (length === 0) return 0
    if (length === 16) return 32_768
    if (count < 16) fill()
    count -= length
    const value = (bits >>> count) & ((1 << length) - 1)
    return value < 1 << (length - 1) ? value - (1 << length) + 1 : value
  }

  return {
    difference,
    restart() {
      bits = 0
      count = 0
      missing = 0
      while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
      const marker = bytes[at + 1] ?? 0
      if (bytes[at] !== 0xff || marker < 0xd0 || marker > 0xd7)
        throw damaged('its JPEG codestream lacks a restart marker')
      at += 2
    },
    isExhausted: () => missing > count,
    end() {
      while (at < bytes.length && !(bytes[at] === 0xff && (bytes[at + 1] ?? 0) !== 0)) at += 1
      return at
    },
  }
}
