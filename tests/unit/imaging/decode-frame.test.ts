import { describe, expect, it } from 'vitest'
import { decodeFrame } from '#main/imaging/dicom/decode-frame.ts'
import { readDicom } from '#main/imaging/dicom/read-dicom.ts'
import { transferSyntaxes } from '#main/imaging/dicom/transfer-syntaxes.ts'
import type { DecodedFrame } from '#shared/domain/imaging/decoded-frame.ts'
import { dicomBytes, grayFields, type DicomParts, type Fields } from '#tests/support/dicom-bytes.ts'
import { encodeHtj2k } from '#tests/support/encode-htj2k.ts'

const decode = (parts: DicomParts, frame = 1): Promise<DecodedFrame> => decodeFrame(readDicom(dicomBytes(parts)), frame)
const rle = '1.2.840.10008.1.2.5'
const words = (...values: readonly number[]): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer)

/** One RLE frame of 8 bits whose pixels all have this value. */
function rleFrame(value: number, pixels: number): Uint8Array {
  const header = Buffer.alloc(64)
  header.writeUInt32LE(1, 0)
  header.writeUInt32LE(64, 4)
  return Buffer.concat([header, Buffer.from([257 - pixels, value])])
}

const bytesOfOne: Fields = { '00280100 US': [8], '00280101 US': [8], '00280102 US': [7] }

describe('decoding a frame', () => {
  it('extends the sign of what has fewer bits than its word, and cuts off an overlay above them', async () => {
    const fields = grayFields(1, 3, { '00280101 US': [12], '00280102 US': [11], '00280103 US': [1] })
    const { pixels, isSigned, bitsStored } = await decode({ fields, pixels: words(0x0fff, 0xf001, 0x1800) })
    expect([...pixels]).toEqual([-1, 1, -2048])
    expect(pixels).toBeInstanceOf(Int16Array)
    expect({ isSigned, bitsStored }).toEqual({ isSigned: true, bitsStored: 12 })
  })

  it('takes bits from where the file says they lie', async () => {
    const fields = grayFields(1, 2, { '00280101 US': [12], '00280102 US': [15] })
    expect([...(await decode({ fields, pixels: words(0xabcd, 0x0010) })).pixels]).toEqual([0xabc, 1])
  })

  it('leaves the file’s own bytes alone', async () => {
    const fields = {
      ...grayFields(1, 2, bytesOfOne),
      '00280002 US': [3],
      '00280004 CS': 'YBR_FULL',
      '00280006 US': [0],
    }
    const file = readDicom(dicomBytes({ fields, pixels: Uint8Array.of(76, 85, 255, 29, 255, 107) }))
    const first = await decodeFrame(file, 1)
    expect([...first.pixels]).toEqual([254, 0, 0, 0, 0, 254])
    expect((await decodeFrame(file, 1)).pixels).toEqual(first.pixels)
  })

  it('shows a palette’s colors, its ends beyond them', async () => {
    const table = (...entries: readonly number[]): Uint8Array => words(...entries.map((entry) => entry * 256))
    const fields = {
      ...grayFields(1, 4, bytesOfOne),
      '00280004 CS': 'PALETTE COLOR',
      '00281101 US': [2, 10, 16],
      '00281102 US': [2, 10, 16],
      '00281103 US': [2, 10, 16],
      '00281201 OW': table(1, 2),
      '00281202 OW': table(3, 4),
      '00281203 OW': table(5, 6),
    }
    const frame = await decode({ fields, pixels: Uint8Array.of(0, 10, 11, 255) })
    expect(frame).toMatchObject({ samplesPerPixel: 3, photometric: 'RGB', bitsStored: 8 })
    expect([...frame.pixels]).toEqual([1, 3, 5, 1, 3, 5, 2, 4, 6, 2, 4, 6])
  })

  it('finds frames by the extended offset table', async () => {
    const fragments = [rleFrame(1, 4), rleFrame(2, 4), rleFrame(3, 4)]
    const starts = [0, 74, 148]
    const fields = {
      ...grayFields(2, 2, bytesOfOne),
      '00280008 IS': '3',
      '7fe00001 OV': starts,
      '7fe00002 OV': fragments.map(({ length }) => length),
    }
    const parts = { transferSyntax: rle, fields, pixels: { fragments } }
    expect([...(await decode(parts, 2)).pixels]).toEqual([2, 2, 2, 2])
    const lying = { ...parts, fields: { ...fields, '7fe00001 OV': [0, 75, 148] } }
    await expect(decode(lying, 2)).rejects.toMatchObject({ reason: 'damaged' })
  })

  it('finds frames of several fragments by the basic offset table', async () => {
    const frames = [rleFrame(1, 4), rleFrame(2, 4)]
    const fragments = frames.flatMap((frame) => [frame.subarray(0, 20), frame.subarray(20)])
    const fields = { ...grayFields(2, 2, bytesOfOne), '00280008 IS': '2' }
    const parts = (offsetTable: readonly number[]): DicomParts => ({
      transferSyntax: rle,
      fields,
      pixels: { offsetTable, fragments },
    })
    expect([...(await decode(parts([0, 82]), 2)).pixels]).toEqual([2, 2, 2, 2])
    for (const lying of [[0, 90], [82, 0], [0, 0], []])
      await expect(decode(parts(lying), 2)).rejects.toMatchObject({ reason: 'damaged' })
  })

  it.each([
    ['1.2.840.10008.1.2.4.201', new Uint16Array(35 * 21).map((_, at) => (at * 977) % 65_536)],
    ['1.2.840.10008.1.2.4.203', new Uint8Array(35 * 21).map((_, at) => (at * 77) % 256)],
    ['1.2.840.10008.1.2.4.202', new Int16Array(35 * 21).map((_, at) => ((at * 977) % 4096) - 1024)],
  ])('opens High-Throughput JPEG 2000 (%s) with the values that went in', async (transferSyntax, values) => {
    const bits = values.BYTES_PER_ELEMENT * 8
    const fields = grayFields(21, 35, {
      '00280100 US': [bits],
      '00280101 US': [bits],
      '00280102 US': [bits - 1],
      '00280103 US': [values instanceof Int16Array ? 1 : 0],
    })
    const fragments = [await encodeHtj2k(values, 21, 35)]
    expect((await decode({ transferSyntax, fields, pixels: { fragments } })).pixels).toEqual(values)
  })

  it('opens High-Throughput JPEG 2000 in color', async () => {
    const values = new Uint8Array(21 * 35 * 3).map((_, at) => (at * 37) % 256)
    const fields = {
      ...grayFields(21, 35, bytesOfOne),
      '00280002 US': [3],
      '00280004 CS': 'YBR_RCT',
      '00280006 US': [0],
    }
    const fragments = [await encodeHtj2k(values, 21, 35, 3)]
    expect((await decode({ transferSyntax: '1.2.840.10008.1.2.4.201', fields, pixels: { fragments } })).pixels).toEqual(
      values,
    )
  })

  it('refuses a High-Throughput JPEG 2000 codestream that is cut off', async () => {
    const codestream = await encodeHtj2k(
      new Uint16Array(35 * 21).map((_, at) => (at * 977) % 65_536),
      21,
      35,
    )
    const parts = (bytes: Uint8Array): DicomParts => ({
      transferSyntax: '1.2.840.10008.1.2.4.201',
      fields: grayFields(21, 35),
      pixels: { fragments: [bytes] },
    })
    for (const missing of [2, 3, 50, 500])
      await expect(decode(parts(codestream.subarray(0, -missing)))).rejects.toMatchObject({ reason: 'truncated' })
  })

  it('refuses a codestream of another size than the image', async () => {
    const fragments = [await encodeHtj2k(new Uint16Array(35 * 21), 21, 35)]
    const parts = { transferSyntax: '1.2.840.10008.1.2.4.201', fields: grayFields(35, 21), pixels: { fragments } }
    await expect(decode(parts)).rejects.toMatchObject({
      reason: 'damaged',
      message: expect.stringContaining('another size'),
    })
  })

  it.each<[string, Fields]>([
    ['30,001 rows', grayFields(30_001, 1)],
    ['30,000 rows and columns', grayFields(30_000, 30_000)],
    ['more frames than a disc holds', grayFields(512, 512, { '00280008 IS': '2000000000' })],
    [
      'three samples of 32 bits in the largest frame',
      { ...grayFields(8000, 8000), '00280002 US': [3], '00280100 US': [32] },
    ],
  ])('refuses %s before anything is allocated', async (_, fields) => {
    await expect(decode({ fields, pixels: new Uint8Array(2) })).rejects.toMatchObject({ reason: 'too-large' })
  })

  it.each<[string, string, DicomParts, string]>([
    [
      'a report',
      'not-an-image',
      { fields: { '00080016 UI': '1.2.840.10008.5.1.4.1.1.88.11' } },
      'holds a report, no image',
    ],
    ['a description of an image', 'no-pixels', { fields: grayFields(2, 2) }, 'holds no pixels'],
    [
      'pixels of 64 bits',
      'pixel-format',
      { fields: grayFields(1, 1, { '00280100 US': [64] }), pixels: words(0, 0, 0, 0) },
      '64 bits',
    ],
    [
      'floating-point pixels',
      'pixel-format',
      { fields: { ...grayFields(1, 1), '7fe00008 OF': words(0, 0) } },
      'floating-point',
    ],
    [
      'an unknown color model',
      'pixel-format',
      { fields: grayFields(1, 1, { '00280004 CS': 'ARGB' }), pixels: words(0) },
      'ARGB',
    ],
    ['too few pixels', 'truncated', { fields: grayFields(2, 2), pixels: words(1, 2, 3) }, 'ends before'],
    [
      'more bits stored than allocated',
      'damaged',
      { fields: grayFields(1, 1, { '00280101 US': [17] }), pixels: words(1) },
      'contradict',
    ],
    [
      'compressed pixels that claim not to be',
      'damaged',
      { fields: grayFields(1, 1), pixels: { fragments: [words(1)] } },
      'transfer syntax',
    ],
    [
      'a private syntax',
      'transfer-syntax',
      { transferSyntax: '1.2.3.4', fields: grayFields(1, 1), pixels: words(1) },
      '1.2.3.4',
    ],
  ])('refuses %s as %s', async (_, reason, parts, sentence) => {
    await expect(decode(parts)).rejects.toMatchObject({ reason, message: expect.stringContaining(sentence) })
  })

  it('refuses a frame that the image doesn’t have', async () => {
    for (const frame of [0, 2, 1.5, Number.NaN])
      await expect(decode({ fields: grayFields(1, 1), pixels: words(1) }, frame)).rejects.toMatchObject({
        reason: 'no-pixels',
      })
  })

  it('refuses by name every syntax that it has no decoder for', async () => {
    const refused = [...transferSyntaxes].filter(([, { codec }]) => !codec)
    expect(refused.length).toBeGreaterThan(40)
    for (const [transferSyntax, { name }] of refused)
      await expect(decode({ transferSyntax, fields: grayFields(1, 1), pixels: words(1) })).rejects.toMatchObject({
        reason: 'transfer-syntax',
        message: expect.stringContaining(name),
      })
  })
})
