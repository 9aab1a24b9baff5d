import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deidentifier } from '#main/imaging/deidentify/deidentify.ts'
import { whiteList, type Rule } from '#main/imaging/deidentify/white-list.ts'
import { withPatientCode } from '#main/imaging/deidentify/with-patient-code.ts'
import { decodeFrame } from '#main/imaging/dicom/decode-frame.ts'
import {
  numberElement,
  sequenceElement,
  textElement,
  type ElementToWrite,
} from '#main/imaging/dicom/element-to-write.ts'
import type { DicomDataSet } from '#main/imaging/dicom/parse-data-set.ts'
import { readDicom } from '#main/imaging/dicom/read-dicom.ts'
import { exactTags } from '#main/imaging/dicom/standard-tag.ts'
import { mergeReports } from '#shared/domain/imaging/removal-report.ts'
import { dicomSeries, type SeriesToWrite } from '#tests/support/dicom-series.ts'
import { plantedIdentity, plantedTexts } from '#tests/support/planted-identity.ts'

const secret = Buffer.from('a secret of the tests, 32 bytes.')
const deidentify = deidentifier(secret)

const slices: SeriesToWrite = {
  images: [0, 1, 2].map((slice) => Int16Array.from({ length: 32 * 16 }, (_, at) => (at % 1500) - 1000 + slice)),
  rows: 32,
  columns: 16,
  spacingMm: [0.7, 0.8],
  thicknessMm: 1.25,
  firstZMm: -250,
  kernel: 'B70f',
}
const planted = { ...slices, identity: plantedIdentity }
const slice = (more: Partial<SeriesToWrite> = {}): Uint8Array =>
  dicomSeries({ ...slices, images: slices.images.slice(0, 1), ...more })[0]!

/** All tags of a data set with those inside of its sequences. */
function allTags(dataSet: DicomDataSet): readonly number[] {
  return [...dataSet.elements.values()].flatMap(({ tag, items = [] }) => [tag, ...items.flatMap(allTags)])
}

const tagsOf = (rules: readonly Rule[]): readonly number[] =>
  rules.flatMap((rule) => [rule.tag, ...(rule.becomes === 'keep items' ? tagsOf(rule.items) : [])])
const named = new Set([
  ...tagsOf(whiteList.flatMap(({ rules }) => rules)),
  // The codes of the method are the program's own.
  0x00120064,
  0x00080100,
  0x00080102,
  0x00080104,
])

describe('de-identification', () => {
  it('leaves none of the values that are planted in every element that could hold them', () => {
    const texts = plantedTexts(plantedIdentity)
    for (const source of dicomSeries(planted)) {
      const before = Buffer.from(source).toString('latin1')
      for (const text of texts) expect(before).toContain(text)
      const { bytes } = deidentify(source)
      const after = Buffer.from(bytes).toString('latin1')
      const wide = Buffer.from(bytes).toString('utf16le')
      for (const text of texts) {
        expect(after).not.toContain(text)
        expect(wide).not.toContain(text)
      }
    }
  })

  it('plants in every kind of element that can tell who someone is', () => {
    const tags = new Set(allTags(readDicom(dicomSeries(planted)[0]!).dataSet))
    const kinds = new Set('PN LO SH ST LT UT UC AE DA DT TM AS UI UR SQ CS'.split(' '))
    const missing = [...exactTags()].filter(
      ([tag, { vr }]) => kinds.has(vr) && !tags.has(tag) && tag !== 0x00080005 && tag >>> 16 > 4 && tag >>> 16 < 0x7fe0,
    )
    expect(missing.map(([tag]) => tag.toString(16))).toEqual([])
  })

  it('keeps what an image needs to be read and measured', async () => {
    const source = readDicom(dicomSeries(planted)[1]!)
    const kept = readDicom(deidentify(dicomSeries({ ...slices })[1]!).bytes)
    for (const tag of [0x00180050, 0x00180060, 0x00185100, 0x00200032, 0x00200037, 0x00280030, 0x00281052, 0x00281053])
      expect(kept.texts(tag)).toEqual(source.texts(tag))
    expect(kept.text(0x00181210)).toBe('B70f')
    expect(kept.text(0x00080070)).toBe('SIEMENS')
    expect((await decodeFrame(kept, 1)).pixels).toEqual((await decodeFrame(source, 1)).pixels)
  })

  it('says that it was de-identified, and how', () => {
    const kept = readDicom(deidentify(slice()).bytes)
    expect(kept.text(0x00120062)).toBe('YES')
    expect(kept.element(0x00120064)?.items).toHaveLength(1)
    for (const tag of [0x00100010, 0x00100020, 0x00100030, 0x00080020, 0x00080050])
      expect(kept.element(tag)).toMatchObject({ length: 0 })
  })

  it('gives no element that the white list does not name, whatever the source holds', () => {
    const element = fc
      .record({
        tag: fc.oneof(
          fc.constantFrom(...exactTags().keys()).filter((tag) => tag >>> 16 > 4 && tag < 0x7fe00000),
          fc.integer({ min: 0x00050001, max: 0x7fdfffff }),
        ),
        vr: fc.constantFrom('LO', 'PN', 'UN', 'OB', 'UT', 'DS', 'IS', 'CS', 'US', 'FD', 'UI'),
        value: fc.uint8Array({ maxLength: 40 }),
      })
      .filter(({ tag }) => !isStructural(tag))
    fc.assert(
      fc.property(fc.array(element, { maxLength: 30 }), (elements) => {
        const nested = sequenceElement(0x00083010, elements)
        const once = deidentify(slice({ with: [...elements, nested] }))
        const kept = readDicom(once.bytes)
        expect(allTags(kept.dataSet).filter((tag) => !named.has(tag))).toEqual([])
        const twice = deidentify(once.bytes)
        expect(Buffer.from(twice.bytes).equals(Buffer.from(once.bytes))).toBe(true)
        expect(twice.report).toMatchObject({ removed: [], replaced: [], emptied: [], notAllowed: [] })
      }),
      { numRuns: 150 },
    )
  })

  it('takes no text where numbers belong, and no other word where a word of a list belongs', () => {
    const smuggled = [
      textElement(0x00180050, 'DS', 'Doe'),
      textElement(0x00200011, 'IS', '19430217471'),
      textElement(0x00181210, 'SH', 'Meier'),
      textElement(0x00080070, 'LO', 'Doe Scanners'),
      textElement(0x00180015, 'CS', 'DOE'),
      textElement(0x00080008, 'CS', 'ORIGINAL', 'PRIMARY', 'DOE'),
      textElement(0x00189345, 'FD', 'Jane Doe'),
      textElement(0x00180060, 'LO', '120'),
      sequenceElement(0x00283010, [
        textElement(0x00283002, 'US', 'JohDoe'),
        textElement(0x00283006, 'OW', 'Jane Doe of Mondscheingasse'),
      ]),
    ]
    const { bytes, report } = deidentify(slice({ with: smuggled }))
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/doe|meier|19430217471|mondschein/i)
    expect(readDicom(bytes).texts(0x00080008)).toEqual(['ORIGINAL', 'PRIMARY', 'OTHER'])
    // What is a number in whatever form stays.
    expect(readDicom(bytes).text(0x00180060)).toBe('120')
    expect(report.notAllowed.map(({ name }) => name)).toEqual([
      'Image Type',
      'Manufacturer',
      'Body Part Examined',
      'Slice Thickness',
      'Convolution Kernel',
      'CTDIvol',
      'Series Number',
      'LUT Descriptor',
      'LUT Data',
      'VOI LUT Sequence',
    ])
  })

  it.each(['B70f', 'Br40d', 'I70f\\3', 'FC52', 'LUNG', 'BONEPLUS', 'YB', 'L', 'B_SHARP_C'])(
    'keeps the kernel %s',
    (kernel) => {
      expect(readDicom(deidentify(slice({ kernel })).bytes).texts(0x00181210)).toEqual(kernel.split('\\'))
    },
  )

  it('says whether contrast was given, and not what', () => {
    const agent = (value: string): string | undefined =>
      readDicom(deidentify(slice({ with: [textElement(0x00180010, 'LO', value)] })).bytes).text(0x00180010)
    expect(agent('OMNIPAQUE 350 for Mr. Doe')).toBe('CONTRAST')
    expect(agent('NONE')).toBeUndefined()
  })

  it('reports what it removed by the names of the standard, over a series', () => {
    const report = mergeReports(dicomSeries(planted).map((source) => deidentify(source).report))
    expect(report.images).toBe(3)
    expect(report.emptied).toContainEqual({ tag: '(0010,0010)', name: "Patient's Name", count: 3 })
    expect(report.removed).toContainEqual({ tag: '(0008,0080)', name: 'Institution Name', count: 3 })
    expect(report.removed.find(({ tag }) => tag === '(0029,xxxx)')).toMatchObject({ name: 'Private elements' })
    expect(report.removed.find(({ tag }) => tag === '(6000,3000)')).toMatchObject({ name: 'Overlay Data', count: 3 })
    expect(report.replaced.map(({ name }) => name)).toContain('Series Instance UID')
    const words = JSON.stringify(report)
    for (const text of plantedTexts(plantedIdentity)) expect(words).not.toContain(text)
  })

  it('maps identifiers alike for one secret, and otherwise for another', () => {
    const [one, other] = dicomSeries(slices).map(deidentify)
    expect(one!.series).toBe(other!.series)
    expect(one!.study).toBe(other!.study)
    expect(one!.sopInstance).not.toBe(other!.sopInstance)
    expect(deidentifier(secret)(dicomSeries(slices)[0]!).series).toBe(one!.series)
    expect(deidentifier(Buffer.from('quite another secret'))(dicomSeries(slices)[0]!).series).not.toBe(one!.series)
    expect(one!.series).toMatch(/^2\.25\.[1-9]\d{30,38}$/)
  })

  it('keeps images of one source together that say no series of theirs', () => {
    const [one, other] = dicomSeries({ ...slices, without: [0x0020000e, 0x00200052] }).map(deidentify)
    expect(one!.series).toBe(other!.series)
  })

  it('writes the source’s file meta information anew and its preamble empty', () => {
    const { bytes } = deidentify(dicomSeries(planted)[0]!)
    expect(bytes.subarray(0, 128).every((byte) => byte === 0)).toBe(true)
    const { meta } = readDicom(bytes)
    expect([...meta.elements.keys()].map((tag) => tag & 0xffff)).toEqual([0, 1, 2, 3, 0x10, 0x12, 0x13])
  })

  it('refuses by name what is no image of a kind that it knows', () => {
    const enhanced = slice({ with: [textElement(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2.1')] })
    expect(() => deidentify(enhanced)).toThrow('an enhanced multi-frame CT')
  })
})

describe('pixels', () => {
  const twelveBits = [numberElement(0x00280101, 'US', 12), numberElement(0x00280102, 'US', 11)]
  const words = (...values: readonly number[]): ElementToWrite => numberElement(0x7fe00010, 'OW', ...values)
  const small = { ...slices, images: [new Int16Array(4)], rows: 2, columns: 2 }
  const pixelsOf = (more: readonly ElementToWrite[]): Uint16Array => {
    const { bytes } = deidentify(dicomSeries({ ...small, with: more })[0]!)
    const { dataOffset, length } = readDicom(bytes).element(0x7fe00010)!
    return new Uint16Array(bytes.slice(dataOffset, dataOffset + length).buffer)
  }

  it('are freed of overlays in bits that they do not use', () => {
    const unsigned = [...twelveBits, numberElement(0x00280103, 'US', 0)]
    expect([...pixelsOf([...unsigned, words(0xf123, 0x1fff, 0x0456, 0x8000)])]).toEqual([0x123, 0xfff, 0x456, 0])
  })

  it('keep their sign in the bits that they do not use', () => {
    const signed = [...twelveBits, numberElement(0x00280103, 'US', 1)]
    expect([...pixelsOf([...signed, words(0x0fff, 0xffff, 0xf456, 0x8800)])]).toEqual([0xffff, 0xffff, 0x0456, 0xf800])
  })

  it('keep the padding value that scanners write wider than their pixels', () => {
    const padded = [...twelveBits, numberElement(0x00280120, 'SS', -2000), numberElement(0x00280103, 'US', 1)]
    expect([...pixelsOf([...padded, words(0xf830, 0x0001, 0x0002, 0x0003)])]).toEqual([0xf830, 1, 2, 3])
  })

  it('end where the image ends', () => {
    const hidden = { tag: 0x7fe00010, vr: 'OW', value: Buffer.from(`${'\0'.repeat(8)}hidden name of Doe`) }
    const { bytes, report } = deidentify(dicomSeries({ ...small, with: [hidden] })[0]!)
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('Doe')
    expect(report.pixels.bytesBehindPixels).toBe(1)
  })

  it('are refused when they are cut off', () => {
    const cut = { tag: 0x7fe00010, vr: 'OW', value: new Uint8Array(6) }
    expect(() => deidentify(dicomSeries({ ...small, with: [cut] })[0]!)).toThrow('ends before it is complete')
  })
})

describe('the code of a case', () => {
  const codeOf = (bytes: Uint8Array): readonly (string | undefined)[] => {
    const file = readDicom(bytes)
    return [file.text(0x00100010), file.text(0x00100020)]
  }

  it('is put into images for export, and taken out when they come back', () => {
    const { bytes } = deidentify(slice())
    const exported = withPatientCode(bytes, 'ÄS-017')
    expect(codeOf(exported)).toEqual(['ÄS-017', 'ÄS-017'])
    expect(Buffer.from(deidentify(exported).bytes).equals(Buffer.from(bytes))).toBe(true)
  })

  it('is written only into images that were de-identified', () => {
    expect(() => withPatientCode(slice(), 'AS-017')).toThrow('was not de-identified')
  })

  it.each(['', 'a\\b', 'x'.repeat(65), 'a\nb'])('is refused when no DICOM file can hold it: %j', (code) => {
    expect(() => withPatientCode(deidentify(slice()).bytes, code)).toThrow('can’t be written into images')
  })
})

/** Elements that would make it another image, or none; and group lengths, which no data set keeps. */
function isStructural(tag: number): boolean {
  const image = [0x00080016, 0x00080018, 0x0020000d, 0x0020000e, 0x00200013, 0x00083010, 0x00080005]
  return image.includes(tag) || tag >>> 16 === 0x0028 || (tag & 0xffff) === 0
}
