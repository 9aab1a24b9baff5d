import { damaged } from '#main/imaging/dicom/dicom-refusal.ts'
import type { CleanCodestream } from './clean-jpeg.ts'

const headerBytes = 64
const mostSegments = 15

/**
 * A frame of RLE (PS3.5, Annex G) whose segments end where their pixels end, one after the other: whatever stood between or behind
 * them is gone.
 * @param pixels of a frame: what each segment gives in bytes
 * @throws DicomRefusal `damaged` where segments contradict the image
 */
export function cleanRle(bytes: Uint8Array, pixels: number): CleanCodestream {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = bytes.length >= headerBytes ? view.getUint32(0, true) : 0
  if (count < 1 || count > mostSegments) throw damaged('its compressed pixels are no RLE image')
  const starts = Array.from({ length: count }, (_, index) => view.getUint32(4 + 4 * index, true))
  const segments = starts.map((start, index) => {
    const end = starts[index + 1] ?? bytes.length
    if (start < headerBytes || end < start || end > bytes.length)
      throw damaged('its RLE image has segments out of order')
    return bytes.subarray(start, segmentEnd(bytes, start, end, pixels))
  })
  const even = (length: number): number => length + (length & 1)
  const clean = new Uint8Array(headerBytes + segments.reduce((sum, segment) => sum + even(segment.length), 0))
  const header = new DataView(clean.buffer)
  header.setUint32(0, count, true)
  let at = headerBytes
  segments.forEach((segment, index) => {
    header.setUint32(4 + 4 * index, at, true)
    clean.set(segment, at)
    at += even(segment.length)
  })
  return { bytes: clean, removed: clean.length + 2 < bytes.length ? 1 : 0 }
}

/** Where the runs have given all bytes of the segment. */
function segmentEnd(bytes: Uint8Array, start: number, end: number, pixels: number): number {
  let at = start
  let given = 0
  while (given < pixels) {
    if (at >= end) throw damaged('its RLE image ends early')
    const control = bytes[at]!
    if (control < 128) {
      given += control + 1
      at += control + 2
    } else {
      if (control > 128) given += 257 - control
      at += control > 128 ? 2 : 1
    }
  }
  if (at > end) throw damaged('its RLE image ends early')
  return at
}
