import { describe, expect, it } from 'vitest'
import { DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import { imageFacts } from '#main/imaging/dicom/image-facts.ts'
import { readDicom, readDicomHeader } from '#main/imaging/dicom/read-dicom.ts'
import { tags } from '#main/imaging/dicom/tags.ts'
import { dicomBytes, elements, grayFields, type ElementValue, type Fields } from '#tests/support/dicom-bytes.ts'

function reasonOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof DicomRefusal) return error.reason
    throw error
  }
  return 'none'
}

describe('reading a DICOM file', () => {
  it('finds elements, in sequences too, with where they lie', () => {
    const bytes = dicomBytes({
      fields: { '00081140 SQ': [{ '00081155 UI': '1.2.3' }, {}], '00280010 US': [7] },
    })
    const file = readDicom(bytes)
    expect(file.number(tags.rows)).toBe(7)
    const items = file.element(0x00081140)?.items
    expect(items).toHaveLength(2)
    const uid = items?.[0]?.elements.get(0x00081155)
    expect(bytes.toString('latin1', uid?.dataOffset, uid!.dataOffset + uid!.length)).toBe('1.2.3\0')
    expect(file).toMatchObject({ transferSyntax: '1.2.840.10008.1.2.1', isExplicit: true, isLittleEndian: true })
  })

  it('reads files without preamble, and without meta information', () => {
    const withMeta = dicomBytes({ fields: grayFields(5, 6) })
    expect(readDicom(withMeta.subarray(132)).number(tags.columns)).toBe(6)
    expect(readDicom(elements(grayFields(5, 6))).number(tags.rows)).toBe(5)
  })

  it('keeps its place behind elements of 64-bit representations', () => {
    const file = readDicom(dicomBytes({ fields: { '00280010 US': [3], '7fe00001 OV': [0, 70_000] } }))
    expect(file.numbers(tags.extendedOffsetTable)).toEqual([0, 70_000])
    expect(file.element(tags.extendedOffsetTable)).toMatchObject({ vr: 'OV', length: 16 })
  })

  it.each([
    ['ISO_IR 100', Buffer.from('M\xfcller', 'latin1'), 'Müller'],
    ['ISO_IR 192', Buffer.from('Müller 山田', 'utf8'), 'Müller 山田'],
    ['ISO_IR 144', Buffer.from([0xbb, 0xee, 0xda]), 'Люк'],
    ['GB18030', Buffer.from([0xcd, 0xf5]), '王'],
    ['\\ISO 2022 IR 87', Buffer.from('\x1b$B;3ED\x1b(B', 'latin1'), '山田'],
    ['ISO_IR 13', Buffer.from([0xd4, 0xcf, 0xc0, 0xde]), 'ﾔﾏﾀﾞ'],
    ['\\ISO 2022 IR 149', Buffer.from([0x1b, 0x24, 0x29, 0x43, 0xb1, 0xe8]), '김'],
    ['ISO_IR 999', Buffer.from('Muller', 'latin1'), 'Muller'],
  ])('reads text of %s', (set, bytes, text) => {
    const file = readDicom(dicomBytes({ fields: { '00080005 CS': set, '00100010 PN': bytes } }))
    expect(file.text(0x00100010)).toBe(text)
  })

  it('replaces what isn’t of the character set', () => {
    const bytes = Buffer.from([0x41, 0xff, 0x42, 0x20])
    const file = readDicom(dicomBytes({ fields: { '00080005 CS': 'ISO_IR 192', '00100010 PN': bytes } }))
    expect(file.text(0x00100010)).toBe('A�B')
  })

  it.each<[string, ElementValue, readonly number[] | undefined]>([
    ['00280030 DS', '0.5\\.25', [0.5, 0.25]],
    ['00280030 DS', ' 1e-1 \\+2 ', [0.1, 2]],
    ['00280030 DS', '0x10\\1', undefined],
    ['00280030 DS', '1\\', undefined],
    ['00280030 DS', '', undefined],
    ['00280030 DS', 'NaN\\1', undefined],
    ['00280030 FD', [0.1, -3], [0.1, -3]],
    ['00280030 SS', [-5], [-5]],
    ['00280030 US', Buffer.from([1, 2, 3, 4]), [513, 1027]],
    ['00280030 UL', Buffer.from([1, 2]), undefined],
  ])('reads numbers of %s %j as %j', (key, value, expected) => {
    expect(readDicom(dicomBytes({ fields: { [key]: value } })).numbers(tags.pixelSpacing)).toEqual(expected)
  })

  it('reads headers of a file’s beginning, and says when it needs more of it', () => {
    const bytes = dicomBytes({ fields: grayFields(400, 400), pixels: new Uint8Array(320_000) })
    expect(readDicomHeader(bytes.subarray(0, 1000)).number(tags.rows)).toBe(400)
    expect(reasonOf(() => readDicomHeader(bytes.subarray(0, 180)))).toBe('truncated')
    expect(reasonOf(() => readDicom(bytes.subarray(0, 1000)))).toBe('truncated')
  })

  it('refuses what isn’t DICOM, and names the file when told its name', () => {
    const text = Buffer.from('A letter about the patient.'.repeat(20))
    expect(reasonOf(() => readDicom(text))).toBe('not-dicom')
    expect(reasonOf(() => readDicom(new Uint8Array()))).toBe('not-dicom')
    expect(reasonOf(() => readDicom(Buffer.from('GIF89a and other pictures')))).toBe('not-dicom')
    expect(new DicomRefusal('not-dicom', 'is not a DICOM file.').named('letter.doc')).toMatchObject({
      kind: 'invalid-input',
      message: 'letter.doc is not a DICOM file.',
    })
  })

  it('refuses sequences that nest without end, and files of nothing but parts', () => {
    let fields: Fields = {}
    for (let depth = 0; depth < 40; depth += 1) fields = { '00081140 SQ': [fields] }
    expect(reasonOf(() => readDicom(dicomBytes({ fields })))).toBe('damaged')
    const empty = Buffer.alloc(8 * 1_000_001)
    for (let at = 0; at < empty.length; at += 8) empty.writeUInt32LE(0xe000fffe, at)
    const head = Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff])
    expect(reasonOf(() => readDicom(Buffer.concat([dicomBytes({ fields: {} }), head, empty])))).toBe('too-large')
  })

  it('tolerates what follows the pixels', () => {
    const bytes = dicomBytes({ fields: grayFields(2, 2), pixels: new Uint8Array(8) })
    expect(readDicom(Buffer.concat([bytes, Buffer.alloc(13, 0x55)])).element(tags.pixelData)?.length).toBe(8)
  })
})

describe('what an image says about itself', () => {
  const facts = (fields: Fields): ReturnType<typeof imageFacts> => imageFacts(readDicom(dicomBytes({ fields })))

  it('is read with its geometry', () => {
    expect(
      facts({
        '00080008 CS': 'ORIGINAL\\PRIMARY\\AXIAL',
        '00080020 DA': '20240229',
        '00080060 CS': 'CT',
        '00180050 DS': '1.25',
        '00181210 SH': 'LUNG',
        '0020000d UI': '1.2.3',
        '00200013 IS': '17',
        '00200032 DS': '-100\\-120.5\\33',
        '00200037 DS': '1\\0\\0\\0\\1\\0',
        '00280030 DS': '0.7\\0.8',
        '00280301 CS': 'NO',
        '00281050 DS': '-600\\40',
        '00281051 DS': '1500\\400',
        '00281052 DS': '-1024',
        '00281053 DS': '1',
      }),
    ).toMatchObject({
      imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
      date: '2024-02-29',
      modality: 'CT',
      sliceThickness: 1.25,
      kernel: ['LUNG'],
      study: '1.2.3',
      instanceNumber: 17,
      frames: 1,
      position: [-100, -120.5, 33],
      orientation: { row: [1, 0, 0], column: [0, 1, 0] },
      pixelSpacing: [0.7, 0.8],
      hasBurnedInAnnotation: false,
      windows: [
        { center: -600, width: 1500 },
        { center: 40, width: 400 },
      ],
      intercept: -1024,
      slope: 1,
    })
  })

  it.each<[string, Fields, Partial<ReturnType<typeof imageFacts>>]>([
    ['a day that doesn’t exist', { '00080020 DA': '20230229' }, { date: undefined }],
    ['vectors that aren’t perpendicular', { '00200037 DS': '1\\0\\0\\1\\0\\0' }, { orientation: undefined }],
    ['two coordinates', { '00200032 DS': '1\\2' }, { position: undefined }],
    ['a spacing of zero', { '00280030 DS': '0\\1' }, { pixelSpacing: undefined }],
    ['no rows', { '00280010 US': [0] }, { rows: undefined }],
    ['words for a UID', { '0020000e UI': 'Miller' }, { series: undefined }],
    ['a slope of zero', { '00281053 DS': '0' }, { slope: 1 }],
    ['half a frame', { '00280008 IS': '1.5' }, { frames: undefined }],
    ['a window without width', { '00281050 DS': '40', '00281051 DS': '0' }, { windows: [] }],
  ])('is undefined for %s', (_, fields, expected) => {
    expect(facts(fields)).toMatchObject(expected)
  })
})
