import zlib from 'node:zlib'
import { textDecoderOf } from './character-sets.ts'
import { DicomRefusal, truncated } from './dicom-refusal.ts'
import { numbersOf, textsOf } from './element-values.ts'
import { parseDataSet, type DicomDataSet, type DicomElement, type Encoding } from './parse-data-set.ts'
import { tags } from './tags.ts'

/** A file whose structure was read. Values are read when asked for. */
export interface DicomFile {
  /** What the offsets of all elements refer to: the file's bytes, behind its meta information inflated where it was deflated. */
  readonly bytes: Uint8Array
  /** UID, of {@link transferSyntaxes} or any other. */
  readonly transferSyntax: string
  readonly isExplicit: boolean
  readonly isLittleEndian: boolean
  readonly sopClass: string | undefined
  /** Group 0002, always explicit and little endian; empty where the file has none. */
  readonly meta: DicomDataSet
  readonly dataSet: DicomDataSet
  readonly element: (tag: number) => DicomElement | undefined
  /** The first value of a text in the file's own character set, without padding; undefined when empty. */
  readonly text: (tag: number) => string | undefined
  readonly texts: (tag: number) => readonly string[]
  /** All values, of binary numbers and of decimal text; `vr` where the file doesn't state it. Undefined unless all are finite. */
  readonly numbers: (tag: number, vr?: string) => readonly number[] | undefined
  readonly number: (tag: number) => number | undefined
}

/** A whole file, or what a deflated one becomes. */
export const largestFileBytes = 2 ** 30

const deflatedSyntax = '1.2.840.10008.1.2.1.99'
const bigEndianSyntax = '1.2.840.10008.1.2.2'
const implicitSyntax = '1.2.840.10008.1.2'
const explicitSyntax = '1.2.840.10008.1.2.1'

/**
 * Reads the structure of a DICOM file (PS3.10), with preamble and meta information or, as older exports have it, without.
 * @param bytes kept and shared, not copied, unless deflated
 * @throws DicomRefusal `not-dicom`, `truncated`, `damaged`, `too-large`
 */
export function readDicom(bytes: Uint8Array): DicomFile {
  return read(bytes, false)
}

/**
 * Reads what stands before the pixel data, which need not be there: enough of a file's beginning will do.
 * @throws DicomRefusal `truncated` where the beginning doesn't reach to the pixel data (or the end of a file without): give more; else as {@link readDicom}
 */
export function readDicomHeader(bytes: Uint8Array): DicomFile {
  return read(bytes, true)
}

function read(given: Uint8Array, headerOnly: boolean): DicomFile {
  // A Buffer's `slice` shares memory where an array's copies.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.length)
  if (bytes.length > largestFileBytes) throw tooLarge()
  const hasPreamble = bytes.length >= 132 && ascii(bytes, 128, 4) === 'DICM'
  const start = hasPreamble ? 132 : 0
  if (!hasPreamble && !startsLikeDataSet(bytes)) throw new DicomRefusal('not-dicom', 'is not a DICOM file.')
  const { dataSet: meta, end } = parseDataSet(bytes, start, explicitLittleEndian, { until: (tag) => tag >>> 16 !== 2 })
  const stated = textsOf(meta, tags.transferSyntaxUid)[0]
  const all = stated === deflatedSyntax ? inflated(bytes, end, headerOnly) : bytes
  const encoding = encodingAt(all, end, stated)
  const { dataSet } = parseDataSet(
    all,
    end,
    encoding,
    headerOnly ? { until: (tag) => tag >= tags.floatPixelData && tag <= tags.pixelData } : {},
  )
  if (!hasPreamble && !dataSet.elements.has(tags.sopClassUid) && !dataSet.elements.has(tags.rows))
    throw new DicomRefusal('not-dicom', 'is not a DICOM file.')
  return fileOf(all, meta, dataSet, stated ?? syntaxOf(encoding))
}

function fileOf(bytes: Uint8Array, meta: DicomDataSet, dataSet: DicomDataSet, transferSyntax: string): DicomFile {
  const decode = textDecoderOf(textsOf(dataSet, tags.specificCharacterSet))
  const of = (tag: number): DicomDataSet => (tag >>> 16 === 2 ? meta : dataSet)
  const texts = (tag: number): readonly string[] => textsOf(of(tag), tag, decode)
  const numbers = (tag: number, vr?: string): readonly number[] | undefined => numbersOf(of(tag), tag, vr)
  const text = (tag: number): string | undefined => texts(tag)[0] || undefined
  return {
    bytes,
    transferSyntax,
    isExplicit: dataSet.isExplicit,
    isLittleEndian: dataSet.isLittleEndian,
    sopClass: text(tags.sopClassUid) ?? text(tags.mediaStorageSopClassUid),
    meta,
    dataSet,
    element: (tag) => of(tag).elements.get(tag),
    text,
    texts,
    numbers,
    number: (tag) => numbers(tag)?.[0],
  }
}

const explicitLittleEndian: Encoding = { isExplicit: true, isLittleEndian: true }

/** Some writers state another encoding than they used, so the first element is looked at. */
function encodingAt(bytes: Uint8Array, at: number, stated: string | undefined): Encoding {
  const isExplicit = at + 6 > bytes.length ? stated !== implicitSyntax : /^[A-Z]{2}$/.test(ascii(bytes, at + 4, 2))
  if (stated !== undefined) return { isExplicit, isLittleEndian: stated !== bigEndianSyntax }
  // The first group is a small number: its low byte comes first unless big endian.
  return { isExplicit, isLittleEndian: bytes[at] !== 0 || bytes[at + 1] === 0 }
}

function syntaxOf({ isExplicit, isLittleEndian }: Encoding): string {
  if (!isLittleEndian) return bigEndianSyntax
  return isExplicit ? explicitSyntax : implicitSyntax
}

/** Files without preamble start with group 0002 or 0008. */
function startsLikeDataSet(bytes: Uint8Array): boolean {
  if (bytes.length < 16) return false
  const [first, second, third, fourth] = bytes as unknown as readonly [number, number, number, number]
  const isGroup = (first === 2 || first === 8) && second === 0 && fourth <= 0x20
  const isBigEndianGroup = first === 0 && second === 8 && third <= 0x20
  return isGroup || isBigEndianGroup
}

function inflated(bytes: Uint8Array, start: number, headerOnly: boolean): Uint8Array {
  const options = {
    maxOutputLength: largestFileBytes,
    ...(headerOnly && { finishFlush: zlib.constants.Z_SYNC_FLUSH }),
  }
  try {
    const rest = zlib.inflateRawSync(bytes.subarray(start), options)
    const all = new Uint8Array(start + rest.length)
    all.set(bytes.subarray(0, start))
    all.set(rest, start)
    return all
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    if (code === 'Z_BUF_ERROR') throw truncated()
    throw new DicomRefusal(
      'damaged',
      'is damaged: its deflated content can’t be inflated. Copy it again from its source.',
    )
  }
}

function tooLarge(): DicomRefusal {
  return new DicomRefusal('too-large', `is larger than ${largestFileBytes / 2 ** 30} GB, the most that is read.`)
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
