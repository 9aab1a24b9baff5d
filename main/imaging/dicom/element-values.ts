/** The values of elements. What is absent, empty or not of its representation is undefined, never an error. */
import type { DecodeText } from './character-sets.ts'
import type { DicomDataSet, DicomElement } from './parse-data-set.ts'
import { tags } from './tags.ts'

/** Longer values are no text of a header; reading them would only cost memory. */
const longestValueBytes = 1024 * 1024

const readers: Readonly<
  Record<string, { readonly bytes: number; readonly read: (view: DataView, at: number, little: boolean) => number }>
> = {
  US: { bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  SS: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  UL: { bytes: 4, read: (view, at, little) => view.getUint32(at, little) },
  SL: { bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  FL: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  FD: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  UV: { bytes: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  OV: { bytes: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  SV: { bytes: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
}

/** Representations of the binary numbers read here, for data sets that don't state them; all others are decimal text. */
const implicitBinary = new Set<number>([
  tags.samplesPerPixel,
  tags.planarConfiguration,
  tags.rows,
  tags.columns,
  tags.bitsAllocated,
  tags.bitsStored,
  tags.highBit,
  tags.pixelRepresentation,
  tags.pixelPaddingValue,
  tags.redPaletteDescriptor,
  tags.greenPaletteDescriptor,
  tags.bluePaletteDescriptor,
])

/** The bytes of a value, shared with the data set. */
export function bytesOf(dataSet: DicomDataSet, element: DicomElement): Uint8Array {
  return dataSet.bytes.subarray(element.dataOffset, element.dataOffset + element.length)
}

/**
 * The values of text, split at backslashes, without padding.
 * @param decode for the representations that the character set governs; ISO 646 without
 */
export function textsOf(dataSet: DicomDataSet, tag: number, decode?: DecodeText): readonly string[] {
  const element = dataSet.elements.get(tag)
  if (!element || element.items || element.fragments || element.length > longestValueBytes) return []
  const bytes = bytesOf(dataSet, element)
  const text = decode ? decode(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  // Padding is a space, for UIDs a zero byte; some writers pad all with zeros.
  const values = text.split('\\').map((value) => value.replace(/^[ \0]+|[ \0]+$/g, ''))
  return values.length === 1 && values[0] === '' ? [] : values
}

/** Integers and decimals as DS and IS write them. `Number` alone would take 0x10, and an empty text for 0. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/**
 * Numbers, whether binary or decimal text; undefined where one of them isn't finite.
 * @param vr representation to assume where the data set doesn't state it
 */
export function numbersOf(dataSet: DicomDataSet, tag: number, vr?: string): readonly number[] | undefined {
  const element = dataSet.elements.get(tag)
  if (!element || element.length === 0 || element.length > longestValueBytes || element.items) return undefined
  const reader = readers[element.vr ?? vr ?? (implicitBinary.has(tag) ? 'US' : 'DS')]
  if (!reader) {
    const values = textsOf(dataSet, tag).map((value) => (decimal.test(value) ? Number(value) : Number.NaN))
    return values.length > 0 && values.every(Number.isFinite) ? values : undefined
  }
  if (element.length % reader.bytes !== 0) return undefined
  const view = new DataView(dataSet.bytes.buffer, dataSet.bytes.byteOffset + element.dataOffset, element.length)
  const values = Array.from({ length: element.length / reader.bytes }, (_, index) =>
    reader.read(view, index * reader.bytes, dataSet.isLittleEndian),
  )
  return values.every(Number.isFinite) ? values : undefined
}
