import { damaged } from '#main/imaging/dicom/dicom-refusal.ts'
import type { CleanCodestream } from './clean-jpeg.ts'

const startOfCodestream = 0xff4f
const startOfTilePart = 0xff90
const startOfData = 0xff93
const endOfCodestream = 0xffd9
const comment = 0xff64

/** Segments of headers that a decoder may need (ITU-T T.800, Annex A, and T.814): sizes, styles, quantization, order, lengths. */
const needed: ReadonlySet<number> = new Set([
  0xff50, 0xff51, 0xff52, 0xff53, 0xff55, 0xff57, 0xff58, 0xff59, 0xff5c, 0xff5d, 0xff5e, 0xff5f, 0xff60, 0xff61,
  0xff63,
])

/**
 * A JPEG 2000 or HTJ2K codestream whose comments are blanked: their lengths stay, as the lengths of tile parts count them. What
 * follows the end is dropped, and so are the boxes of a JP2 file around it (color profiles, XML, identifiers).
 * @throws DicomRefusal `damaged` where it isn't one
 */
export function cleanJpeg2000(bytes: Uint8Array): CleanCodestream {
  const start = codestreamStart(bytes)
  // Not `slice`: a Buffer's shares its bytes with the source.
  const clean = new Uint8Array(bytes.subarray(start))
  const view = new DataView(clean.buffer)
  if (clean.length < 4 || view.getUint16(0) !== startOfCodestream)
    throw damaged('its compressed pixels are no JPEG 2000 image')
  let removed = start > 0 ? 1 : 0
  let at = 2
  for (;;) {
    if (at + 2 > clean.length) throw damaged('its JPEG 2000 image ends early')
    const marker = view.getUint16(at)
    if (marker === endOfCodestream) break
    const header = blankComments(view, at)
    removed += header.blanked
    if (header.at + 2 > clean.length || view.getUint16(header.at) !== startOfTilePart) {
      if (header.at + 2 <= clean.length && view.getUint16(header.at) === endOfCodestream) {
        at = header.at
        break
      }
      throw damaged('its JPEG 2000 image has no tiles where they should be')
    }
    const tile = tilePart(view, header.at)
    removed += tile.blanked
    at = tile.end
    // An encoder may leave the end of the codestream away.
    if (at >= clean.length - 1) return { bytes: clean.subarray(0, at), removed }
  }
  return { bytes: clean.subarray(0, at + 2), removed: removed + (at + 3 < clean.length ? 1 : 0) }
}

/** Blanks comments from `at` up to the first marker of another kind than a header's. */
function blankComments(view: DataView, from: number): { readonly at: number; readonly blanked: number } {
  let at = from
  let blanked = 0
  while (at + 4 <= view.byteLength) {
    const marker = view.getUint16(at)
    if (marker === startOfTilePart || marker === startOfData || marker === endOfCodestream) break
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > view.byteLength) throw damaged('its JPEG 2000 image ends within a part')
    if (marker === comment) {
      const body = new Uint8Array(view.buffer, view.byteOffset + at + 4, length - 2)
      if (body.some((byte) => byte !== 0)) blanked += 1
      body.fill(0)
    } else if (!needed.has(marker)) throw damaged('its JPEG 2000 image has a part that no such image has')
    at += 2 + length
  }
  return { at, blanked }
}

function tilePart(view: DataView, at: number): { readonly end: number; readonly blanked: number } {
  if (at + 12 > view.byteLength) throw damaged('its JPEG 2000 image ends within a tile')
  const length = view.getUint32(at + 6)
  const header = blankComments(view, at + 12)
  if (length === 0) return { end: endOfLastTile(view), blanked: header.blanked }
  const end = at + length
  if (end > view.byteLength || end < header.at) throw damaged('its JPEG 2000 image ends within a tile')
  return { end, blanked: header.blanked }
}

/** The last tile may say that it runs to the end of the codestream. */
function endOfLastTile(view: DataView): number {
  for (let at = view.byteLength - 2; at > view.byteLength - 16 && at > 0; at--)
    if (view.getUint16(at) === endOfCodestream) return at
  return view.byteLength
}

/** Where the codestream begins: at once, or in the box `jp2c` of a JP2 file. */
function codestreamStart(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || view.getUint32(4) !== 0x6a502020) return 0
  let at = 0
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at)
    if (view.getUint32(at + 4) === 0x6a703263) return at + (length === 1 ? 16 : 8)
    if (length < 8) break
    at += length
  }
  throw damaged('its JP2 file holds no image')
}
