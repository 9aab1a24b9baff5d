import { DicomRefusal, truncated } from '#main/imaging/dicom/dicom-refusal.ts'
import type { ElementToWrite } from '#main/imaging/dicom/element-to-write.ts'
import { bytesOf } from '#main/imaging/dicom/element-values.ts'
import { encapsulatedFrame } from '#main/imaging/dicom/frame-bytes.ts'
import type { ImageFacts } from '#main/imaging/dicom/image-facts.ts'
import type { DicomElement } from '#main/imaging/dicom/parse-data-set.ts'
import { pixelLayout, type PixelLayout } from '#main/imaging/dicom/pixel-layout.ts'
import type { DicomFile } from '#main/imaging/dicom/read-dicom.ts'
import { tags } from '#main/imaging/dicom/tags.ts'
import { decodableSyntax, type Codec } from '#main/imaging/dicom/transfer-syntaxes.ts'
import type { RemovalReport } from '#shared/domain/imaging/removal-report.ts'
import { cleanJpeg2000 } from './clean-jpeg-2000.ts'
import { cleanJpeg, type CleanCodestream } from './clean-jpeg.ts'
import { cleanRle } from './clean-rle.ts'
import { swapped } from './kept-value.ts'

export interface CleanPixels {
  readonly element: ElementToWrite
  readonly removed: RemovalReport['pixels']
  /** Whether the pixels stay compressed as they were. */
  readonly isCompressed: boolean
}

const nothing: RemovalReport['pixels'] = { overlaysInPixels: 0, commentsInPixels: 0, bytesBehindPixels: 0 }

/**
 * The pixels and nothing but the pixels: no overlay in bits that aren't theirs, no comment in a codestream, nothing behind the last one.
 * @throws DicomRefusal where pixels are missing, cut off, of a syntax or form that isn't read, or hide an overlay in compressed ones
 */
export function cleanPixels(file: DicomFile, facts: ImageFacts): CleanPixels {
  const layout = pixelLayout(file, facts)
  const { codec } = decodableSyntax(file.transferSyntax)
  const element = file.element(tags.pixelData)!
  if (codec === 'native' && !element.fragments) return cleanNative(file, element, layout, facts)
  if (hidesOverlay(file))
    throw new DicomRefusal(
      'pixel-format',
      'has a drawing hidden in its compressed pixels that can’t be removed. Export it uncompressed.',
    )
  return cleanCompressed(file, element, layout, codec)
}

function cleanCompressed(file: DicomFile, element: DicomElement, layout: PixelLayout, codec: Codec): CleanPixels {
  const segmentBytes = layout.rows * layout.columns
  const frames = Array.from({ length: layout.frames }, (_, frame) =>
    cleanFrame(encapsulatedFrame(file, element, layout.frames, frame), codec, segmentBytes),
  )
  const hadComments = frames.some(({ removed }) => removed > 0)
  return {
    element: { tag: tags.pixelData, vr: 'OB', frames: frames.map(({ bytes }) => bytes) },
    removed: { ...nothing, commentsInPixels: hadComments ? 1 : 0 },
    isCompressed: true,
  }
}

function cleanFrame(bytes: Uint8Array, codec: Codec, segmentBytes: number): CleanCodestream {
  switch (codec) {
    case 'jpeg':
    case 'jpeg-lossless':
    case 'jpeg-ls':
      return cleanJpeg(bytes)
    case 'jpeg-2000':
    case 'htj2k':
      return cleanJpeg2000(bytes)
    case 'rle':
      return cleanRle(bytes, segmentBytes)
    case 'native':
      throw new DicomRefusal(
        'transfer-syntax',
        'has uncompressed pixels in the form of compressed ones, which isn’t taken. Export it uncompressed.',
      )
    default:
      return codec satisfies never
  }
}

/** An overlay of the old kind: it has a bit position and no data of its own. */
function hidesOverlay(file: DicomFile): boolean {
  return [...file.dataSet.elements.keys()].some(
    (tag) =>
      isOverlayGroup(tag) &&
      (tag & 0xffff) === 0x0102 &&
      !file.element(tag - 0x0102 + 0x3000) &&
      (file.number(tag) ?? 0) > 0,
  )
}

function isOverlayGroup(tag: number): boolean {
  const group = tag >>> 16
  return group >= 0x6000 && group <= 0x60ff && (group & 1) === 0
}

function cleanNative(file: DicomFile, element: DicomElement, layout: PixelLayout, facts: ImageFacts): CleanPixels {
  const source = bytesOf(file.dataSet, element)
  const length = nativeLength(layout)
  if (source.length < length) throw truncated()
  const isSwapped = !file.isLittleEndian && element.vr !== 'OB'
  const inOrder = isSwapped ? swapped(source, Math.max(2, layout.bitsAllocated / 8)) : source
  const pixels = inOrder.subarray(0, length)
  const masked = withoutUnusedBits(pixels, layout, facts.paddingValue)
  return {
    element: { tag: tags.pixelData, vr: layout.bitsAllocated > 8 ? 'OW' : 'OB', value: masked ?? pixels },
    removed: {
      ...nothing,
      overlaysInPixels: masked ? 1 : 0,
      bytesBehindPixels: source.length > length + (length & 1) ? 1 : 0,
    },
    isCompressed: false,
  }
}

function nativeLength({ rows, columns, frames, samplesPerPixel, bitsAllocated, photometric }: PixelLayout): number {
  // Two pixels share their colors: four bytes for two of them.
  const samples = photometric === 'YBR_FULL_422' ? 2 : samplesPerPixel
  return Math.ceil((rows * columns * frames * samples * bitsAllocated) / 8)
}

/** A first look at words of 16 bits: a copy of the pixels is not made for nothing. */
function hasBitsOutside(pixels: Uint8Array, bitsStored: number, highBit: number): boolean {
  if (pixels.byteOffset % 2 !== 0) return true
  const words = new Uint16Array(pixels.buffer, pixels.byteOffset, pixels.length >>> 1)
  let bits = 0
  for (let at = 0; at < words.length; at += 1) bits |= words[at]!
  return (bits & ~((2 ** bitsStored - 1) * 2 ** (highBit + 1 - bitsStored))) !== 0
}

/**
 * Bits that no pixel uses, cleared; where pixels have a sign and end at the lowest bit, filled with it, as whoever reads whole words expects.
 * A word that is the padding value as a whole stays: scanners write it wider than their pixels.
 * @returns undefined where there was nothing in them
 */
function withoutUnusedBits(
  pixels: Uint8Array,
  { bitsAllocated, bitsStored, highBit, isSigned }: PixelLayout,
  paddingValue: number | undefined,
): Uint8Array | undefined {
  if (bitsStored >= bitsAllocated || bitsAllocated === 1) return undefined
  if (bitsAllocated === 16 && !isSigned && !hasBitsOutside(pixels, bitsStored, highBit)) return undefined
  // Not `slice`: a Buffer's shares its bytes with the source.
  const clean = new Uint8Array(pixels)
  const words =
    bitsAllocated === 8
      ? clean
      : bitsAllocated === 16
        ? new Uint16Array(clean.buffer, 0, clean.length >>> 1)
        : new Uint32Array(clean.buffer, 0, clean.length >>> 2)
  const low = highBit + 1 - bitsStored
  const allBits = 2 ** bitsAllocated - 1
  const mask = ((2 ** bitsStored - 1) * 2 ** low) >>> 0
  const sign = isSigned && low === 0 ? 2 ** highBit : 0
  const padding = paddingValue === undefined ? -1 : (paddingValue & allBits) >>> 0
  let changed = false
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!
    if (word === padding) continue
    const kept = (word & mask) >>> 0
    const next = sign !== 0 && (kept & sign) !== 0 ? (kept | (allBits & ~mask)) >>> 0 : kept
    if (next === word) continue
    words[at] = next
    changed = true
  }
  return changed ? clean : undefined
}
