import { createHash } from 'node:crypto'
import { cleanJpeg } from '#main/imaging/deidentify/clean-jpeg.ts'
import { fileMeta } from '#main/imaging/deidentify/file-meta.ts'
import { numberElement, textElement, type ElementToWrite } from '#main/imaging/dicom/element-to-write.ts'
import { writeDicom } from '#main/imaging/dicom/write-dicom.ts'
import type { ImageSource } from '#shared/domain/imaging/scan.ts'
import { jpegHeader, pictureHeader } from './picture-header.ts'
import { pngPixels } from './png-pixels.ts'
import { ScanRefusal } from './scan-refusal.ts'

const secondaryCaptureClass = '1.2.840.10008.5.1.4.1.1.7'
const explicitLittleEndian = '1.2.840.10008.1.2.1'
const jpegBaseline = '1.2.840.10008.1.2.4.50'

/**
 * A PNG or JPEG picture as a DICOM image (Secondary Capture). A JPEG stays compressed as it is. Of what else was in the file – EXIF with
 * place, time and camera, texts, thumbnails – nothing is taken.
 * @param picture the folder that it lay in makes it one of a series, its number its place therein
 * @throws ScanRefusal `picture`; DicomRefusal `damaged`
 */
export function secondaryCapture(bytes: Uint8Array, picture: NonNullable<ImageSource['picture']>): Uint8Array {
  const header = pictureHeader(bytes)
  if (!header) throw new ScanRefusal('picture', 'is neither a PNG nor a JPEG picture.')
  const instance = uidOf('picture', bytes)
  const folder = Buffer.from(picture.folder)
  const { elements, syntax } = header.format === 'PNG' ? fromPng(bytes) : fromJpeg(bytes)
  return writeDicom(fileMeta(secondaryCaptureClass, instance, syntax), [
    textElement(0x00080008, 'CS', 'DERIVED', 'SECONDARY'),
    textElement(0x00080016, 'UI', secondaryCaptureClass),
    textElement(0x00080018, 'UI', instance),
    textElement(0x00080060, 'CS', 'OT'),
    textElement(0x00080064, 'CS', 'WSD'),
    textElement(0x0020000d, 'UI', uidOf('study', folder)),
    textElement(0x0020000e, 'UI', pictureSeriesUid(picture.folder)),
    textElement(0x00200011, 'IS', '1'),
    textElement(0x00200013, 'IS', String(picture.number)),
    textElement(0x00200020, 'CS', ''),
    ...elements,
  ])
}

/** The series that the pictures of one folder become: the same when they are looked at again. */
export const pictureSeriesUid = (folder: string): string => uidOf('series', Buffer.from(folder))

/** A UUID from content; de-identification replaces it by one from which nothing can be told. */
function uidOf(kind: string, content: Uint8Array): string {
  const hash = createHash('sha256').update(`${kind}\0`).update(content).digest('hex').slice(0, 32)
  return `2.25.${BigInt(`0x${hash}`)}`
}

interface Content {
  readonly elements: readonly ElementToWrite[]
  readonly syntax: string
}

function fromPng(bytes: Uint8Array): Content {
  const { rows, columns, samplesPerPixel, pixels } = pngPixels(bytes)
  const bits = pixels.BYTES_PER_ELEMENT * 8
  return {
    syntax: explicitLittleEndian,
    elements: [
      ...pixelModule({
        rows,
        columns,
        samplesPerPixel,
        photometric: samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2',
        bits,
      }),
      {
        tag: 0x7fe00010,
        vr: bits > 8 ? 'OW' : 'OB',
        value: new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength),
      },
    ],
  }
}

function fromJpeg(bytes: Uint8Array): Content {
  const { rows, columns, components, isSubsampled, isRgb } = jpegHeader(bytes)
  const codestream = cleanJpeg(bytes).bytes
  const color = isRgb ? 'RGB' : isSubsampled ? 'YBR_FULL_422' : 'YBR_FULL'
  const ratio = (rows * columns * components) / codestream.length
  return {
    syntax: jpegBaseline,
    elements: [
      ...pixelModule({
        rows,
        columns,
        samplesPerPixel: components,
        photometric: components === 3 ? color : 'MONOCHROME2',
        bits: 8,
      }),
      textElement(0x00282110, 'CS', '01'),
      textElement(0x00282112, 'DS', ratio.toFixed(2)),
      textElement(0x00282114, 'CS', 'ISO_10918_1'),
      { tag: 0x7fe00010, vr: 'OB', frames: [codestream] },
    ],
  }
}

function pixelModule(of: {
  readonly rows: number
  readonly columns: number
  readonly samplesPerPixel: number
  readonly photometric: string
  readonly bits: number
}): readonly ElementToWrite[] {
  return [
    numberElement(0x00280002, 'US', of.samplesPerPixel),
    textElement(0x00280004, 'CS', of.photometric),
    ...(of.samplesPerPixel === 3 ? [numberElement(0x00280006, 'US', 0)] : []),
    numberElement(0x00280010, 'US', of.rows),
    numberElement(0x00280011, 'US', of.columns),
    numberElement(0x00280100, 'US', of.bits),
    numberElement(0x00280101, 'US', of.bits),
    numberElement(0x00280102, 'US', of.bits - 1),
    numberElement(0x00280103, 'US', 0),
  ]
}
