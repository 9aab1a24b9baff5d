import { damaged, truncated } from '../dicom-refusal.ts'
import type { PixelLayout } from '../pixel-layout.ts'
import { emptySamples, type UnsignedPixels } from '../stored-values.ts'

const headerBytes = 64

/**
 * RLE Lossless (PS3.5, annex G): one segment for each byte of a sample, the most significant first, sample by sample.
 * @returns allocated words, pixel by pixel
 * @throws DicomRefusal `truncated`, `damaged`
 */
export function decodeRle(bytes: Uint8Array, layout: PixelLayout): UnsignedPixels {
  const { samplesPerPixel, bitsAllocated } = layout
  if (bytes.length < headerBytes) throw truncated()
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerBytes)
  const sampleBytes = bitsAllocated === 1 ? 1 : bitsAllocated / 8
  const segments = samplesPerPixel * sampleBytes
  if (header.getUint32(0, true) !== segments) throw damaged('its number of RLE segments doesn’t fit its pixels')
  const pixels = layout.rows * layout.columns
  const words = emptySamples(layout, pixels * samplesPerPixel)
  const target = new Uint8Array(words.buffer)
  for (let segment = 0; segment < segments; segment += 1) {
    const start = header.getUint32(4 + 4 * segment, true)
    const end = segment + 1 < segments ? header.getUint32(8 + 4 * segment, true) : bytes.length
    if (start < headerBytes || end < start || end > bytes.length)
      throw damaged('its RLE segments overlap or lie outside')
    const sample = Math.floor(segment / sampleBytes)
    const byte = sampleBytes - 1 - (segment % sampleBytes)
    unpack(bytes.subarray(start, end), target, sample * sampleBytes + byte, samplesPerPixel * sampleBytes, pixels)
  }
  return words
}

/** PackBits: n literal bytes after n - 1, one byte 257 - n times after n. */
function unpack(from: Uint8Array, to: Uint8Array, offset: number, step: number, count: number): void {
  let at = 0
  let done = 0
  while (done < count) {
    if (at >= from.length) throw truncated()
    const control = from[at]!
    at += 1
    if (control === 128) continue
    const isRun = control > 128
    const length = Math.min(isRun ? 257 - control : control + 1, count - done)
    if (at + (isRun ? 1 : length) > from.length) throw truncated()
    for (let index = 0; index < length; index += 1) {
      to[offset + (done + index) * step] = isRun ? from[at]! : from[at + index]!
    }
    at += isRun ? 1 : control + 1
    done += length
  }
}
