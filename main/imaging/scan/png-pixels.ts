import zlib from 'node:zlib'
import { decode, type DecodedPng } from 'fast-png'
import { damagedPicture } from './picture-header.ts'

/** Pixels of a PNG picture as DICOM has them, without anything else that was in the file. */
export interface PngPixels {
  readonly rows: number
  readonly columns: number
  readonly samplesPerPixel: 1 | 3
  /** Gray of 16 bits stays as it is; all else has 8. */
  readonly pixels: Uint8Array | Uint16Array
}

const signatureBytes = 8
/** What shows the picture. Text, times, color profiles and thumbnails are left out before anything is unpacked. */
const critical: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

/**
 * Decodes a PNG. What is transparent is laid over black, colors of 16 bits are cut to 8.
 * @throws ScanRefusal `picture` where it can't be decoded or holds more than it says
 */
export function pngPixels(bytes: Uint8Array): PngPixels {
  let png: DecodedPng
  try {
    png = decode(onlyPicture(bytes))
  } catch {
    throw damagedPicture()
  }
  const { width: columns, height: rows } = png
  const samples = png.palette ? paletteSamples(png) : unpackedSamples(png)
  const color = samples.channels >= 3
  const hasAlpha = samples.channels === 2 || samples.channels === 4
  const to8 = png.depth === 16 && color ? 257 : 1
  const kept = color ? 3 : 1
  const pixels = png.depth === 16 && !color ? new Uint16Array(rows * columns) : new Uint8Array(rows * columns * kept)
  const full = samples.most
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    const from = pixel * samples.channels
    const alpha = hasAlpha ? samples.data[from + samples.channels - 1]! / full : 1
    for (let sample = 0; sample < kept; sample++) {
      const value = samples.data[from + sample]!
      pixels[pixel * kept + sample] = hasAlpha || to8 > 1 ? Math.round((value * alpha) / to8) : value
    }
  }
  return { rows, columns, samplesPerPixel: kept, pixels }
}

interface Samples {
  readonly data: ArrayLike<number>
  readonly channels: number
  /** The value that is full. */
  readonly most: number
}

/** A PNG of the chunks that are needed, whose pixels unpack to what its header says and not to more. */
function onlyPicture(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = [bytes.subarray(0, signatureBytes)]
  const packed: Uint8Array[] = []
  let at = signatureBytes
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at)
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    if (at + 12 + length > bytes.length) throw damagedPicture()
    if (critical.has(type)) parts.push(bytes.subarray(at, at + 12 + length))
    if (type === 'IDAT') packed.push(bytes.subarray(at + 8, at + 8 + length))
    at += 12 + length
    if (type === 'IEND') break
  }
  const columns = view.getUint32(16)
  const rows = view.getUint32(20)
  // At most four samples of 16 bits a pixel, and for each row a byte; interlaced pictures have up to seven times the rows.
  const most = rows * columns * 8 + rows * 8 + 4096
  zlib.inflateSync(Buffer.concat(packed), { maxOutputLength: most })
  return Buffer.concat(parts)
}

function unpackedSamples({ data, depth, channels, width, height }: DecodedPng): Samples {
  const most = 2 ** depth - 1
  if (depth >= 8) return { data, channels, most }
  const indices = unpacked(data, depth, width, height)
  return { data: indices.map((value) => Math.round((value * 255) / most)), channels: 1, most: 255 }
}

function paletteSamples({ data, depth, width, height, palette }: DecodedPng): Samples {
  const indices = depth < 8 ? unpacked(data, depth, width, height) : data
  const channels = palette!.some((color) => color.length === 4) ? 4 : 3
  const colors = new Uint8Array(width * height * channels)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const color = palette![indices[pixel]!]
    if (!color) throw damagedPicture()
    for (let sample = 0; sample < channels; sample++) colors[pixel * channels + sample] = color[sample] ?? 255
  }
  return { data: colors, channels, most: 255 }
}

/** Several pixels lie in a byte, each row beginning with a new one. */
function unpacked(data: ArrayLike<number>, depth: number, width: number, height: number): Uint8Array {
  if (data.length === width * height) return Uint8Array.from(data)
  const rowBytes = Math.ceil((width * depth) / 8)
  const values = new Uint8Array(width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const bit = column * depth
      const byte = data[row * rowBytes + (bit >>> 3)]!
      values[row * width + column] = (byte >>> (8 - depth - (bit & 7))) & (2 ** depth - 1)
    }
  return values
}
