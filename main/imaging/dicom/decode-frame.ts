import type { DecodedFrame } from '#shared/domain/imaging/decoded-frame.ts'
import { decodeJpegLossless } from './codecs/decode-jpeg-lossless.ts'
import { decodeNative } from './codecs/decode-native.ts'
import { decodeRle } from './codecs/decode-rle.ts'
import { decodeHighThroughput, decodeJpeg, decodeJpeg2000, decodeJpegLs } from './codecs/wasm-decoders.ts'
import { rgbOfPalette, rgbOfYbrFull } from './color.ts'
import { damaged, DicomRefusal } from './dicom-refusal.ts'
import { bytesOf } from './element-values.ts'
import { encapsulatedFrame } from './frame-bytes.ts'
import { imageFacts } from './image-facts.ts'
import type { DicomElement } from './parse-data-set.ts'
import { pixelFormat, pixelLayout, type PixelLayout } from './pixel-layout.ts'
import type { DicomFile } from './read-dicom.ts'
import { interleaved, storedValues, type UnsignedPixels } from './stored-values.ts'
import { tags } from './tags.ts'
import { decodableSyntax, type Codec } from './transfer-syntaxes.ts'

/**
 * Decodes one frame. Color of every model comes out as RGB, pixel by pixel; gray as it is stored.
 * @param frameNumber from 1, as DICOM counts
 * @throws DicomRefusal of any reason; nothing else
 */
export async function decodeFrame(file: DicomFile, frameNumber: number): Promise<DecodedFrame> {
  const facts = imageFacts(file)
  const layout = pixelLayout(file, facts)
  const syntax = decodableSyntax(file.transferSyntax)
  refuseUnknownColor(layout)
  const element = file.element(tags.pixelData)!
  if (!Number.isInteger(frameNumber) || frameNumber < 1 || frameNumber > layout.frames)
    throw new DicomRefusal('no-pixels', `has no frame ${frameNumber}.`)
  if ((element.fragments !== undefined) !== syntax.isEncapsulated)
    throw damaged('its pixels are not stored as its transfer syntax says')
  const words = await decodeWords(file, element, layout, syntax.codec, frameNumber - 1)
  const { rows, columns, samplesPerPixel, bitsStored, isSigned } = layout
  const frame = { rows, columns, slope: facts.slope, intercept: facts.intercept }
  if (samplesPerPixel === 1 && layout.photometric !== 'PALETTE COLOR')
    return {
      ...frame,
      samplesPerPixel,
      pixels: storedValues(words, layout),
      bitsStored,
      isSigned,
      photometric: layout.photometric === 'MONOCHROME1' ? 'MONOCHROME1' : 'MONOCHROME2',
    }
  const rgb = rgbOf(file, words, layout, syntax.codec)
  return {
    ...frame,
    samplesPerPixel: 3,
    pixels: rgb,
    bitsStored: samplesPerPixel === 1 ? 8 : bitsStored,
    isSigned: false,
    photometric: 'RGB',
  }
}

async function decodeWords(
  file: DicomFile,
  element: DicomElement,
  layout: PixelLayout,
  codec: Codec,
  frame: number,
): Promise<UnsignedPixels> {
  if (!element.fragments) {
    const areBytesSwapped = !file.isLittleEndian && element.vr === 'OW'
    return pixelByPixel(
      decodeNative(bytesOf(file.dataSet, element), layout, frame, file.isLittleEndian, areBytesSwapped),
      layout,
    )
  }
  const bytes = encapsulatedFrame(file, element, layout.frames, frame)
  switch (codec) {
    case 'native':
      return pixelByPixel(decodeNative(bytes, layout, 0, true, false), layout)
    case 'rle':
      return decodeRle(bytes, layout)
    case 'jpeg':
      return decodeJpeg(bytes, layout)
    case 'jpeg-lossless':
      return decodeJpegLossless(bytes, layout)
    case 'jpeg-ls':
      return decodeJpegLs(bytes, layout)
    case 'jpeg-2000':
      return decodeJpeg2000(bytes, layout)
    case 'htj2k':
      return decodeHighThroughput(bytes, layout)
  }
}

/** Only uncompressed color lies plane by plane; subsampled it can't. */
function pixelByPixel(words: UnsignedPixels, layout: PixelLayout): UnsignedPixels {
  return layout.isPlanar && layout.photometric !== 'YBR_FULL_422'
    ? interleaved(words, layout.rows * layout.columns)
    : words
}

const grayModels = new Set(['MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR'])
const colorModels = new Set(['RGB', 'YBR_FULL', 'YBR_FULL_422', 'YBR_RCT', 'YBR_ICT'])

function refuseUnknownColor({ samplesPerPixel, photometric, bitsAllocated }: PixelLayout): void {
  if (!(samplesPerPixel === 1 ? grayModels : colorModels).has(photometric)) {
    const name = /^[A-Z0-9_ ]{1,16}$/.test(photometric) ? photometric : 'unknown'
    throw pixelFormat(`pixels of the color model ${name}`)
  }
  if (samplesPerPixel === 3 && photometric !== 'RGB' && bitsAllocated !== 8)
    throw pixelFormat(`pixels of the color model ${photometric} with ${bitsAllocated} bits`)
  if (photometric === 'PALETTE COLOR' && bitsAllocated > 16) throw pixelFormat(`a palette for ${bitsAllocated} bits`)
}

function rgbOf(file: DicomFile, words: UnsignedPixels, layout: PixelLayout, codec: Codec): UnsignedPixels {
  if (layout.photometric === 'PALETTE COLOR')
    return rgbOfPalette(file, storedValues(words, layout) as UnsignedPixels, layout.isSigned)
  const unsigned = { ...layout, isSigned: false }
  const pixels = storedValues(words, unsigned) as UnsignedPixels
  // JPEG and JPEG 2000 undo their own transforms; what the others store is what the file names.
  const isYbr = layout.photometric === 'YBR_FULL' || layout.photometric === 'YBR_FULL_422'
  if (!isYbr || codec === 'jpeg' || !(pixels instanceof Uint8Array)) return pixels
  return rgbOfYbrFull(pixels)
}
