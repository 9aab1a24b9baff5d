import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { transferSyntaxName } from '#main/imaging/dicom/transfer-syntaxes.ts'
import { hasDcmtk, runDcmtk } from '#tests/support/dcmtk.ts'
import { decodeAllFrames } from '#tests/support/decode-all-frames.ts'
import { hasPydicom, pixelsByPydicom, pydicomFile, type ReferencePixels } from '#tests/support/pydicom.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

function reference(file: string): ReferencePixels {
  const [pixels] = pixelsByPydicom([file])
  if (!pixels || 'error' in pixels) throw new Error(`pydicom can’t read ${file}: ${pixels?.error}`)
  return pixels
}

type Source = 'signed CT' | 'MR' | 'gray of 8 bits' | 'color' | 'two frames of color' | 'dose of 15 frames and 32 bits'

const referencesOfSources = new Map<Source, ReferencePixels>()

/** What pydicom reads in a source, asked once. */
function referenceOf(source: Source, original: string): ReferencePixels {
  const known = referencesOfSources.get(source) ?? reference(original)
  referencesOfSources.set(source, known)
  return known
}

/** An uncompressed file of this kind, explicit and little endian. */
function make(source: Source, folder: string): string {
  const file = path.join(folder, 'source.dcm')
  switch (source) {
    case 'signed CT':
      runDcmtk('dcmconv', '+te', pydicomFile('CT_small.dcm'), file)
      break
    case 'MR':
      runDcmtk('dcmconv', '+te', pydicomFile('MR_small.dcm'), file)
      break
    case 'gray of 8 bits':
      runDcmtk('dcmconv', '+te', pydicomFile('image_dfl.dcm'), file)
      break
    case 'dose of 15 frames and 32 bits':
      runDcmtk('dcmconv', '+te', pydicomFile('rtdose.dcm'), file)
      break
    case 'two frames of color':
      runDcmtk('dcmdrle', pydicomFile('SC_rgb_rle_2frame.dcm'), file)
      break
    case 'color':
      fs.writeFileSync(path.join(folder, 'source.bmp'), bitmap(67, 45))
      runDcmtk('img2dcm', '-i', 'BMP', path.join(folder, 'source.bmp'), file)
  }
  return file
}

/** A Windows bitmap of three gradients that cross, of an odd width. */
function bitmap(width: number, height: number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4
  const file = Buffer.alloc(54 + stride * height)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const at = 54 + row * stride + column * 3
      file[at] = (column * 7 + row) % 256
      file[at + 1] = (row * 5) % 256
      file[at + 2] = (column * row) % 256
    }
  return file
}

type Conversion = readonly [program: 'dcmconv' | 'dcmcjpeg' | 'dcmcjpls' | 'dcmcrle', ...options: readonly string[]]

const fragments = ['+fs', '1', '-ot'] as const
const lossless: readonly (readonly [Source, Conversion])[] = [
  ...(['signed CT', 'color', 'dose of 15 frames and 32 bits'] as const).flatMap((source) => [
    [source, ['dcmconv', '+te']] as const,
    [source, ['dcmconv', '+ti']] as const,
    [source, ['dcmconv', '+td']] as const,
    [source, ['dcmcrle']] as const,
  ]),
  ...(['signed CT', 'MR', 'color'] as const).flatMap((source) => [
    [source, ['dcmcjpeg', '+e1']] as const,
    ...['1', '2', '3', '4', '5', '6', '7'].map((selection) => [source, ['dcmcjpeg', '+el', '+sv', selection]] as const),
  ]),
  // Not of 32 bits: dcmtk turns the halves of such words, pydicom the whole.
  ['signed CT', ['dcmconv', '+tb']],
  ['gray of 8 bits', ['dcmconv', '+tb']],
  ['color', ['dcmconv', '+tb']],
  ['gray of 8 bits', ['dcmcjpls', '+el']],
  ['gray of 8 bits', ['dcmcjpeg', '+e1']],
  ['gray of 8 bits', ['dcmcrle']],
  ['signed CT', ['dcmcjpls', '+el']],
  ['MR', ['dcmcjpls', '+el']],
  ['color', ['dcmcjpls', '+el', '+il']],
  ['color', ['dcmcjpls', '+el', '+is']],
  ['color', ['dcmcjpls', '+el', '+in']],
  ['two frames of color', ['dcmcrle']],
  ['two frames of color', ['dcmcjpeg', '+e1']],
  ['two frames of color', ['dcmcjpeg', '+e1', ...fragments]],
  ['two frames of color', ['dcmcjpeg', '+e1', '+fs', '1']],
  ['two frames of color', ['dcmcjpls', '+el', '+fs', '1', '-ot']],
]

const needs = 'Debian packages dcmtk and python3-pydicom'

describe.skipIf(!hasDcmtk || !hasPydicom)(`series of dcmtk (${needs})`, { timeout: 240_000 }, () => {
  it.each(lossless)('%s, through %j, opens with the values of its source', async (source, [program, ...options]) => {
    const folder = temporaryFolder()
    const original = make(source, folder)
    const file = path.join(folder, 'coded.dcm')
    runDcmtk(program, ...options, original, file)
    const image = await decodeAllFrames(fs.readFileSync(file))
    const expected = referenceOf(source, original)
    expect(image.type).toBe(expected.type)
    expect(image.bytes.equals(expected.bytes), transferSyntaxName(image.transferSyntax)).toBe(true)
  })

  it.each([
    ['gray of 8 bits', '2'],
    ['color', '3'],
  ] as const)(
    '%s, through near-lossless JPEG-LS up to %s off, opens with the values that dcmtk decodes',
    async (source, deviation) => {
      const folder = temporaryFolder()
      const original = make(source, folder)
      const coded = path.join(folder, 'coded.dcm')
      const decoded = path.join(folder, 'decoded.dcm')
      runDcmtk('dcmcjpls', '+en', '+md', deviation, original, coded)
      runDcmtk('dcmdjpls', coded, decoded)
      const image = await decodeAllFrames(fs.readFileSync(coded))
      expect(transferSyntaxName(image.transferSyntax)).toBe('JPEG-LS Near-Lossless')
      expect(image.bytes.equals(reference(decoded).bytes)).toBe(true)
      expect(image.bytes.equals(referenceOf(source, original).bytes)).toBe(false)
    },
  )

  it.each([
    ['+eb', '+cy', '+s4'],
    ['+eb', '+cy', '+s2'],
    ['+eb', '+cy', '+n1'],
    ['+eb', '+cr', ''],
    ['+ee', '+cy', '+s4'],
  ])('color through lossy JPEG (%s %s %s) is as dcmtk decodes it, and at most 1 off of pydicom', async (...options) => {
    const folder = temporaryFolder()
    const coded = path.join(folder, 'coded.dcm')
    const decoded = path.join(folder, 'decoded.dcm')
    runDcmtk('dcmcjpeg', ...options.filter(Boolean), make('color', folder), coded)
    runDcmtk('dcmdjpeg', coded, decoded)
    const image = await decodeAllFrames(fs.readFileSync(coded))
    expect(image.last).toMatchObject({ rows: 45, columns: 67, samplesPerPixel: 3, photometric: 'RGB' })
    expect(image.bytes.equals(reference(decoded).bytes)).toBe(true)
    // pydicom converts from colors that its decoder has already rounded.
    expect(largestDifference(image.bytes, reference(coded).bytes)).toBeLessThanOrEqual(1)
  })

  it.each([
    ['+es', 'JPEG Spectral Selection'],
    ['+ep', 'JPEG Full Progression'],
  ])('what dcmcjpeg %s writes is refused as %s', async (option, name) => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'coded.dcm')
    runDcmtk('dcmcjpeg', option, make('color', folder), file)
    await expect(decodeAllFrames(fs.readFileSync(file))).rejects.toMatchObject({
      reason: 'transfer-syntax',
      message: expect.stringContaining(name),
    })
  })

  it('gray of 12 bits through lossy JPEG is refused by name', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'coded.dcm')
    runDcmtk('dcmcjpeg', '+ee', make('signed CT', folder), file)
    await expect(decodeAllFrames(fs.readFileSync(file))).rejects.toMatchObject({
      reason: 'transfer-syntax',
      message: expect.stringContaining('JPEG Extended with 12 bits'),
    })
  })
})

function largestDifference(one: Uint8Array, other: Uint8Array): number {
  expect(one.length).toBe(other.length)
  return one.reduce((largest, value, at) => Math.max(largest, Math.abs(value - other[at]!)), 0)
}
