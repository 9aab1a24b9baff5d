/**
 * The structure of a DICOM data set (PS3.5, section 7): where each element lies, sequences and fragments included; no value is read.
 *
 * Of our own, since dicom-parser reads elements of the 64-bit representations (OV, SV, UV: the extended offset table is one)
 * as empty and loses its place, and bounds neither nesting nor the number of elements.
 */
import { damaged, DicomRefusal, truncated } from './dicom-refusal.ts'
import { tags, tagInWords } from './tags.ts'

export interface DicomFragment {
  /** From the first fragment's item tag on, as the offset tables count it. */
  readonly offset: number
  readonly dataOffset: number
  readonly length: number
}

export interface DicomElement {
  readonly tag: number
  /** None in a data set of implicit representation. */
  readonly vr: string | undefined
  /** Where its tag is, and where its value is, in `bytes` of its data set. */
  readonly offset: number
  readonly dataOffset: number
  /** Of the value in bytes, up to the delimiter where the file leaves it open. */
  readonly length: number
  readonly items?: readonly DicomDataSet[]
  /** Encapsulated pixel data: the basic offset table's entries, and the fragments without it. */
  readonly offsetTable?: readonly number[]
  readonly fragments?: readonly DicomFragment[]
}

export interface DicomDataSet {
  readonly bytes: Uint8Array
  readonly isLittleEndian: boolean
  readonly isExplicit: boolean
  readonly elements: ReadonlyMap<number, DicomElement>
}

export interface Encoding {
  readonly isLittleEndian: boolean
  readonly isExplicit: boolean
}

/** Structured reports nest most, some ten deep. */
const deepestNesting = 32
/** Elements, items and fragments of one file. The largest multi-frame images have some hundred thousand. */
const mostParts = 1_000_000

const undefinedLength = 0xffffffff
const item = 0xfffee000
const itemEnd = 0xfffee00d
const sequenceEnd = 0xfffee0dd
const longForm = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])
const shortForm = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '))

interface Cursor {
  readonly bytes: Uint8Array
  readonly view: DataView
  position: number
  parts: number
}

export interface ParseOptions {
  /** Ends before the first element for which this holds. */
  readonly until?: (tag: number) => boolean
}

/**
 * Reads elements from `start` on.
 * @returns the data set, and where reading ended
 * @throws DicomRefusal `truncated`, `damaged`, `too-large`
 */
export function parseDataSet(
  bytes: Uint8Array,
  start: number,
  encoding: Encoding,
  options: ParseOptions = {},
): { readonly dataSet: DicomDataSet; readonly end: number } {
  const cursor: Cursor = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    position: start,
    parts: 0,
  }
  const elements = new Map<number, DicomElement>()
  const until = options.until ?? (() => false)
  try {
    readElements(cursor, encoding, bytes.length, 0, elements, until)
  } catch (error) {
    // What follows complete pixels is padding or worse, and none of it is needed to show them.
    if (!(error instanceof DicomRefusal) || error.reason === 'too-large' || !elements.has(tags.pixelData)) throw error
  }
  return { dataSet: { bytes, ...encoding, elements }, end: cursor.position }
}

/** Reads elements up to `end`, to an item's delimiter, or to where `until` says. */
function readElements(
  cursor: Cursor,
  encoding: Encoding,
  end: number,
  depth: number,
  elements: Map<number, DicomElement>,
  until: (tag: number) => boolean,
): 'end' | 'delimited' {
  while (cursor.position < end) {
    const offset = cursor.position
    const tag = readTag(cursor, encoding, end)
    if (depth > 0 && tag === itemEnd) {
      take(cursor, 4, end)
      return 'delimited'
    }
    if (until(tag)) {
      cursor.position = offset
      return 'end'
    }
    elements.set(tag, readElement(cursor, encoding, end, depth, tag, offset))
  }
  return 'end'
}

function readElement(
  cursor: Cursor,
  encoding: Encoding,
  end: number,
  depth: number,
  tag: number,
  offset: number,
): DicomElement {
  count(cursor)
  const { vr, length } = readHead(cursor, encoding, end, tag)
  const dataOffset = cursor.position
  const of = { tag, vr, offset, dataOffset }
  if (length === undefinedLength) {
    if (tag === tags.pixelData && vr !== 'SQ') return { ...of, ...readFragments(cursor, encoding, end) }
    // A sequence that an archive didn't know stays of implicit representation inside (PS3.5, section 6.2.2).
    const inside = vr === 'UN' ? { isLittleEndian: true, isExplicit: false } : encoding
    const items = readItems(cursor, inside, end, depth + 1, true)
    return { ...of, length: cursor.position - 8 - dataOffset, items }
  }
  const dataEnd = dataOffset + length
  if (dataEnd > end)
    throw end === cursor.bytes.length ? truncated() : damaged(`${tagInWords(tag)} is longer than its item`)
  if (vr === 'SQ') return { ...of, length, items: readItems(cursor, encoding, dataEnd, depth + 1, false) }
  const items = vr === undefined ? itemsIfAny(cursor, encoding, dataEnd, depth, tag) : undefined
  cursor.position = dataEnd
  return { ...of, length, ...(items && { items }) }
}

/** Representation, where the encoding has it, and length. */
function readHead(
  cursor: Cursor,
  encoding: Encoding,
  end: number,
  tag: number,
): { readonly vr: string | undefined; readonly length: number } {
  if (!encoding.isExplicit) return { vr: undefined, length: readUint32(cursor, encoding, end) }
  const at = take(cursor, 2, end)
  const vr = String.fromCharCode(cursor.bytes[at]!, cursor.bytes[at + 1]!)
  if (!/^[A-Z]{2}$/.test(vr)) throw damaged(`${tagInWords(tag)} has no value representation`)
  const short = cursor.view.getUint16(take(cursor, 2, end), encoding.isLittleEndian)
  // New representations are of the long form, with two bytes of zero before the length.
  const isLong = longForm.has(vr) || (!shortForm.has(vr) && short === 0)
  return { vr, length: isLong ? readUint32(cursor, encoding, end) : short }
}

function readItems(
  cursor: Cursor,
  encoding: Encoding,
  end: number,
  depth: number,
  isOpen: boolean,
): readonly DicomDataSet[] {
  if (depth > deepestNesting) throw damaged(`its sequences are nested deeper than ${deepestNesting}`)
  const items: DicomDataSet[] = []
  while (cursor.position < end) {
    count(cursor)
    const tag = readTag(cursor, encoding, end)
    const length = readUint32(cursor, encoding, end)
    if (tag === sequenceEnd && isOpen) return items
    if (tag !== item) throw damaged('a sequence holds something else than items')
    const elements = new Map<number, DicomElement>()
    const itemLimit = length === undefinedLength ? end : cursor.position + length
    if (itemLimit > end)
      throw end === cursor.bytes.length ? truncated() : damaged('an item is longer than its sequence')
    const how = readElements(cursor, encoding, itemLimit, depth, elements, () => false)
    if (length === undefinedLength && how !== 'delimited') throw truncated()
    cursor.position = length === undefinedLength ? cursor.position : itemLimit
    items.push({ bytes: cursor.bytes, ...encoding, elements })
  }
  if (isOpen) throw truncated()
  return items
}

/** Without representations, what starts like an item and reads to its end as items is a sequence. */
function itemsIfAny(
  cursor: Cursor,
  encoding: Encoding,
  end: number,
  depth: number,
  tag: number,
): readonly DicomDataSet[] | undefined {
  const start = cursor.position
  const isPrivate = ((tag >>> 16) & 1) === 1
  if (isPrivate || tag === tags.pixelData || end - start < 8 || readTag(cursor, encoding, end) !== item)
    return undefined
  cursor.position = start
  try {
    return readItems(cursor, encoding, end, depth + 1, false)
  } catch (error) {
    if (error instanceof DicomRefusal && error.reason !== 'too-large') return undefined
    throw error
  }
}

/** Encapsulated pixel data: an item with the offset table, then one item a fragment (PS3.5, section A.4). */
function readFragments(
  cursor: Cursor,
  encoding: Encoding,
  end: number,
): Pick<DicomElement, 'length' | 'offsetTable' | 'fragments'> {
  const dataOffset = cursor.position
  const fragments: DicomFragment[] = []
  let offsetTable: readonly number[] | undefined
  let first = 0
  while (cursor.position < end) {
    count(cursor)
    const start = cursor.position
    const tag = readTag(cursor, encoding, end)
    const length = readUint32(cursor, encoding, end)
    if (tag === sequenceEnd) return { length: start - dataOffset, offsetTable: offsetTable ?? [], fragments }
    if (tag !== item) throw damaged('its compressed pixels are not in items')
    const at = take(cursor, length, end)
    if (offsetTable) fragments.push({ offset: start - first, dataOffset: at, length })
    else {
      if (length / 4 > mostParts) throw tooManyParts()
      offsetTable = Array.from({ length: Math.floor(length / 4) }, (_, index) =>
        cursor.view.getUint32(at + 4 * index, encoding.isLittleEndian),
      )
      first = cursor.position
    }
  }
  throw truncated()
}

function count(cursor: Cursor): void {
  cursor.parts += 1
  if (cursor.parts > mostParts) throw tooManyParts()
}

function tooManyParts(): DicomRefusal {
  return new DicomRefusal('too-large', `has more than ${mostParts / 1_000_000} million parts.`)
}

/** Moves on, and says from where. */
function take(cursor: Cursor, length: number, end: number): number {
  const at = cursor.position
  if (at + length > end) throw end === cursor.bytes.length ? truncated() : damaged('an element reaches beyond its item')
  cursor.position = at + length
  return at
}

function readTag(cursor: Cursor, { isLittleEndian }: Encoding, end: number): number {
  const at = take(cursor, 4, end)
  return cursor.view.getUint16(at, isLittleEndian) * 0x10000 + cursor.view.getUint16(at + 2, isLittleEndian)
}

function readUint32(cursor: Cursor, { isLittleEndian }: Encoding, end: number): number {
  return cursor.view.getUint32(take(cursor, 4, end), isLittleEndian)
}
