import { describe, expect, it } from 'vitest'
import { numberElement, sequenceElement, textElement } from '#main/imaging/dicom/element-to-write.ts'
import { readDicom } from '#main/imaging/dicom/read-dicom.ts'
import { standardTag } from '#main/imaging/dicom/standard-tag.ts'
import { writeDicom } from '#main/imaging/dicom/write-dicom.ts'

const meta = [textElement(0x00020010, 'UI', '1.2.840.10008.1.2.1')]
const sopClass = textElement(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2')

describe('writing DICOM', () => {
  it('pads text with a space and identifiers with a zero byte, to even lengths', () => {
    const bytes = writeDicom(meta, [textElement(0x00100020, 'LO', 'abc'), textElement(0x00080016, 'UI', '1.2.3')])
    const file = readDicom(bytes)
    const raw = (tag: number): string => {
      const { dataOffset, length } = file.element(tag)!
      return Buffer.from(bytes.subarray(dataOffset, dataOffset + length)).toString('latin1')
    }
    expect([raw(0x00100020), raw(0x00080016)]).toEqual(['abc ', '1.2.3\0'])
  })

  it('sorts elements, so that the same give the same bytes in any order', () => {
    const elements = [numberElement(0x00280010, 'US', 5), sopClass, textElement(0x00080060, 'CS', 'CT')]
    expect(writeDicom(meta, elements)).toEqual(writeDicom(meta, elements.toReversed()))
    expect([...readDicom(writeDicom(meta, elements)).dataSet.elements.keys()]).toEqual([
      0x00080016, 0x00080060, 0x00280010,
    ])
  })

  it('states the length of the file meta information', () => {
    const file = readDicom(writeDicom(meta, [sopClass]))
    const { dataOffset } = file.meta.elements.get(0x00020000)!
    const stated = new DataView(file.bytes.buffer, file.bytes.byteOffset).getUint32(dataOffset, true)
    expect(stated).toBe(file.element(0x00080016)!.offset - (dataOffset + 4))
  })

  it('writes sequences in sequences, empty ones too', () => {
    const inner = sequenceElement(0x00081140, [textElement(0x00081155, 'UI', '1.2.3')], [])
    const file = readDicom(
      writeDicom(meta, [sopClass, sequenceElement(0x00083010, [inner]), sequenceElement(0x00400555)]),
    )
    expect(file.element(0x00083010)?.items?.[0]?.elements.get(0x00081140)?.items).toHaveLength(2)
    expect(file.element(0x00400555)).toMatchObject({ length: 0 })
  })

  it('tells where each compressed frame begins when there are several', () => {
    const frames = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5), Uint8Array.of(6)]
    const compressed = [textElement(0x00020010, 'UI', '1.2.840.10008.1.2.4.50')]
    const element = readDicom(writeDicom(compressed, [sopClass, { tag: 0x7fe00010, vr: 'OB', frames }])).element(
      0x7fe00010,
    )!
    expect(element.offsetTable).toEqual([0, 12, 22])
    expect(element.fragments?.map(({ offset }) => offset)).toEqual([0, 12, 22])
  })

  it('refuses a value that is too long for its representation', () => {
    expect(() => writeDicom(meta, [textElement(0x00100020, 'LO', 'x'.repeat(70_000))])).toThrow(
      'too long to be written',
    )
  })
})

describe('the names of the standard', () => {
  it.each([
    [0x00100010, "Patient's Name"],
    [0x00080080, 'Institution Name'],
    [0x601e3000, 'Overlay Data'],
  ])('are known for %i', (tag, name) => {
    expect(standardTag(tag)?.name).toBe(name)
  })

  it('are unknown for what is private', () => {
    expect(standardTag(0x00091001)).toBeUndefined()
  })
})
