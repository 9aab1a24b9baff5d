import { largestFramePixels, largestSidePixels } from '#main/imaging/dicom/pixel-layout.ts'
import { ScanRefusal } from './scan-refusal.ts'

export interface PictureHeader {
  readonly format: 'PNG' | 'JPEG'
  readonly rows: number
  readonly columns: number
}

/** JPEG only: components of a pixel, and whether colors are stored with fewer pixels than brightness. */
export interface JpegHeader extends PictureHeader {
  readonly components: 1 | 3
  readonly isSubsampled: boolean
  /** Whether a segment of Adobe's says that the three components are red, green and blue. */
  readonly isRgb: boolean
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * What a PNG or JPEG file says about itself, from its beginning.
 * @returns nothing where it is neither
 * @throws ScanRefusal `picture` where it is one that isn't taken
 */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return pngHeader(bytes)
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? jpegHeader(bytes) : undefined
}

function pngHeader(bytes: Uint8Array): PictureHeader {
  if (bytes.length < 33) throw damagedPicture()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return withinBounds({ format: 'PNG', columns: view.getUint32(16), rows: view.getUint32(20) })
}

/** @throws ScanRefusal `picture` */
export function jpegHeader(bytes: Uint8Array): JpegHeader {
  let isRgb = false
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) throw damagedPicture()
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return frameHeader(bytes, at, marker, isRgb)
    if (marker === 0xee && Buffer.from(bytes.subarray(at + 4, at + 9)).toString('latin1') === 'Adobe')
      isRgb = bytes[at + 15] === 0
    at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!)
  }
  throw damagedPicture()
}

function frameHeader(bytes: Uint8Array, at: number, marker: number, isRgb: boolean): JpegHeader {
  if (marker === 0xc2)
    throw new ScanRefusal(
      'picture',
      'is a progressive JPEG, which isn’t taken. Save it as a plain (baseline) JPEG or as PNG.',
    )
  if (marker !== 0xc0 && marker !== 0xc1)
    throw new ScanRefusal(
      'picture',
      'is a JPEG of a rare kind, which isn’t taken. Save it as a plain (baseline) JPEG or as PNG.',
    )
  const components = bytes[at + 9]
  if (bytes[at + 4] !== 8 || (components !== 1 && components !== 3))
    throw new ScanRefusal('picture', 'is a JPEG with other colors than gray or red, green and blue. Save it as PNG.')
  const rows = (bytes[at + 5]! << 8) | bytes[at + 6]!
  const columns = (bytes[at + 7]! << 8) | bytes[at + 8]!
  return {
    ...withinBounds({ format: 'JPEG', rows, columns }),
    components,
    isSubsampled: components === 3 && bytes[at + 11] !== bytes[at + 14],
    isRgb,
  }
}

function withinBounds<T extends PictureHeader>(header: T): T {
  const { rows, columns } = header
  if (rows === 0 || columns === 0) throw damagedPicture()
  if (rows > largestSidePixels || columns > largestSidePixels || rows * columns > largestFramePixels)
    throw new ScanRefusal(
      'picture',
      `has more than ${largestSidePixels} pixels a side or ${largestFramePixels / 1_000_000} million in all. Make it smaller, then try again.`,
    )
  return header
}

export function damagedPicture(): ScanRefusal {
  return new ScanRefusal('picture', 'is a damaged picture. Copy it again from its source.')
}
