import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { deidentifier } from '#main/imaging/deidentify/deidentify.ts'
import { decodeFrame } from '#main/imaging/dicom/decode-frame.ts'
import { DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import { encapsulatedFrame } from '#main/imaging/dicom/frame-bytes.ts'
import { readDicom, type DicomFile } from '#main/imaging/dicom/read-dicom.ts'
import { tags } from '#main/imaging/dicom/tags.ts'
import { writeDicom } from '#main/imaging/dicom/write-dicom.ts'
import { numberElement, textElement } from '#main/imaging/dicom/element-to-write.ts'
import { writeDicomSeries } from '#tests/support/dicom-series.ts'
import { dcmtk, errorKinds, faultsByDcmdump, hasDcmtk, hasDicom3tools } from '#tests/support/dicom-tools.ts'
import { plantedIdentity, plantedTexts } from '#tests/support/planted-identity.ts'
import { hasPydicom, nameOfPydicomFile, pixelsByPydicom, pydicomFiles } from '#tests/support/pydicom.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const deidentify = deidentifier(Buffer.from('a secret of the tests, 32 bytes.'))
const marker = 'Pl4ntedC0mment of Doe'

/** What becomes of a file: its de-identified copy, or why it is refused. */
function attempt(file: string, out: string): string | undefined {
  try {
    fs.writeFileSync(out, deidentify(fs.readFileSync(file)).bytes)
    return undefined
  } catch (error) {
    if (!(error instanceof DicomRefusal)) throw error
    return error.message
  }
}

/** Kinds of error that a file has and its source hasn't. */
function newErrors(source: string, out: string): readonly string[] {
  // dciodvfy reads nothing of a deflated file.
  const isDeflated = readDicom(fs.readFileSync(source)).transferSyntax === '1.2.840.10008.1.2.1.99'
  const inflated = `${out}.inflated`
  if (isDeflated) dcmtk('dcmconv', '+te', source, inflated)
  const before = errorKinds(isDeflated ? inflated : source)
  return [...errorKinds(out)].filter((kind) => !before.has(kind))
}

const tools = hasPydicom && hasDcmtk && hasDicom3tools
const why = tools ? '' : ' (skipped: needs Debian’s python3-pydicom, dcmtk and dicom3tools)'

describe.skipIf(!tools)(`images of pydicom, de-identified${why}`, () => {
  it('are read again by pydicom with equal pixels, by dcmdump without a fault, by dciodvfy with no new kind of error', () => {
    const folder = temporaryFolder()
    const done = pydicomFiles().flatMap((file, index) => {
      const out = path.join(folder, `${index}.dcm`)
      return attempt(file, out) === undefined ? [{ file, out }] : []
    })
    expect(done.length).toBeGreaterThan(70)
    const before = pixelsByPydicom(done.map(({ file }) => file))
    const after = pixelsByPydicom(done.map(({ out }) => out))
    const wrong = done.flatMap(({ file, out }, index) => {
      const [one, other] = [before[index]!, after[index]!]
      const faults = [...faultsByDcmdump(out), ...newErrors(file, out)]
      const bytes = fs.readFileSync(out)
      if (!bytes.equals(deidentify(bytes).bytes)) faults.push('other when de-identified again')
      if ('error' in one !== 'error' in other) faults.push(`pydicom: ${JSON.stringify({ one, other }).slice(0, 300)}`)
      if ('bytes' in one && 'bytes' in other && !one.bytes.equals(other.bytes)) faults.push('other pixels')
      return faults.length > 0 ? [[nameOfPydicomFile(file), ...faults]] : []
    })
    expect(wrong).toEqual([])
    expect(before.filter((each) => 'bytes' in each).length).toBeGreaterThan(60)
  })

  it('lose the comments of JPEG 2000, and of JPEG of any color what is not needed to decode it', async () => {
    for (const name of [
      'MR_small_jp2klossless.dcm',
      'SC_rgb_gdcm_KY.dcm',
      'SC_rgb_jpeg_dcmtk.dcm',
      'SC_jpeg_no_color_transform.dcm',
    ]) {
      const file = pydicomFiles().find((each) => path.basename(each) === name)!
      const planted = withPlantedComments(readDicom(fs.readFileSync(file)))!
      expect(Buffer.from(planted).includes(marker)).toBe(true)
      const { bytes, report } = deidentify(planted)
      expect(Buffer.from(bytes).includes(marker)).toBe(false)
      expect(report.pixels.commentsInPixels).toBe(1)
      expect(await pixels(bytes)).toEqual(await pixels(fs.readFileSync(file)))
    }
  })

  it('are refused in words where they are no images of a kind that is taken', () => {
    const folder = temporaryFolder()
    const refused = new Map(
      pydicomFiles().map((file) => [nameOfPydicomFile(file), attempt(file, path.join(folder, 'x'))]),
    )
    expect(refused.get('rtdose.dcm')).toContain('a radiotherapy dose')
    expect(refused.get('test-SR.dcm')).toContain('a structured report')
    expect(refused.get('liver_1frame.dcm')).toContain('a segmentation')
    expect(refused.get('MR_truncated.dcm')).toContain('ends before it is complete')
  })
})

const converters: Readonly<Record<string, readonly string[]>> = {
  'implicit little endian': ['dcmconv', '+ti'],
  'explicit big endian': ['dcmconv', '+tb'],
  deflated: ['dcmconv', '+td'],
  RLE: ['dcmcrle'],
  'JPEG lossless': ['dcmcjpeg', '+e1'],
  'JPEG lossless, any predictor': ['dcmcjpeg', '+el'],
  'JPEG-LS lossless': ['dcmcjpls', '+el'],
  'JPEG-LS near-lossless': ['dcmcjpls', '+en'],
}

describe.skipIf(!tools)(`series of dcmtk, de-identified${why}`, () => {
  it.each(Object.entries(converters))(
    'in %s hold no planted value and the same pixels',
    async (_, [program, ...options]) => {
      const folder = temporaryFolder()
      const images = [0, 1].map((slice) =>
        Int16Array.from({ length: 60 * 50 }, (__, at) => ((at * 7) % 2000) - 1000 + slice),
      )
      // Near-lossless compression is for unsigned pixels only.
      const unsigned = options.includes('+en') ? [numberElement(tags.pixelRepresentation, 'US', 0)] : []
      const series = { images, rows: 60, columns: 50, spacingMm: 0.7, thicknessMm: 1, firstZMm: 0, with: unsigned }
      const plain = await writeDicomSeries(path.join(folder, 'plain'), series)
      const planted = await writeDicomSeries(path.join(folder, 'planted'), {
        ...series,
        identity: plantedIdentity,
        // Where the pixels are to be fetched from: with it, dcmtk converts nothing.
        without: [0x00287fe0],
      })
      for (const source of [...plain, ...planted]) {
        const converted = `${source}.converted`
        dcmtk(program!, ...options, source, converted)
        const withComments = withPlantedComments(readDicom(fs.readFileSync(converted)))
        if (withComments) fs.writeFileSync(converted, withComments)
        const out = `${source}.out`
        expect(attempt(converted, out)).toBeUndefined()
        const bytes = fs.readFileSync(out)
        for (const text of [...plantedTexts(plantedIdentity), marker]) expect(bytes.includes(text)).toBe(false)
        expect(await pixels(bytes)).toEqual(await pixels(fs.readFileSync(converted)))
        expect(faultsByDcmdump(out)).toEqual([])
        if (plain.includes(source)) expect(newErrors(converted, out)).toEqual([])
      }
    },
    120_000,
  )
})

async function pixels(bytes: Uint8Array): Promise<string> {
  const { pixels: values } = await decodeFrame(readDicom(bytes), 1)
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64')
}

/** The same image with comments planted in its codestream: in segments, between segments of runs, and behind the end. */
function withPlantedComments(file: DicomFile): Uint8Array | undefined {
  const element = file.element(tags.pixelData)!
  if (!element.fragments) return undefined
  const frame = encapsulatedFrame(file, element, 1, 0)
  const text = Buffer.from(marker)
  const segment = (code: number): Buffer => Buffer.concat([Buffer.from([0xff, code, 0, text.length + 2]), text])
  const isJpeg = frame[0] === 0xff && frame[1] === 0xd8
  // In JPEG 2000 comments follow the segment of sizes, whose length stands behind its marker.
  const isJpeg2000 = frame[0] === 0xff && frame[1] === 0x4f
  const at = isJpeg ? 2 : 4 + ((frame[4]! << 8) | frame[5]!)
  const segments = isJpeg ? [segment(0xe1), segment(0xfe), segment(0xed)] : isJpeg2000 ? [segment(0x64)] : []
  const planted = Buffer.concat([frame.subarray(0, at), ...segments, frame.subarray(at), text])
  const kept = [...file.dataSet.elements.values()].filter(({ tag, items }) => tag !== tags.pixelData && !items)
  return writeDicom(
    [textElement(0x00020010, 'UI', file.transferSyntax)],
    [
      ...kept.map(({ tag, vr, dataOffset, length }) => ({
        tag,
        vr: vr ?? 'UN',
        value: file.bytes.subarray(dataOffset, dataOffset + length),
      })),
      { tag: tags.pixelData, vr: 'OB', frames: [planted] },
    ],
  )
}
