import { truncated } from '../dicom-refusal.ts'
import type { PixelLayout } from '../pixel-layout.ts'
import { emptySamples, type UnsignedPixels } from '../stored-values.ts'

/**
 * Uncompressed pixel data (PS3.5, section 8): the words of one frame as they are allocated.
 * YBR_FULL_422 comes out with its shared chroma repeated.
 * @param bytes of all frames
 * @param frame from 0
 * @param areBytesSwapped bytes of words of 16 bits in a big endian file, where one sample is one byte
 * @throws DicomRefusal `truncated`
 */
export function decodeNative(
  bytes: Uint8Array,
  layout: PixelLayout,
  frame: number,
  isLittleEndian: boolean,
  areBytesSwapped: boolean,
): UnsignedPixels {
  const samples = layout.rows * layout.columns * layout.samplesPerPixel
  if (layout.bitsAllocated === 1) return decodeBits(bytes, samples, frame * samples)
  const isSubsampled = layout.photometric === 'YBR_FULL_422' && layout.samplesPerPixel === 3
  const stored = isSubsampled ? layout.rows * Math.ceil(layout.columns / 2) * 4 : samples
  const frameBytes = stored * (layout.bitsAllocated / 8)
  if ((frame + 1) * frameBytes > bytes.length) throw truncated()
  const at = frame * frameBytes
  if (layout.bitsAllocated === 8) {
    const own = areBytesSwapped ? swapped(bytes, at, frameBytes) : bytes.slice(at, at + frameBytes)
    return isSubsampled ? withChromaRepeated(own, layout) : own
  }
  const words = emptySamples(layout, stored)
  const target = new Uint8Array(words.buffer)
  target.set(bytes.subarray(at, at + frameBytes))
  if (!isLittleEndian) turn(target, layout.bitsAllocated / 8)
  return words
}

/** One bit a pixel, the first in the lowest bit; frames follow each other without filling up a byte. */
function decodeBits(bytes: Uint8Array, pixels: number, firstBit: number): Uint8Array {
  if (firstBit + pixels > bytes.length * 8) throw truncated()
  const result = new Uint8Array(pixels)
  for (let index = 0; index < pixels; index += 1) {
    const bit = firstBit + index
    result[index] = (bytes[Math.floor(bit / 8)]! >>> (bit % 8)) & 1
  }
  return result
}

function swapped(bytes: Uint8Array, start: number, length: number): Uint8Array {
  const result = new Uint8Array(length)
  for (let at = 0; at < length; at += 1) result[at] = bytes[(start + at) ^ 1] ?? 0
  return result
}

function turn(bytes: Uint8Array, wordBytes: number): void {
  for (let at = 0; at < bytes.length; at += wordBytes) bytes.subarray(at, at + wordBytes).reverse()
}

/** Two pixels lie as Y1 Y2 Cb Cr (PS3.3, section C.7.6.3.1.2). */
function withChromaRepeated(bytes: Uint8Array, { rows, columns }: PixelLayout): Uint8Array {
  const result = new Uint8Array(rows * columns * 3)
  const pairs = Math.ceil(columns / 2)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const from = (row * pairs + (column >> 1)) * 4
      const to = (row * columns + column) * 3
      result[to] = bytes[from + (column & 1)]!
      result[to + 1] = bytes[from + 2]!
      result[to + 2] = bytes[from + 3]!
    }
  return result
}
