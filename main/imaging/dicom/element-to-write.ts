/**
 * A DICOM element that is to be written, and what makes one. Values are in little endian.
 */

/** An element with a plain value. */
export interface PlainElement {
  readonly tag: number
  readonly vr: string
  readonly value: Uint8Array
}

/** A sequence: each item is a data set of its own. */
export interface SequenceElement {
  readonly tag: number
  readonly vr: 'SQ'
  readonly items: readonly (readonly ElementToWrite[])[]
}

/** Compressed pixel data: one whole codestream a frame. */
export interface EncapsulatedElement {
  readonly tag: number
  readonly vr: 'OB'
  readonly frames: readonly Uint8Array[]
}

export type ElementToWrite = PlainElement | SequenceElement | EncapsulatedElement

const encoder = new TextEncoder()

/** An element of text, several values parted by a backslash. Text beyond ASCII is written as UTF-8. */
export function textElement(tag: number, vr: string, ...values: readonly string[]): PlainElement {
  return { tag, vr, value: encoder.encode(values.join('\\')) }
}

/** How many bytes a number of a binary representation takes. */
const bytesOf: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8, AT: 4, OB: 1, OW: 2 }

/**
 * An element of binary numbers.
 * @param vr US, SS, UL, SL, FL, FD, OB, OW; or AT, whose numbers are `0xggggeeee`
 * @throws Error for another representation: a mistake of the program
 */
export function numberElement(tag: number, vr: string, ...values: readonly number[]): PlainElement {
  const size = bytesOf[vr]
  if (size === undefined) throw new Error(`${vr} is no representation of binary numbers`)
  const view = new DataView(new ArrayBuffer(size * values.length))
  values.forEach((value, index) => put(view, index * size, vr, value))
  return { tag, vr, value: new Uint8Array(view.buffer) }
}

function put(view: DataView, at: number, vr: string, value: number): void {
  if (vr === 'OB') view.setUint8(at, value)
  else if (vr === 'US' || vr === 'OW') view.setUint16(at, value, true)
  else if (vr === 'SS') view.setInt16(at, value, true)
  else if (vr === 'UL') view.setUint32(at, value, true)
  else if (vr === 'SL') view.setInt32(at, value, true)
  else if (vr === 'FL') view.setFloat32(at, value, true)
  else if (vr === 'FD') view.setFloat64(at, value, true)
  else {
    view.setUint16(at, value >>> 16, true)
    view.setUint16(at + 2, value & 0xffff, true)
  }
}

/** A sequence of items. */
export function sequenceElement(tag: number, ...items: readonly (readonly ElementToWrite[])[]): SequenceElement {
  return { tag, vr: 'SQ', items }
}
