import type { ElementToWrite } from '#main/imaging/dicom/element-to-write.ts'
import { bytesOf } from '#main/imaging/dicom/element-values.ts'
import type { DicomDataSet, DicomElement } from '#main/imaging/dicom/parse-data-set.ts'
import type { Allowed } from './white-list.ts'

/** Bytes of each number of a binary representation. */
const numberBytes: Readonly<Record<string, number>> = { US: 2, SS: 2, OW: 2, UL: 4, SL: 4, FL: 4, FD: 8 }

/** How DS and IS write numbers (PS3.5, 6.2): no other letter than an exponent's. */
const decimalString = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const integerString = /^[+-]?\d{1,10}$/
/** Some writers exceed the 16 characters of DS by full double precision. */
const longestNumber = 26
/** No list of numbers or words in an image's header comes near; lookup tables are binary. */
const longestTextBytes = 65_534

/**
 * A value that is allowed, in little endian and in the representation of the white list, whatever the source wrote it in.
 * @returns undefined where it isn't allowed, or not of the representation
 */
export function keptValue(
  dataSet: DicomDataSet,
  element: DicomElement,
  vr: string,
  allowed: Allowed,
): ElementToWrite | undefined {
  if (element.items || element.fragments) return undefined
  const { tag } = element
  if (vr === 'AT') return keptTag(dataSet, element, allowed)
  const size = numberBytes[vr]
  if (size !== undefined) {
    // A text where numbers belong is no number, even though its bytes could be read as some.
    if (element.vr !== undefined && !interchangeable(element.vr, vr)) return undefined
    if (element.length % size !== 0) return undefined
    const value = inLittleEndian(dataSet, element, size)
    return areNumbers(value, vr, size, allowed) ? { tag, vr, value } : undefined
  }
  const values = wordsOf(dataSet, element)
  if (!values?.every((value) => isAllowed(value, vr, allowed))) return undefined
  if (allowed.kind === 'numbers' && values.length > allowed.most) return undefined
  return { tag, vr, value: Buffer.from(values.join('\\'), 'latin1') }
}

/** Representations that different writers, and the standard itself, use for the same element. */
function interchangeable(stated: string, wanted: string): boolean {
  if (stated === wanted || stated === 'UN') return true
  const words = ['US', 'SS', 'OW']
  return (words.includes(stated) && words.includes(wanted)) || (stated === 'OB' && wanted === 'OW')
}

/** The values of a text without padding; nothing where there is more than ASCII in it, or far more than any list. */
export function wordsOf(dataSet: DicomDataSet, element: DicomElement): readonly string[] | undefined {
  if (element.items || element.fragments || element.length > longestTextBytes) return undefined
  const text = Buffer.from(bytesOf(dataSet, element)).toString('latin1')
  return /^[ -~\0]*$/.test(text) ? text.split('\\').map((value) => value.replace(/^[ \0]+|[ \0]+$/g, '')) : undefined
}

function isAllowed(value: string, vr: string, allowed: Allowed): boolean {
  const isNumber = vr === 'DS' || vr === 'IS'
  if (isNumber && value !== '') {
    if (value.length > longestNumber || !(vr === 'DS' ? decimalString : integerString).test(value)) return false
    if (!Number.isFinite(Number(value))) return false
  }
  switch (allowed.kind) {
    case 'words':
      return value === '' || allowed.words.includes(value)
    case 'pattern':
      return value === '' || allowed.pattern.test(value)
    case 'range':
      return value === '' || (Number(value) >= allowed.least && Number(value) <= allowed.most)
    case 'numbers':
      return isNumber
    case 'table':
    case 'descriptor':
      return false
    default:
      return allowed satisfies never
  }
}

/** Larger numbers of these representations, and smaller fractions, stand in no image; the bytes of letters always are such. */
const largestInteger = 1_000_000
const largestDouble = 500_000
const smallestDouble = 1e-12

function areNumbers(value: Uint8Array, vr: string, size: number, allowed: Allowed): boolean {
  const view = new DataView(value.buffer, value.byteOffset, value.length)
  if (allowed.kind === 'table') return !isText(value)
  if (allowed.kind === 'descriptor')
    return value.length === 6 && view.getUint16(4, true) >= 8 && view.getUint16(4, true) <= 16
  if (allowed.kind !== 'numbers' || value.length > size * allowed.most) return false
  for (let at = 0; at < value.length; at += size) {
    if (vr === 'UL' && view.getUint32(at, true) > largestInteger) return false
    if (vr === 'SL' && Math.abs(view.getInt32(at, true)) > largestInteger) return false
    if (vr === 'FD') {
      const number = Math.abs(view.getFloat64(at, true))
      if (number !== 0 && !(number >= smallestDouble && number <= largestDouble)) return false
    }
  }
  return true
}

/** Whether there is nothing but printable letters in it, up to its padding: no table or image is like that. */
function isText(value: Uint8Array): boolean {
  const end = value.findLastIndex((byte) => byte !== 0) + 1
  return end > 0 && value.subarray(0, end).every((byte) => byte >= 0x20 && byte <= 0x7e)
}

function inLittleEndian(dataSet: DicomDataSet, element: DicomElement, size: number): Uint8Array {
  // An unknown representation is always little endian (PS3.5, 6.2.2); so are single bytes in any order.
  const isSwapped = !dataSet.isLittleEndian && element.vr !== 'UN' && element.vr !== 'OB'
  return isSwapped ? swapped(bytesOf(dataSet, element), size) : bytesOf(dataSet, element)
}

/** A copy with the bytes of each number in the other order. A rest that is no whole number stays as it is. */
export function swapped(bytes: Uint8Array, size: number): Uint8Array {
  const copy = Buffer.from(bytes)
  const whole = copy.subarray(0, copy.length - (copy.length % size))
  if (size === 2) whole.swap16()
  else if (size === 4) whole.swap32()
  else if (size === 8) whole.swap64()
  return new Uint8Array(copy.buffer, copy.byteOffset, copy.length)
}

/** Pointers to elements: group and element are two words, and the words of the list are their digits. */
function keptTag(dataSet: DicomDataSet, element: DicomElement, allowed: Allowed): ElementToWrite | undefined {
  if ((element.vr ?? 'AT') !== 'AT' || element.length % 4 !== 0 || allowed.kind !== 'words') return undefined
  const value = inLittleEndian(dataSet, element, 2)
  const view = new DataView(value.buffer, value.byteOffset, value.length)
  for (let at = 0; at < value.length; at += 4) {
    const tag = view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true)
    if (!allowed.words.includes(tag.toString(16).padStart(8, '0'))) return undefined
  }
  return { tag: element.tag, vr: 'AT', value }
}
