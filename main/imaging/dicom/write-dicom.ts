import { AppError } from '#shared/ipc/app-error.ts'
import type { ElementToWrite, EncapsulatedElement } from './element-to-write.ts'
import { tagInWords } from './tags.ts'

/** Representations whose length takes four bytes, after two of nothing (PS3.5, 7.1.2). */
const longForms: ReadonlySet<string> = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '))

/** Representations that are padded with a zero byte; all others with a space (PS3.5, 6.2). */
const zeroPadded: ReadonlySet<string> = new Set('OB OD OF OL OV OW UI UN AT FL FD SL SS UL US SV UV'.split(' '))

const undefinedLength = 0xffffffff
const preambleBytes = 132
const maxShortLength = 0xfffe

/**
 * A DICOM file: an empty preamble, file meta information with its group length, then the data set in explicit VR little
 * endian. Elements are sorted, values padded to even lengths, sequences and items written with their lengths, compressed
 * frames as one fragment each. The same elements always give the same bytes.
 * @param meta elements of group 0002, with the transfer syntax, without the group length
 * @param dataSet any other elements; pixel data that is compressed as `frames`
 * @throws AppError `invalid-input` where a value is too long for its representation or the whole too long for a file in memory
 */
export function writeDicom(meta: readonly ElementToWrite[], dataSet: readonly ElementToWrite[]): Uint8Array {
  const version: ElementToWrite = { tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) }
  const metaElements = sorted([version, ...meta.filter(({ tag }) => tag !== 0x00020000 && tag !== 0x00020001)])
  const elements = sorted(dataSet)
  const metaLength = lengthOfDataSet(metaElements)
  const length = preambleBytes + 12 + metaLength + lengthOfDataSet(elements)
  if (length > 0x7fffffff) throw new AppError('invalid-input', 'This image is larger than 2 GB, too large to be taken.')
  const out = new Output(length)
  out.at = 128
  out.latin('DICM')
  out.element({ tag: 0x00020000, vr: 'UL', value: littleEndian32(metaLength) })
  for (const element of [...metaElements, ...elements]) out.element(element)
  return out.bytes
}

function sorted(elements: readonly ElementToWrite[]): readonly ElementToWrite[] {
  return elements.toSorted((one, other) => one.tag - other.tag)
}

function littleEndian32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}

const even = (length: number): number => length + (length & 1)

function lengthOfDataSet(elements: readonly ElementToWrite[]): number {
  return elements.reduce((sum, element) => sum + headLength(element) + bodyLength(element), 0)
}

const headLength = ({ vr }: ElementToWrite): number => (longForms.has(vr) ? 12 : 8)

function bodyLength(element: ElementToWrite): number {
  if ('items' in element) return element.items.reduce((sum, item) => sum + 8 + lengthOfDataSet(item), 0)
  if ('frames' in element)
    return (
      8 + 4 * offsetsOf(element).length + 8 + element.frames.reduce((sum, frame) => sum + 8 + even(frame.length), 0)
    )
  return even(element.value.length)
}

/** The basic offset table: written where there are several frames, and only as far as 32 bits reach (PS3.5, A.4). */
function offsetsOf({ frames }: EncapsulatedElement): readonly number[] {
  if (frames.length < 2) return []
  const offsets: number[] = []
  let offset = 0
  for (const frame of frames) {
    offsets.push(offset)
    offset += 8 + even(frame.length)
  }
  return offset > 0xfffffffe ? [] : offsets
}

class Output {
  readonly bytes: Uint8Array
  private readonly view: DataView
  at = 0

  constructor(length: number) {
    this.bytes = new Uint8Array(length)
    this.view = new DataView(this.bytes.buffer)
  }

  latin(text: string): void {
    for (let index = 0; index < text.length; index++) this.bytes[this.at++] = text.charCodeAt(index)
  }

  private tag(tag: number): void {
    this.view.setUint16(this.at, tag >>> 16, true)
    this.view.setUint16(this.at + 2, tag & 0xffff, true)
    this.at += 4
  }

  private long(value: number): void {
    this.view.setUint32(this.at, value, true)
    this.at += 4
  }

  private padded(value: Uint8Array, pad: number): void {
    this.bytes.set(value, this.at)
    this.at += value.length
    if (value.length & 1) this.bytes[this.at++] = pad
  }

  private item(value: Uint8Array): void {
    this.tag(0xfffee000)
    this.long(even(value.length))
    this.padded(value, 0)
  }

  element(element: ElementToWrite): void {
    const { tag, vr } = element
    const length = bodyLength(element)
    this.tag(tag)
    this.latin(vr)
    if (longForms.has(vr)) {
      this.at += 2
      this.long('frames' in element ? undefinedLength : length)
    } else {
      if (length > maxShortLength)
        throw new AppError('invalid-input', `A value of this image ${tagInWords(tag)} is too long to be written.`)
      this.view.setUint16(this.at, length, true)
      this.at += 2
    }
    if ('items' in element) this.items(element.items)
    else if ('frames' in element) this.frames(element)
    else this.padded(element.value, zeroPadded.has(vr) ? 0 : 0x20)
  }

  private items(items: readonly (readonly ElementToWrite[])[]): void {
    for (const item of items) {
      this.tag(0xfffee000)
      this.long(lengthOfDataSet(item))
      for (const element of sorted(item)) this.element(element)
    }
  }

  private frames(element: EncapsulatedElement): void {
    const offsets = new Uint8Array(4 * offsetsOf(element).length)
    const view = new DataView(offsets.buffer)
    offsetsOf(element).forEach((offset, index) => view.setUint32(4 * index, offset, true))
    this.item(offsets)
    for (const frame of element.frames) this.item(frame)
    this.tag(0xfffee0dd)
    this.long(0)
  }
}
