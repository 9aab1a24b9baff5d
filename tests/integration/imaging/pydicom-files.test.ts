import fs from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { DicomRefusal, type DicomRefusalReason } from '#main/imaging/dicom/dicom-refusal.ts'
import { decodeAllFrames } from '#tests/support/decode-all-frames.ts'
import { hasPydicom, nameOfPydicomFile, pixelsByPydicom, pydicomFiles, type Reference } from '#tests/support/pydicom.ts'

/** What opens here though pydicom lacks a decoder for it: held against dcmtk in another test. */
const onlyHere = ['GDCMJ2K_TextGBR.dcm', 'MR_small_jpeg_ls_lossless.dcm', 'SC_rgb_jpeg_gdcm.dcm']

/** Images that aren't shown, and why; whatever else is refused holds no image. */
const refusedImages: Readonly<Record<string, readonly [DicomRefusalReason, string]>> = {
  'JPEG-lossy.dcm': ['transfer-syntax', 'JPEG Extended with 12 bits'],
  'JPGExtended.dcm': ['transfer-syntax', 'JPEG Extended with 12 bits'],
  // Its codestream's size was overwritten with a delimiter.
  'JPEG2000-embedded-sequence-delimiter.dcm': ['too-large', 'JPEG 2000 with more than 16384 tiles'],
  'MR_truncated.dcm': ['truncated', 'ends before it is complete'],
  'rtplan_truncated.dcm': ['truncated', 'ends before it is complete'],
  'dicomdirtests/DICOMDIR-nooffset': ['truncated', 'ends before it is complete'],
  'badVR.dcm': ['damaged', 'how many frames'],
  'meta_missing_tsyntax.dcm': ['damaged', 'how many rows'],
  'nested_priv_SQ.dcm': ['damaged', 'how many rows'],
}

describe.skipIf(!hasPydicom)('the files of pydicom (Debian package python3-pydicom)', { timeout: 240_000 }, () => {
  const files = hasPydicom ? pydicomFiles() : []
  let references: readonly Reference[] = []
  beforeAll(() => {
    references = pixelsByPydicom(files)
  }, 240_000)

  it('open with the values that pydicom reads, or are refused by name', async () => {
    const equal: string[] = []
    const withoutReference: string[] = []
    const refused: string[] = []
    for (const [number, file] of files.entries()) {
      const name = nameOfPydicomFile(file)
      const reference = references[number]!
      try {
        const image = await decodeAllFrames(fs.readFileSync(file))
        if ('error' in reference) withoutReference.push(name)
        else {
          expect(image.type, name).toBe(reference.type)
          expect(image.bytes.equals(reference.bytes), name).toBe(true)
          equal.push(name)
        }
      } catch (error) {
        if (!(error instanceof DicomRefusal)) throw error
        expect('error' in reference, `${name} is refused: ${error.message}`).toBe(true)
        refused.push(name)
        const [reason, words] = refusedImages[name] ?? [undefined, '']
        if (reason) expect(error).toMatchObject({ reason, message: expect.stringContaining(words) })
        else expect(['not-dicom', 'not-an-image'], `${name}: ${error.message}`).toContain(error.reason)
      }
    }
    expect(withoutReference).toEqual(onlyHere)
    expect(refused).toEqual(expect.arrayContaining(Object.keys(refusedImages)))
    expect(equal.length).toBeGreaterThanOrEqual(60)
  })
})
