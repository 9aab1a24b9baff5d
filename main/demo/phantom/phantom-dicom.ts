/** Slices of the phantom as DICOM files, as the importer would have let them through: they say nothing of anybody. */
import { createHash } from 'node:crypto'
import { fileMeta } from '#main/imaging/deidentify/file-meta.ts'
import { numberElement, textElement } from '#main/imaging/dicom/element-to-write.ts'
import { writeDicom } from '#main/imaging/dicom/write-dicom.ts'
import type { SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'
import { phantomFrame } from './phantom-chest.ts'

const ctImage = '1.2.840.10008.5.1.4.1.1.2'
export const explicitLittleEndian = '1.2.840.10008.1.2.1'
/** What stands where a scanner would name its filter. */
export const phantomKernel = 'Phantom'
/** Lungs, as they are looked at. */
export const phantomWindow = { center: -600, width: 1500 } as const
/** Hounsfield units of a stored value of zero. */
export const interceptHu = -1024

const { rows, columns, spacingMm, thicknessMm, firstZMm } = phantomFrame
const left = (-spacingMm * (columns - 1)) / 2
const front = (-spacingMm * (rows - 1)) / 2

/** A UID under the UUID root (PS3.5, Annex B.2), the same for the same words. */
export function phantomUid(words: string): string {
  const bytes = createHash('sha256').update(`phantom/${words}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`
}

/** @param name of the series: its UIDs are made of it; @param at number of the slice, from 0 at the feet */
export function phantomFile(name: string, at: number, image: Int16Array): { bytes: Uint8Array; sopInstance: string } {
  const sopInstance = phantomUid(`${name}/${at}`)
  const decimal = (value: number) => String(Number(value.toFixed(4)))
  const bytes = writeDicom(fileMeta(ctImage, sopInstance, explicitLittleEndian), [
    textElement(0x00080008, 'CS', 'ORIGINAL', 'PRIMARY', 'AXIAL'),
    textElement(0x00080016, 'UI', ctImage),
    textElement(0x00080018, 'UI', sopInstance),
    textElement(0x00080020, 'DA'),
    textElement(0x00080030, 'TM'),
    textElement(0x00080050, 'SH'),
    textElement(0x00080060, 'CS', 'CT'),
    textElement(0x00080070, 'LO'),
    textElement(0x00080090, 'PN'),
    textElement(0x0008103e, 'LO', 'Synthetic phantom'),
    textElement(0x00100010, 'PN', 'PHANTOM'),
    textElement(0x00100020, 'LO', 'PHANTOM'),
    textElement(0x00100030, 'DA'),
    textElement(0x00100040, 'CS', 'O'),
    textElement(0x00120062, 'CS', 'YES'),
    textElement(0x00120063, 'LO', 'Made by formulas: there is no patient'),
    textElement(0x00180050, 'DS', decimal(thicknessMm)),
    textElement(0x00180060, 'DS'),
    textElement(0x00181210, 'SH', phantomKernel),
    textElement(0x00185100, 'CS', 'HFS'),
    textElement(0x0020000d, 'UI', phantomUid(`${name}/study`)),
    textElement(0x0020000e, 'UI', phantomUid(name)),
    textElement(0x00200010, 'SH'),
    textElement(0x00200011, 'IS', '1'),
    textElement(0x00200012, 'IS'),
    textElement(0x00200013, 'IS', String(at + 1)),
    textElement(0x00200032, 'DS', decimal(left), decimal(front), decimal(firstZMm + at * thicknessMm)),
    textElement(0x00200037, 'DS', '1', '0', '0', '0', '1', '0'),
    textElement(0x00200052, 'UI', phantomUid(`${name}/frame`)),
    textElement(0x00201040, 'LO'),
    numberElement(0x00280002, 'US', 1),
    textElement(0x00280004, 'CS', 'MONOCHROME2'),
    numberElement(0x00280010, 'US', rows),
    numberElement(0x00280011, 'US', columns),
    textElement(0x00280030, 'DS', decimal(spacingMm), decimal(spacingMm)),
    numberElement(0x00280100, 'US', 16),
    numberElement(0x00280101, 'US', 16),
    numberElement(0x00280102, 'US', 15),
    numberElement(0x00280103, 'US', 1),
    textElement(0x00281050, 'DS', String(phantomWindow.center)),
    textElement(0x00281051, 'DS', String(phantomWindow.width)),
    textElement(0x00281052, 'DS', String(interceptHu)),
    textElement(0x00281053, 'DS', '1'),
    textElement(0x00281054, 'LO', 'HU'),
    { tag: 0x7fe00010, vr: 'OW', value: storedPixels(image) },
  ])
  return { bytes, sopInstance }
}

function storedPixels(image: Int16Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(image.length * 2))
  for (let at = 0; at < image.length; at++) view.setInt16(at * 2, image[at]! - interceptHu, true)
  return new Uint8Array(view.buffer)
}

/** Where so many slices lie. */
export const phantomGeometry = (slices: number): SeriesGeometry => ({
  rows,
  columns,
  rowSpacingMm: spacingMm,
  columnSpacingMm: spacingMm,
  rowDirection: [1, 0, 0],
  columnDirection: [0, 1, 0],
  origins: Array.from({ length: slices }, (_, at) => [left, front, firstZMm + at * thicknessMm]),
})
