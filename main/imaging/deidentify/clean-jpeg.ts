import { damaged } from '#main/imaging/dicom/dicom-refusal.ts'

/** A codestream without what isn't needed to decode it, and how many parts were taken out. */
export interface CleanCodestream {
  readonly bytes: Uint8Array
  readonly removed: number
}

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda
const comment = 0xfe
const jpegLsFrame = 0xf7

const isApplication = (marker: number): boolean => marker >= 0xe0 && marker <= 0xef
/** Tables, frame headers, restart interval, line count: what a decoder needs, and no more. */
const isNeeded = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || [0xda, 0xdb, 0xdc, 0xdd, jpegLsFrame, 0xf8].includes(marker)

/**
 * A JPEG (ITU-T T.81) or JPEG-LS (T.87) codestream without application and comment segments, without fill bytes, without whatever comes
 * after its end. Of Adobe's segment the one byte stays that says whether colors were transformed, of HP's for JPEG-LS the name of the
 * transform: without them the colors would be others.
 * @throws DicomRefusal `damaged` where it isn't one
 */
export function cleanJpeg(bytes: Uint8Array): CleanCodestream {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) throw damaged('its compressed pixels are no JPEG image')
  const parts: Uint8Array[] = [bytes.subarray(0, 2)]
  let removed = 0
  let at = 2
  let isJpegLs = false
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) throw damaged('its JPEG image has something between its parts')
    while (bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1]
    if (marker === undefined || marker === endOfImage) break
    const end = segmentEnd(bytes, at)
    if (marker === jpegLsFrame) isJpegLs = true
    if (isNeeded(marker)) parts.push(bytes.subarray(at, end))
    else if (isApplication(marker) || marker === comment || marker >= 0xf0) {
      const rest = essence(marker, bytes.subarray(at + 4, end))
      if (rest) parts.push(rest)
      else removed += 1
    } else throw damaged('its JPEG image has a part that no such image has')
    at = end
    if (marker !== startOfScan) continue
    const scanEnd = endOfEntropy(bytes, at, isJpegLs)
    parts.push(bytes.subarray(at, scanEnd))
    at = scanEnd
  }
  // What follows the end is padding, at most one byte of it.
  if (at + 3 < bytes.length) removed += 1
  parts.push(Uint8Array.of(0xff, endOfImage))
  return { bytes: joined(parts), removed }
}

function segmentEnd(bytes: Uint8Array, at: number): number {
  const length = (bytes[at + 2]! << 8) | bytes[at + 3]!
  const end = at + 2 + length
  if (!(length >= 2) || end > bytes.length) throw damaged('its JPEG image ends within a part')
  return end
}

/** The segment as we write it ourselves, where a decoder needs it. */
function essence(marker: number, body: Uint8Array): Uint8Array | undefined {
  const name = Buffer.from(body.subarray(0, 5)).toString('latin1')
  if (marker === 0xee && name === 'Adobe' && body.length >= 12 && body[11]! <= 2)
    return Uint8Array.of(0xff, marker, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, body[11]!)
  if (marker === 0xe8 && name.startsWith('mrfx') && body.length === 5 && body[4]! <= 5)
    return Uint8Array.of(0xff, marker, 0, 7, ...Buffer.from('mrfx'), body[4]!)
  return undefined
}

/** Coded data runs to the next marker: JPEG stuffs a zero byte behind 0xff, JPEG-LS a zero bit; restart markers belong to it. */
function endOfEntropy(bytes: Uint8Array, from: number, isJpegLs: boolean): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0) {
    const next = bytes[at + 1]
    if (next === undefined) return at
    const isData = isJpegLs ? next < 0x80 : next === 0
    if (!isData && !(next >= 0xd0 && next <= 0xd7)) {
      if (next !== 0xff) return at
      at += 1
      continue
    }
    at = bytes.indexOf(0xff, at + 2)
  }
  return bytes.length
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
