import fs from 'node:fs'
import v8 from 'node:v8'
import vm from 'node:vm'
import { describe, expect, it } from 'vitest'
import { decodeFrame } from '#main/imaging/dicom/decode-frame.ts'
import { DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import { imageFacts } from '#main/imaging/dicom/image-facts.ts'
import { readDicom, readDicomHeader } from '#main/imaging/dicom/read-dicom.ts'
import { mutateDicom } from '#tests/support/mutate-dicom.ts'
import { hasPydicom, pydicomFile } from '#tests/support/pydicom.ts'

const bases = [
  'MR_small.dcm',
  'MR_small_implicit.dcm',
  'MR_small_bigendian.dcm',
  'MR_small_RLE.dcm',
  'MR_small_jp2klossless.dcm',
  'MR_small_jpeg_ls_lossless.dcm',
  'SC_rgb_jpeg_dcmtk.dcm',
  'SC_rgb_jpeg_gdcm.dcm',
  'SC_rgb_gdcm_KY.dcm',
  'SC_ybr_full_422_uncompressed.dcm',
  'rtdose_rle.dcm',
  'image_dfl.dcm',
  'reportsi.dcm',
  'rtplan.dcm',
]

v8.setFlagsFromString('--expose-gc')
const collectGarbage = vm.runInNewContext('gc') as () => void

function memoryMegabytes(): { readonly used: number; readonly resident: number } {
  collectGarbage()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { used: (heapUsed + external) / 2 ** 20, resident: rss / 2 ** 20 }
}

async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    readDicomHeader(bytes.subarray(0, 4096))
  } catch (error) {
    if (!(error instanceof DicomRefusal)) throw error
  }
  try {
    const file = readDicom(bytes)
    const frames = Math.min(3, imageFacts(file).frames ?? 1)
    for (let frame = 1; frame <= frames; frame += 1) {
      const { pixels, rows, columns, samplesPerPixel } = await decodeFrame(file, frame)
      expect(pixels.length).toBe(rows * columns * samplesPerPixel)
    }
    return 'decoded'
  } catch (error) {
    if (!(error instanceof DicomRefusal)) throw error
    expect(error.kind).toBe('invalid-input')
    return error.reason
  }
}

const files = hasPydicom ? bases.map((name) => fs.readFileSync(pydicomFile(name))) : []
const count = 2000

describe.skipIf(!hasPydicom)(
  'damaged DICOM files (made of those in Debian package python3-pydicom)',
  { timeout: 600_000 },
  () => {
    it('are decoded or refused with a reason, and leave no memory behind', async () => {
      const before = memoryMegabytes()
      const outcomes: Record<string, number> = {}
      for (let seed = 1; seed <= count; seed += 1) {
        const { name, bytes } = mutateDicom(files, seed)
        const result = await outcome(bytes).catch((error: unknown) => {
          throw new Error(`${name}, seed ${seed}`, { cause: error })
        })
        outcomes[result] = (outcomes[result] ?? 0) + 1
      }
      const after = memoryMegabytes()
      if (process.env['SHOW']) console.log(outcomes, before, after)
      expect(Object.values(outcomes).reduce((sum, number) => sum + number)).toBe(count)
      // That all of them fail early, or none, would show nothing.
      for (const result of ['decoded', 'damaged', 'truncated', 'too-large'])
        expect(outcomes[result]).toBeGreaterThan(10)
      expect(after.used - before.used).toBeLessThan(300)
      expect(after.resident - before.resident).toBeLessThan(1500)
    })
  },
)
