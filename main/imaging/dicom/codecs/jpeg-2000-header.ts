import { damaged, DicomRefusal, truncated } from '../dicom-refusal.ts'

/** What the main header of a JPEG 2000 codestream says (ISO/IEC 15444-1 = ITU-T T.800, annex A). */
export interface Jpeg2000Header {
  readonly rows: number
  readonly columns: number
  readonly components: readonly { readonly bits: number; readonly isSigned: boolean; readonly isSubsampled: boolean }[]
}

/** Larger images of the scanners that tile have some thousand. The decoder holds a description of each. */
const mostTiles = 16_384
/** Packets that a header can promise; each costs time whether or not there are bytes for it. */
const mostPackets = 4_000_000

const startOfCodestream = 0xff4f
const size = 0xff51
const codingStyle = 0xff52
const startOfTile = 0xff90
const endOfCodestream = 0xffd9

/**
 * The codestream itself, where a writer left it in the boxes of a JP2 file against PS3.5, section 8.2.4.
 * @throws DicomRefusal `damaged`
 */
export function jpeg2000Codestream(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  if (bytes.length >= 4 && view.getUint16(0) === startOfCodestream && view.getUint16(2) === size) return bytes
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = view.getUint32(at)
    if (view.getUint32(at + 4) === 0x6a703263) return jpeg2000Codestream(bytes.subarray(at + 8))
    if (length < 8) break
    at += length
  }
  throw damaged('its compressed pixels are no JPEG 2000 codestream')
}

/**
 * @param bytes from the start of the codestream on
 * @throws DicomRefusal `truncated`, `damaged`, `too-large` (more tiles or packets than a picture of bounded size has use for)
 */
export function readJpeg2000Header(bytes: Uint8Array): Jpeg2000Header {
  const view = viewOf(bytes)
  let image: (Jpeg2000Header & { readonly tiles: number; readonly tileArea: readonly [number, number] }) | undefined
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = view.getUint16(at)
    if (marker === startOfTile) {
      if (!image) break
      refuseCutOff(view, at)
      return image
    }
    const length = view.getUint16(at + 2)
    if (length < 2 || marker < 0xff00)
      throw damaged('its JPEG 2000 codestream has something else where a marker belongs')
    if (at + 2 + length > bytes.length) throw truncated()
    const content = new DataView(bytes.buffer, bytes.byteOffset + at + 4, length - 2)
    if (marker === size) image = readSize(content)
    if (marker === codingStyle && image)
      refuseManyPackets(content, image.tiles, image.tileArea, image.components.length)
    at += 2 + length
  }
  throw truncated()
}

/** The high-throughput decoder fills up with zeros what is missing. Each tile-part says how long it is; 0 is up to the end. */
function refuseCutOff(view: DataView, firstTilePart: number): void {
  for (let at = firstTilePart; at < view.byteLength;) {
    const marker = at + 2 <= view.byteLength ? view.getUint16(at) : 0
    if (marker === endOfCodestream) return
    if (marker !== startOfTile || at + 12 > view.byteLength) throw truncated()
    const length = view.getUint32(at + 6)
    if (length === 0) return
    if (length < 14) throw damaged('a tile of its JPEG 2000 codestream has no length')
    at += length
  }
  throw truncated()
}

function readSize(content: DataView): Jpeg2000Header & {
  readonly tiles: number
  readonly tileArea: readonly [number, number]
} {
  if (content.byteLength < 36) throw damaged('the header of its JPEG 2000 codestream is incomplete')
  const [x1, y1, x0, y0, tileWidth, tileHeight, tileX, tileY] = Array.from({ length: 8 }, (_, index) =>
    content.getUint32(2 + 4 * index),
  ) as [number, number, number, number, number, number, number, number]
  const count = content.getUint16(34)
  if (count < 1 || content.byteLength < 36 + 3 * count || x1 <= x0 || y1 <= y0 || tileWidth === 0 || tileHeight === 0)
    throw damaged('the header of its JPEG 2000 codestream is impossible')
  const tiles = Math.ceil((x1 - tileX) / tileWidth) * Math.ceil((y1 - tileY) / tileHeight)
  if (tiles > mostTiles) throw tooManyParts(`${mostTiles} tiles`)
  return {
    rows: y1 - y0,
    columns: x1 - x0,
    tiles,
    tileArea: [Math.min(tileWidth, x1 - x0), Math.min(tileHeight, y1 - y0)],
    components: Array.from({ length: count }, (_, index) => ({
      bits: (content.getUint8(36 + 3 * index) & 0x7f) + 1,
      isSigned: content.getUint8(36 + 3 * index) >= 0x80,
      isSubsampled: content.getUint8(37 + 3 * index) !== 1 || content.getUint8(38 + 3 * index) !== 1,
    })),
  }
}

/** Layers times precincts, over all resolutions, tiles and components. */
function refuseManyPackets(
  content: DataView,
  tiles: number,
  [width, height]: readonly [number, number],
  components: number,
): void {
  if (content.byteLength < 10) throw damaged('the header of its JPEG 2000 codestream is incomplete')
  const hasPrecincts = (content.getUint8(0) & 1) === 1
  const layers = content.getUint16(2)
  const levels = content.getUint8(5)
  if (levels > 32 || layers === 0) throw damaged('the header of its JPEG 2000 codestream is impossible')
  if (hasPrecincts && content.byteLength < 10 + levels + 1)
    throw damaged('the header of its JPEG 2000 codestream is incomplete')
  let precincts = 0
  for (let resolution = 0; resolution <= levels; resolution += 1) {
    const exponents = hasPrecincts ? content.getUint8(10 + resolution) : 0xff
    const reduction = 2 ** (levels - resolution)
    const across = Math.ceil(width / reduction / 2 ** (exponents & 15)) + 1
    const down = Math.ceil(height / reduction / 2 ** (exponents >> 4)) + 1
    precincts += across * down
  }
  if (precincts * layers * tiles * components > mostPackets)
    throw tooManyParts(`${mostPackets / 1_000_000} million packets`)
}

function tooManyParts(most: string): DicomRefusal {
  return new DicomRefusal('too-large', `is compressed as JPEG 2000 with more than ${most}.`)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
