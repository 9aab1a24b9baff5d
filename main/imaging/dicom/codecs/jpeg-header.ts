import { damaged, truncated } from '../dicom-refusal.ts'

/** What stands in the markers of a JPEG (T.81) or JPEG-LS (T.87) codestream up to its first scan. */
export interface JpegHeader {
  /** The frame's marker: C0 baseline, C1 extended, C2 progressive, C3 lossless, F7 JPEG-LS. */
  readonly frameMarker: number
  readonly precision: number
  readonly rows: number
  readonly columns: number
  readonly components: readonly JpegComponent[]
  /** Segments before and between frame and scan, without the frame and the scan themselves. */
  readonly segments: readonly JpegSegment[]
  /** Offset of the first scan's marker. */
  readonly scanOffset: number
}

export interface JpegComponent {
  readonly id: number
  readonly horizontal: number
  readonly vertical: number
}

export interface JpegSegment {
  readonly marker: number
  readonly offset: number
  /** Content, without marker and length. */
  readonly content: Uint8Array
}

const startOfImage = 0xd8
const startOfScan = 0xda
const endOfImage = 0xd9

/** @throws DicomRefusal `truncated`, `damaged` */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) throw damaged('its compressed pixels are no JPEG codestream')
  const segments: JpegSegment[] = []
  let frame: Omit<JpegHeader, 'segments' | 'scanOffset'> | undefined
  let at = 2
  for (;;) {
    const segment = readSegment(bytes, at)
    if (segment.marker === startOfScan) {
      if (!frame) throw damaged('its JPEG codestream has a scan before its frame')
      return { ...frame, segments, scanOffset: segment.offset }
    }
    if (isFrame(segment.marker)) {
      if (frame) throw damaged('its JPEG codestream has two frames')
      frame = readFrame(segment)
    } else segments.push(segment)
    at = segment.offset + 4 + segment.content.length
  }
}

/** The segment that begins at `at`, fill bytes aside. */
export function readSegment(bytes: Uint8Array, at: number): JpegSegment {
  let offset = at
  if (offset + 4 > bytes.length) throw truncated()
  if (bytes[offset] !== 0xff) throw damaged('its JPEG codestream has something else where a marker belongs')
  while (bytes[offset + 1] === 0xff) offset += 1
  const marker = bytes[offset + 1]
  if (marker === undefined || marker === endOfImage) throw truncated()
  const length = (bytes[offset + 2] ?? 0) * 256 + (bytes[offset + 3] ?? 0)
  if (length < 2) throw damaged('a segment of its JPEG codestream has no length')
  if (offset + 2 + length > bytes.length) throw truncated()
  return { marker, offset, content: bytes.subarray(offset + 4, offset + 2 + length) }
}

/** C4, C8 and CC are tables and reserved; F7 is JPEG-LS. */
function isFrame(marker: number): boolean {
  return marker === 0xf7 || (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
}

function readFrame({ marker, content }: JpegSegment): Omit<JpegHeader, 'segments' | 'scanOffset'> {
  const [precision = 0, high = 0, low = 0, wide = 0, narrow = 0, count = 0] = content
  if (count < 1 || content.length < 6 + 3 * count) throw damaged('the frame of its JPEG codestream is incomplete')
  return {
    frameMarker: marker,
    precision,
    rows: high * 256 + low,
    columns: wide * 256 + narrow,
    components: Array.from({ length: count }, (_, index) => {
      const sampling = content[7 + 3 * index]!
      return { id: content[6 + 3 * index]!, horizontal: sampling >> 4, vertical: sampling & 15 }
    }),
  }
}
