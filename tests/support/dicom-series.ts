import fs from 'node:fs/promises'
import path from 'node:path'
import { numberElement, textElement, type ElementToWrite } from '#main/imaging/dicom/element-to-write.ts'
import { writeDicom } from '#main/imaging/dicom/write-dicom.ts'
import { plantedElements, type PlantedIdentity } from './planted-identity.ts'

/** A series of axial CT slices, from the feet up. */
export interface SeriesToWrite {
  /** Hounsfield units of each slice, row by row. */
  readonly images: readonly Int16Array[]
  readonly rows: number
  readonly columns: number
  /** Between pixel centers: one number, or rows and columns apart (mm). */
  readonly spacingMm: number | readonly [betweenRows: number, betweenColumns: number]
  readonly thicknessMm: number
  /** Between slices (mm); the thickness when absent. */
  readonly stepMm?: number
  /** Position of the first slice along the body (mm). */
  readonly firstZMm: number
  /** `YYYYMMDD` */
  readonly studyDate?: string
  readonly kernel?: string
  readonly modality?: string
  readonly seriesNumber?: number
  readonly description?: string
  /** What tells series and studies apart: each name gives UIDs of its own. */
  readonly study?: string
  readonly series?: string
  /** Stored value = HU - intercept. */
  readonly interceptHu?: number
  /** Planted in every element that can hold it. */
  readonly identity?: PlantedIdentity
  /** Elements that are put in place of the maker's own, in every slice. */
  readonly with?: readonly ElementToWrite[]
  /** Tags that are left out. */
  readonly without?: readonly number[]
}

const ctImage = '1.2.840.10008.5.1.4.1.1.2'
const explicitLittleEndian = '1.2.840.10008.1.2.1'

/** The bytes of one file a slice, explicit VR little endian. The same series gives the same bytes. */
export function dicomSeries(series: SeriesToWrite): readonly Uint8Array[] {
  return series.images.map((_, index) => dicomSlice(series, index))
}

/** Writes the slices as `0001.dcm`, … into a folder, which is made where it is missing. @returns their paths */
export async function writeDicomSeries(folder: string, series: SeriesToWrite): Promise<readonly string[]> {
  await fs.mkdir(folder, { recursive: true })
  return Promise.all(
    dicomSeries(series).map(async (bytes, index) => {
      const file = path.join(folder, `${String(index + 1).padStart(4, '0')}.dcm`)
      await fs.writeFile(file, bytes)
      return file
    }),
  )
}

/** A UID of the tests, the same for the same name. */
function uidOfTest(name: string): string {
  let hash = 7
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)!) % 9_007_199_254_740
  return `1.2.826.0.1.3680043.10.9999.${hash}`
}

function dicomSlice(series: SeriesToWrite, index: number): Uint8Array {
  const { identity, kernel = 'STANDARD', modality = 'CT', studyDate = '20240115', firstZMm, thicknessMm } = series
  const study = series.study ?? 'study'
  const name = `${study}/${series.series ?? 'series'}`
  const instance = uidOfTest(`${name}/${index}`)
  const [betweenRows, betweenColumns] =
    typeof series.spacingMm === 'number' ? [series.spacingMm, series.spacingMm] : series.spacingMm
  const z = firstZMm + index * (series.stepMm ?? thicknessMm)
  const left = (-betweenColumns * (series.columns - 1)) / 2
  const front = (-betweenRows * (series.rows - 1)) / 2
  const own: ElementToWrite[] = [
    textElement(0x00080008, 'CS', 'ORIGINAL', 'PRIMARY', 'AXIAL'),
    textElement(0x00080016, 'UI', ctImage),
    textElement(0x00080018, 'UI', instance),
    textElement(0x00080020, 'DA', studyDate),
    textElement(0x00080030, 'TM', '101500'),
    textElement(0x00080050, 'SH', ''),
    textElement(0x00080060, 'CS', modality),
    textElement(0x00080070, 'LO', 'SIEMENS'),
    textElement(0x00080090, 'PN', ''),
    textElement(0x0008103e, 'LO', series.description ?? 'Thorax'),
    textElement(0x00100010, 'PN', 'Test^Patient'),
    textElement(0x00100020, 'LO', 'TEST-1'),
    textElement(0x00100030, 'DA', ''),
    textElement(0x00100040, 'CS', ''),
    textElement(0x00180050, 'DS', decimal(thicknessMm)),
    textElement(0x00180060, 'DS', '120'),
    textElement(0x00181210, 'SH', kernel),
    textElement(0x00185100, 'CS', 'HFS'),
    textElement(0x0020000d, 'UI', uidOfTest(study)),
    textElement(0x0020000e, 'UI', uidOfTest(name)),
    textElement(0x00200010, 'SH', ''),
    textElement(0x00200011, 'IS', String(series.seriesNumber ?? 2)),
    textElement(0x00200012, 'IS', '1'),
    textElement(0x00200013, 'IS', String(index + 1)),
    textElement(0x00200032, 'DS', decimal(left), decimal(front), decimal(z)),
    textElement(0x00200037, 'DS', '1', '0', '0', '0', '1', '0'),
    textElement(0x00200052, 'UI', uidOfTest(`${study}/frame`)),
    textElement(0x00201040, 'LO', ''),
    numberElement(0x00280002, 'US', 1),
    textElement(0x00280004, 'CS', 'MONOCHROME2'),
    numberElement(0x00280010, 'US', series.rows),
    numberElement(0x00280011, 'US', series.columns),
    textElement(0x00280030, 'DS', decimal(betweenRows), decimal(betweenColumns)),
    numberElement(0x00280100, 'US', 16),
    numberElement(0x00280101, 'US', 16),
    numberElement(0x00280102, 'US', 15),
    numberElement(0x00280103, 'US', 1),
    textElement(0x00281050, 'DS', '-600'),
    textElement(0x00281051, 'DS', '1500'),
    textElement(0x00281052, 'DS', String(series.interceptHu ?? -1024)),
    textElement(0x00281053, 'DS', '1'),
    { tag: 0x7fe00010, vr: 'OW', value: storedPixels(series, index) },
  ]
  const structural = new Set(own.filter(({ tag }) => !leftToIdentity.has(tag)).map(({ tag }) => tag))
  const planted = identity ? plantedElements(identity, structural) : []
  const elements = new Map<number, ElementToWrite>()
  for (const element of [...own, ...planted, ...(series.with ?? [])]) elements.set(element.tag, element)
  for (const tag of series.without ?? []) elements.delete(tag)
  return writeDicom(fileMeta(instance, identity), [...elements.values()])
}

/** Elements of every CT image that the planted identity fills instead. */
const leftToIdentity: ReadonlySet<number> = new Set([
  0x00080020, 0x00080030, 0x00080050, 0x00080070, 0x00080090, 0x0008103e, 0x00100010, 0x00100020, 0x00100030,
  0x00100040, 0x00181210, 0x00200010, 0x00201040,
])

function fileMeta(instance: string, identity: PlantedIdentity | undefined): readonly ElementToWrite[] {
  const own = [
    textElement(0x00020002, 'UI', ctImage),
    textElement(0x00020003, 'UI', instance),
    textElement(0x00020010, 'UI', explicitLittleEndian),
    textElement(0x00020012, 'UI', '1.2.840.99997777.1'),
  ]
  if (!identity) return own
  return [
    ...own,
    textElement(0x00020013, 'SH', identity.marker),
    textElement(0x00020016, 'AE', identity.marker),
    textElement(0x00020017, 'AE', identity.marker),
    textElement(0x00020018, 'AE', identity.marker),
    textElement(0x00020100, 'UI', '1.2.840.99997777.2'),
    textElement(0x00020102, 'OB', `${identity.patientName} ${identity.marker}`),
  ]
}

/** A decimal string of at most 16 characters. */
function decimal(value: number): string {
  return String(Number(value.toFixed(6)))
}

function storedPixels({ images, interceptHu = -1024 }: SeriesToWrite, index: number): Uint8Array {
  const hu = images[index]!
  const view = new DataView(new ArrayBuffer(hu.length * 2))
  hu.forEach((value, at) => view.setInt16(at * 2, value - interceptHu, true))
  return new Uint8Array(view.buffer)
}
