/**
 * JPEG Lossless, sequential with Huffman coding (ISO/IEC 10918-1 = ITU-T T.81, process 14, annex H).
 *
 * Of our own, since @cornerstonejs/jpeg-lossless-decoder-js returns half an image without a word where a codestream ends early,
 * and knows neither point transforms nor color of more than 8 bits.
 */
import { damaged, refusalOfPrecision, truncated } from '../dicom-refusal.ts'
import type { PixelLayout } from '../pixel-layout.ts'
import { emptySamples, type UnsignedPixels } from '../stored-values.ts'
import { bitReader, type BitReader } from './bit-reader.ts'
import { huffmanTables, type HuffmanTable } from './huffman-tables.ts'
import { readJpegHeader, readSegment, type JpegHeader, type JpegSegment } from './jpeg-header.ts'

interface Scan {
  /** Places of its components among those of a pixel. */
  readonly places: readonly number[]
  readonly tables: readonly HuffmanTable[]
  readonly predictor: number
  readonly pointTransform: number
  /** Rows between restarts; all where there are none. */
  readonly restartRows: number
  readonly dataOffset: number
}

/**
 * @returns allocated words, pixel by pixel
 * @throws DicomRefusal `truncated`, `damaged`, `transfer-syntax` (another JPEG process than lossless)
 */
export function decodeJpegLossless(bytes: Uint8Array, layout: PixelLayout): UnsignedPixels {
  const header = readJpegHeader(bytes)
  refuseOtherFrames(header, layout)
  const words = emptySamples(layout, layout.rows * layout.columns * layout.samplesPerPixel)
  const segments = [...header.segments]
  let at = header.scanOffset
  for (let decoded = 0; decoded < header.components.length;) {
    const segment = readSegment(bytes, at)
    at = segment.offset + 4 + segment.content.length
    if (segment.marker !== 0xda) {
      segments.push(segment)
      continue
    }
    const scan = readScan(segment, header, segments, layout)
    const reader = bitReader(bytes, at)
    decodeScan(reader, scan, layout, header, words)
    at = reader.end()
    decoded += scan.places.length
  }
  return words
}

function refuseOtherFrames(header: JpegHeader, layout: PixelLayout): void {
  if (header.frameMarker !== 0xc3) throw damaged('its JPEG codestream is not lossless')
  if (header.rows !== layout.rows || header.columns !== layout.columns)
    throw damaged('its JPEG codestream has another size than the image')
  if (header.components.length !== layout.samplesPerPixel)
    throw damaged('its JPEG codestream has another number of colors than the image')
  if (header.precision < 2 || header.precision > 16 || header.precision > layout.bitsAllocated)
    throw refusalOfPrecision('JPEG Lossless', header.precision)
  const isSubsampled = header.components.some(({ horizontal, vertical }) => horizontal !== 1 || vertical !== 1)
  if (isSubsampled && header.components.length > 1) throw damaged('its lossless JPEG codestream is subsampled')
}

function readScan(
  { content, offset }: JpegSegment,
  header: JpegHeader,
  segments: readonly JpegSegment[],
  layout: PixelLayout,
): Scan {
  const count = content[0] ?? 0
  if (count < 1 || content.length < 4 + 2 * count) throw damaged('a scan of its JPEG codestream is incomplete')
  const defined = huffmanTables(segments)
  const places: number[] = []
  const tables: HuffmanTable[] = []
  for (let index = 0; index < count; index += 1) {
    const place = header.components.findIndex(({ id }) => id === content[1 + 2 * index])
    const table = defined.get(content[2 + 2 * index]! >> 4)
    if (place < 0 || places.includes(place) || !table) throw damaged('a scan of its JPEG codestream lacks its tables')
    places.push(place)
    tables.push(table)
  }
  const predictor = content[1 + 2 * count]!
  const pointTransform = content[3 + 2 * count]! & 15
  if (predictor < 1 || predictor > 7 || pointTransform >= header.precision)
    throw damaged('a scan of its JPEG codestream has no predictor')
  const interval = segments.findLast(({ marker }) => marker === 0xdd)?.content
  const restart = interval ? (interval[0] ?? 0) * 256 + (interval[1] ?? 0) : 0
  // T.81, H.1.1: an interval is a whole number of rows.
  if (restart % layout.columns !== 0) throw damaged('its JPEG codestream restarts within a row')
  return {
    places,
    tables,
    predictor,
    pointTransform,
    restartRows: restart === 0 ? layout.rows : restart / layout.columns,
    dataOffset: offset + 4 + content.length,
  }
}

function decodeScan(
  reader: BitReader,
  scan: Scan,
  { rows, columns, samplesPerPixel: step }: PixelLayout,
  { precision }: JpegHeader,
  words: UnsignedPixels,
): void {
  const { places, tables, predictor, pointTransform } = scan
  const first = 1 << (precision - pointTransform - 1)
  const stride = columns * step
  for (let row = 0; row < rows; row += 1) {
    const isFirstRow = row % scan.restartRows === 0
    if (isFirstRow && row > 0) reader.restart()
    for (let column = 0; column < columns; column += 1)
      for (let index = 0; index < places.length; index += 1) {
        const at = row * stride + column * step + places[index]!
        let predicted = first
        if (isFirstRow) {
          if (column > 0) predicted = words[at - step]! >> pointTransform
        } else if (column === 0) predicted = words[at - stride]! >> pointTransform
        else
          predicted = predict(
            predictor,
            words[at - step]! >> pointTransform,
            words[at - stride]! >> pointTransform,
            words[at - stride - step]! >> pointTransform,
          )
        words[at] = ((predicted + reader.difference(tables[index]!)) & 0xffff) << pointTransform
      }
    if (reader.isExhausted()) throw truncated()
  }
}

/** T.81, table H.1; `a` is left, `b` above, `c` above left. */
function predict(predictor: number, a: number, b: number, c: number): number {
  switch (predictor) {
    case 1:
      return a
    case 2:
      return b
    case 3:
      return c
    case 4:
      return a + b - c
    case 5:
      return a + ((b - c) >> 1)
    case 6:
      return b + ((a - c) >> 1)
    default:
      return (a + b) >> 1
  }
}
