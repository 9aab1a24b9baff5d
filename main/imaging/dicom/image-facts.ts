import type { DicomFile } from './read-dicom.ts'
import { tags } from './tags.ts'

type Triple = readonly [number, number, number]

/**
 * What a picture says about itself, checked: what is missing, or not of the form or range that the standard asks for, is undefined.
 * Lengths in mm, in the patient's axes where they are coordinates: x to the left, y to the back, z to the head.
 */
export interface ImageFacts {
  readonly sopInstance: string | undefined
  readonly study: string | undefined
  readonly series: string | undefined
  readonly frameOfReference: string | undefined
  readonly modality: string | undefined
  readonly imageType: readonly string[]
  /** ISO date of the study, else of series or acquisition. */
  readonly date: string | undefined
  readonly seriesNumber: number | undefined
  readonly instanceNumber: number | undefined
  readonly rows: number | undefined
  readonly columns: number | undefined
  /** 1 where the file doesn't say. */
  readonly frames: number | undefined
  readonly samplesPerPixel: number | undefined
  readonly photometric: string | undefined
  readonly bitsAllocated: number | undefined
  readonly bitsStored: number | undefined
  readonly isSigned: boolean | undefined
  readonly planarConfiguration: 0 | 1 | undefined
  /** Center of the first pixel. */
  readonly position: Triple | undefined
  /** Unit vectors along a row and down a column, perpendicular. */
  readonly orientation: { readonly row: Triple; readonly column: Triple } | undefined
  /** Between the centers of rows and of columns. */
  readonly pixelSpacing: readonly [number, number] | undefined
  readonly sliceThickness: number | undefined
  readonly spacingBetweenSlices: number | undefined
  readonly patientPosition: string | undefined
  readonly kernel: readonly string[]
  readonly kilovolts: number | undefined
  /** 1 where the file doesn't say. */
  readonly slope: number
  /** 0 where the file doesn't say. */
  readonly intercept: number
  /** Every window the file proposes, the first being the one to begin with. */
  readonly windows: readonly { readonly center: number; readonly width: number }[]
  /** Stored value of pixels outside of what was scanned. */
  readonly paddingValue: number | undefined
  /** Whether text is burned into the pixels, where the file says. */
  readonly hasBurnedInAnnotation: boolean | undefined
}

/** How far a unit vector may be off; files write six decimals, some only three. */
const vectorTolerance = 1e-3
const longestLengthMm = 10_000

/** Never fails: a file of any kind has facts, if few. */
export function imageFacts(file: DicomFile): ImageFacts {
  const word = (tag: number): string | undefined => file.text(tag)?.toUpperCase()
  const isSigned = integer(file, tags.pixelRepresentation, 0, 1)
  return {
    sopInstance: uid(file, tags.sopInstanceUid),
    study: uid(file, tags.studyInstanceUid),
    series: uid(file, tags.seriesInstanceUid),
    frameOfReference: uid(file, tags.frameOfReferenceUid),
    modality: word(tags.modality),
    imageType: file.texts(tags.imageType).map((value) => value.toUpperCase()),
    date: date(file, tags.studyDate) ?? date(file, tags.seriesDate) ?? date(file, tags.acquisitionDate),
    seriesNumber: integer(file, tags.seriesNumber, -(2 ** 31), 2 ** 31),
    instanceNumber: integer(file, tags.instanceNumber, -(2 ** 31), 2 ** 31),
    rows: integer(file, tags.rows, 1, 65_535),
    columns: integer(file, tags.columns, 1, 65_535),
    frames: has(file, tags.numberOfFrames) ? integer(file, tags.numberOfFrames, 1, 2 ** 31) : 1,
    samplesPerPixel: integer(file, tags.samplesPerPixel, 1, 4),
    photometric: word(tags.photometricInterpretation),
    bitsAllocated: integer(file, tags.bitsAllocated, 1, 64),
    bitsStored: integer(file, tags.bitsStored, 1, 64),
    isSigned: isSigned === undefined ? undefined : isSigned === 1,
    planarConfiguration: integer(file, tags.planarConfiguration, 0, 1) as 0 | 1 | undefined,
    position: triple(file.numbers(tags.imagePositionPatient)),
    orientation: orientation(file.numbers(tags.imageOrientationPatient)),
    pixelSpacing: pixelSpacing(file),
    sliceThickness: length(file, tags.sliceThickness),
    spacingBetweenSlices: length(file, tags.spacingBetweenSlices),
    patientPosition: word(tags.patientPosition),
    kernel: file.texts(tags.convolutionKernel),
    kilovolts: between(file.number(tags.kvp), 1, 1000),
    slope: notZero(file.number(tags.rescaleSlope)) ?? 1,
    intercept: file.number(tags.rescaleIntercept) ?? 0,
    windows: windows(file),
    paddingValue: file.numbers(tags.pixelPaddingValue, isSigned === 1 ? 'SS' : 'US')?.[0],
    hasBurnedInAnnotation: yesOrNo(word(tags.burnedInAnnotation)),
  }
}

function has(file: DicomFile, tag: number): boolean {
  return (file.element(tag)?.length ?? 0) > 0
}

function between(value: number | undefined, least: number, most: number): number | undefined {
  return value !== undefined && value >= least && value <= most ? value : undefined
}

function integer(file: DicomFile, tag: number, least: number, most: number): number | undefined {
  const value = between(file.number(tag), least, most)
  return Number.isInteger(value) ? value : undefined
}

function length(file: DicomFile, tag: number): number | undefined {
  const value = between(file.number(tag), 0, longestLengthMm)
  return value === 0 ? undefined : value
}

function notZero(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value
}

function uid(file: DicomFile, tag: number): string | undefined {
  const value = file.text(tag)
  return value !== undefined && value.length <= 64 && /^\d+(?:\.\d+)+$/.test(value) ? value : undefined
}

/** YYYYMMDD, or with dots as before 1993; only days that exist. */
function date(file: DicomFile, tag: number): string | undefined {
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(file.text(tag) ?? '')
  if (!match) return undefined
  const iso = `${match[1]}-${match[2]}-${match[3]}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso
}

function triple(values: readonly number[] | undefined): Triple | undefined {
  return values?.length === 3 && values.every((value) => Math.abs(value) <= longestLengthMm)
    ? (values as unknown as Triple)
    : undefined
}

function orientation(values: readonly number[] | undefined): ImageFacts['orientation'] {
  if (values?.length !== 6) return undefined
  const row = values.slice(0, 3) as unknown as Triple
  const column = values.slice(3) as unknown as Triple
  const isUnit = (vector: Triple): boolean => Math.abs(dot(vector, vector) - 1) <= 2 * vectorTolerance
  return isUnit(row) && isUnit(column) && Math.abs(dot(row, column)) <= vectorTolerance ? { row, column } : undefined
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function pixelSpacing(file: DicomFile): readonly [number, number] | undefined {
  const values = file.numbers(tags.pixelSpacing)
  if (values?.length !== 2 || !values.every((value) => value > 0 && value <= longestLengthMm)) return undefined
  return values as unknown as readonly [number, number]
}

function windows(file: DicomFile): ImageFacts['windows'] {
  const centers = file.numbers(tags.windowCenter) ?? []
  const widths = file.numbers(tags.windowWidth) ?? []
  return centers.map((center, index) => ({ center, width: widths[index] ?? 0 })).filter(({ width }) => width > 0)
}

function yesOrNo(value: string | undefined): boolean | undefined {
  if (value === 'YES') return true
  return value === 'NO' ? false : undefined
}
