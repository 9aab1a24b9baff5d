/** Images like those of a CT, and files of them, for tests that care where images are kept and not what they show. */
import { randomBytes } from 'node:crypto'
import { seededRandom } from '#main/demo/random.ts'
import { beginPack } from '#main/imaging/store/image-pack.ts'
import type { FinishedPack } from '#main/imaging/store/image-pack.ts'
import type { PackPlace } from '#main/imaging/store/image-files.ts'
import { adoptPack } from '#main/imaging/store/settle-packs.ts'
import type { SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'

export const explicitLittleEndian = '1.2.840.10008.1.2.1'
const jpegLs = '1.2.840.10008.1.2.4.80'

/** 16-bit values of noise around air, lung and soft tissue. */
function noisySlice(seed: number, side = 64): Buffer {
  const random = seededRandom(seed)
  const values = new Int16Array(side * side)
  for (let at = 0; at < values.length; at += 1) {
    const [x, y] = [(at % side) / side - 0.5, Math.floor(at / side) / side - 0.5]
    const center = Math.hypot(x, y) > 0.48 ? -1024 : Math.hypot(Math.abs(x) - 0.2, y) < 0.15 ? -850 : 40
    values[at] = center + (center === -1024 ? 0 : random.whole(-60, 60))
  }
  return Buffer.from(values.buffer)
}

/** Noisy slices, and between them one that is compressed already, one of an odd length and an empty one. */
export const someImages = (count = 8, side?: number): { bytes: Buffer; transferSyntax: string }[] =>
  Array.from({ length: count }, (_, index) => {
    if (index === 3) return { bytes: randomBytes(5000), transferSyntax: jpegLs }
    if (index === 5) return { bytes: noisySlice(index, side).subarray(1), transferSyntax: explicitLittleEndian }
    if (index === 6) return { bytes: Buffer.alloc(0), transferSyntax: explicitLittleEndian }
    return { bytes: noisySlice(index, side), transferSyntax: explicitLittleEndian }
  })

/** Axial slices, 1 mm apart. */
export const axialGeometry = (count: number, side = 64): SeriesGeometry => ({
  rows: side,
  columns: side,
  rowSpacingMm: 0.7,
  columnSpacingMm: 0.7,
  rowDirection: [1, 0, 0],
  columnDirection: [0, 1, 0],
  origins: Array.from({ length: count }, (_, index) => [-100, -100, index]),
})

type Images = ReturnType<typeof someImages>

/** A pack that has no record yet. */
export async function newPackOf(place: PackPlace, images: Images = someImages()): Promise<FinishedPack> {
  const pack = beginPack(place)
  for (const [index, { bytes, transferSyntax }] of images.entries())
    await pack.add(bytes, {
      sopInstanceUid: `2.25.${index + 1}`,
      transferSyntax,
      frames: 1,
      slope: 1,
      intercept: -1024,
    })
  return pack.finish({ modality: 'CT', geometry: axialGeometry(images.length) })
}

/** A pack under its own name. */
export async function packOf(place: PackPlace, images?: Images): Promise<FinishedPack> {
  const finished = await newPackOf(place, images)
  adoptPack(place)
  return finished
}
