import { damaged, DicomRefusal } from './dicom-refusal.ts'
import type { ImageFacts } from './image-facts.ts'
import type { DicomFile } from './read-dicom.ts'
import { tags } from './tags.ts'

/** How stored values lie in the pixel data, checked and within bounds: what decoding rests on. */
export interface PixelLayout {
  readonly rows: number
  readonly columns: number
  readonly frames: number
  readonly samplesPerPixel: 1 | 3
  readonly photometric: string
  readonly bitsAllocated: 1 | 8 | 16 | 32
  readonly bitsStored: number
  /** Of the highest bit stored, from 0. */
  readonly highBit: number
  readonly isSigned: boolean
  /** Color by color instead of pixel by pixel. */
  readonly isPlanar: boolean
}

export const largestSidePixels = 30_000
export const largestFramePixels = 64_000_000
/** Of one frame in memory: three samples of 16 bits each in the largest frame, or anything that needs no more. */
const largestFrameBytes = 384_000_000
const largestImagePixels = 2 ** 33

/**
 * @throws DicomRefusal `not-an-image`, `no-pixels`, `too-large`, `pixel-format`, `damaged`; nothing is allocated
 */
export function pixelLayout(file: DicomFile, facts: ImageFacts): PixelLayout {
  refuseWithoutPixels(file)
  const { rows, columns, frames, bitsAllocated } = facts
  if (rows === undefined || columns === undefined) throw damaged('it doesn’t say how many rows and columns it has')
  if (frames === undefined) throw damaged('it doesn’t say how many frames it has')
  if (rows > largestSidePixels || columns > largestSidePixels || rows * columns > largestFramePixels)
    throw tooLarge(`${rows} × ${columns} pixels`)
  if (rows * columns * frames > largestImagePixels) throw tooLarge(`${frames} frames of ${rows} × ${columns} pixels`)
  if (bitsAllocated === undefined) throw damaged('it doesn’t say how many bits a pixel has')
  if (bitsAllocated !== 1 && bitsAllocated !== 8 && bitsAllocated !== 16 && bitsAllocated !== 32)
    throw pixelFormat(`pixels of ${bitsAllocated} bits`)
  // Type 1 in the standard; files of one sample a pixel have come without.
  const samplesPerPixel = facts.samplesPerPixel ?? 1
  if (samplesPerPixel !== 1 && samplesPerPixel !== 3) throw pixelFormat(`${samplesPerPixel} samples a pixel`)
  if (rows * columns * samplesPerPixel * (bitsAllocated / 8) > largestFrameBytes)
    throw tooLarge(`${rows} × ${columns} pixels of ${samplesPerPixel} × ${bitsAllocated} bits`)
  const bitsStored = facts.bitsStored ?? bitsAllocated
  const highBit = file.number(tags.highBit) ?? bitsStored - 1
  if (bitsStored > bitsAllocated || highBit >= bitsAllocated || highBit < bitsStored - 1)
    throw damaged('its bits stored and its highest bit contradict each other')
  if (facts.photometric === undefined) throw damaged('it doesn’t say how its pixels are to be shown')
  return {
    rows,
    columns,
    frames,
    samplesPerPixel,
    photometric: facts.photometric,
    bitsAllocated,
    bitsStored,
    highBit,
    isSigned: facts.isSigned ?? false,
    isPlanar: samplesPerPixel === 3 && facts.planarConfiguration === 1,
  }
}

/** @param what pixels that exist but aren't decoded here, in the plural or with a number */
export function pixelFormat(what: string): DicomRefusal {
  return new DicomRefusal('pixel-format', `has ${what}, which can’t be shown here.`)
}

function tooLarge(size: string): DicomRefusal {
  return new DicomRefusal(
    'too-large',
    `says that it has ${size}. At most ${largestSidePixels} a side and ${largestFramePixels / 1_000_000} million a frame are shown.`,
  )
}

function refuseWithoutPixels(file: DicomFile): void {
  if (file.element(tags.pixelData)) return
  if (file.element(tags.floatPixelData) ?? file.element(tags.doubleFloatPixelData))
    throw pixelFormat('pixels of floating-point numbers')
  if (file.element(tags.rows)) throw new DicomRefusal('no-pixels', 'describes an image, but holds no pixels.')
  throw new DicomRefusal('not-an-image', `holds ${contentOf(file.sopClass)}, no image.`)
}

/** What files without pixels are, by their SOP class (PS3.4, annex B) or its beginning. */
const contents: readonly (readonly [string, string])[] = [
  ['1.2.840.10008.1.3.10', 'the directory of a disc'],
  ['1.2.840.10008.5.1.4.1.1.88', 'a report'],
  ['1.2.840.10008.5.1.4.1.1.9', 'a waveform'],
  ['1.2.840.10008.5.1.4.1.1.11', 'a presentation of other images'],
  ['1.2.840.10008.5.1.4.1.1.104', 'a document'],
  ['1.2.840.10008.5.1.4.1.1.481', 'a radiotherapy object'],
]

function contentOf(sopClass: string | undefined): string {
  return (
    contents.find(([start]) => sopClass === start || sopClass?.startsWith(`${start}.`))?.[1] ?? 'data of another kind'
  )
}
