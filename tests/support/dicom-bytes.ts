/** Small DICOM files out of the elements that a test is about. */

export type ElementValue = string | readonly number[] | Uint8Array | readonly Fields[]

/** By tag in hexadecimal digits with its representation: `{ '00280010 US': [64] }`. Written in the order given. */
export type Fields = Readonly<Record<string, ElementValue>>

export interface DicomParts {
  readonly transferSyntax?: string
  readonly fields: Fields
  /** Uncompressed pixels, or what each fragment holds behind an offset table. */
  readonly pixels?: Uint8Array | { readonly offsetTable?: readonly number[]; readonly fragments: readonly Uint8Array[] }
}

const explicitLittleEndian = '1.2.840.10008.1.2.1'
const longForm = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])

/** A file with preamble; its elements are explicit and little endian. */
export function dicomBytes({ transferSyntax = explicitLittleEndian, fields, pixels }: DicomParts): Buffer {
  const meta = elements({ '00020010 UI': transferSyntax })
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    meta,
    elements(fields),
    pixels ? pixelElement(pixels) : none,
  ])
}

/** The attributes of a gray image of this size, 16 bits unless said otherwise. */
export function grayFields(rows: number, columns: number, more: Fields = {}): Fields {
  return {
    '00080016 UI': '1.2.840.10008.5.1.4.1.1.2',
    '00280002 US': [1],
    '00280004 CS': 'MONOCHROME2',
    '00280010 US': [rows],
    '00280011 US': [columns],
    '00280100 US': [16],
    '00280101 US': [16],
    '00280102 US': [15],
    '00280103 US': [0],
    ...more,
  }
}

export function elements(fields: Fields): Buffer {
  return Buffer.concat(
    Object.entries(fields).map(([key, value]) => {
      const [tag = '', vr = ''] = key.split(' ')
      return element(tag, vr, content(vr, value))
    }),
  )
}

const none = Buffer.alloc(0)

function element(tag: string, vr: string, value: Uint8Array, length = value.length + (value.length % 2)): Buffer {
  const isLong = longForm.has(vr)
  const head = Buffer.alloc(isLong ? 12 : 8)
  writeTag(head, tag)
  head.write(vr, 4, 'latin1')
  if (isLong) head.writeUInt32LE(length, 8)
  else head.writeUInt16LE(length, 6)
  return Buffer.concat([head, value, Buffer.alloc(value.length % 2, vr === 'UI' || vr === 'OB' ? 0 : 0x20)])
}

function content(vr: string, value: ElementValue): Uint8Array {
  if (typeof value === 'string') return Buffer.from(value, 'latin1')
  if (value instanceof Uint8Array) return value
  if (vr === 'SQ') return Buffer.concat((value as readonly Fields[]).map((item) => itemOf(elements(item))))
  return Buffer.concat((value as readonly number[]).map((number) => word(vr, number)))
}

function word(vr: string, value: number): Buffer {
  const bytes = Buffer.alloc(
    vr === 'US' || vr === 'SS' || vr === 'OW' ? 2 : vr === 'UV' || vr === 'OV' || vr === 'FD' ? 8 : 4,
  )
  if (vr === 'US' || vr === 'OW') bytes.writeUInt16LE(value)
  else if (vr === 'SS') bytes.writeInt16LE(value)
  else if (vr === 'FD') bytes.writeDoubleLE(value)
  else if (vr === 'UV' || vr === 'OV') bytes.writeBigUInt64LE(BigInt(value))
  else bytes.writeUInt32LE(value)
  return bytes
}

function itemOf(value: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  writeTag(head, 'fffee000')
  head.writeUInt32LE(value.length, 4)
  return Buffer.concat([head, value])
}

function pixelElement(pixels: NonNullable<DicomParts['pixels']>): Buffer {
  if (pixels instanceof Uint8Array) return element('7fe00010', 'OW', pixels)
  const table = Buffer.concat((pixels.offsetTable ?? []).map((offset) => word('UL', offset)))
  const delimiter = Buffer.alloc(8)
  writeTag(delimiter, 'fffee0dd')
  const items = [table, ...pixels.fragments].map((bytes) =>
    itemOf(Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)])),
  )
  return Buffer.concat([element('7fe00010', 'OB', none, 0xffffffff), ...items, delimiter])
}

function writeTag(bytes: Buffer, tag: string): void {
  bytes.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0)
  bytes.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2)
}
