/** Lung density of a series as it is kept: image after image is opened, decoded, added and let go of. */
import { codedMask } from '#shared/domain/imaging/density/coded-mask.ts'
import { isRefused } from '#shared/domain/imaging/density/density-answer.ts'
import type { DensityRefusal } from '#shared/domain/imaging/density/density-answer.ts'
import { startDensity } from '#shared/domain/imaging/density/measure-density.ts'
import type { SeriesImage } from '#shared/domain/imaging/series-image.ts'
import { DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import { seriesImageOf } from '#main/imaging/series-image-of.ts'
import { openPack } from '#main/imaging/store/open-pack.ts'
import type { OpenPack } from '#main/imaging/store/open-pack.ts'
import type { PackPlace } from '#main/imaging/store/image-files.ts'
import { densitySeriesOf } from './density-series-of.ts'
import type { MeasuredDensity } from './density-messages.ts'

/**
 * @param told how many images are done, of how many
 * @throws AppError `not-found`, `corrupt`, `invalid-input` for an image that can't be decoded
 */
export async function measureStoredSeries(
  place: PackPlace,
  told: (done: number, total: number) => void,
): Promise<MeasuredDensity> {
  const pack = openPack(place)
  try {
    return await measure(pack, told)
  } finally {
    pack.close()
  }
}

async function measure(pack: OpenPack, told: (done: number, total: number) => void): Promise<MeasuredDensity> {
  const { contents } = pack
  if (contents.images.length === 0) return { reason: 'too-few-slices', unavailable: 'This series has no images.' }
  const series = densitySeriesOf(contents, await pack.read(0))
  if (isRefused(series)) return series
  const measurement = startDensity(series)
  if (isRefused(measurement)) return measurement
  const { order, add, finish } = measurement
  const total = order.length
  // The next image is read and inflated while one is decoded and measured.
  let next = pack.read(order[0]!)
  for (const [done, index] of order.entries()) {
    const bytes = await next
    if (done + 1 < total) next = pack.read(order[done + 1]!)
    // Told at its own turn: what comes first must not leave it without anybody who hears.
    next.catch(() => {})
    const image = await decoded(bytes, index)
    const refusal = refusalOf(image, index, series)
    if (refusal) return refusal
    add(inHounsfield(image))
    told(done + 1, total)
  }
  const steps = finish()
  let step = steps.next()
  while (!step.done) step = steps.next()
  if (isRefused(step.value)) return step.value
  const { mask, ...figures } = step.value
  return { figures, mask: { rows: mask.rows, columns: mask.columns, images: codedMask(mask) } }
}

async function decoded(bytes: Uint8Array, index: number): Promise<SeriesImage> {
  try {
    return await seriesImageOf(bytes, 0)
  } catch (error) {
    throw error instanceof DicomRefusal ? error.named(`Image ${index + 1} of this series`) : error
  }
}

function refusalOf(
  { rows, columns, samples }: SeriesImage,
  index: number,
  series: { readonly rows: number; readonly columns: number },
): DensityRefusal | undefined {
  if (samples === 3)
    return { reason: 'not-hounsfield', unavailable: `Image ${index + 1} is in color: its values are no densities.` }
  if (rows !== series.rows || columns !== series.columns)
    return {
      reason: 'bad-geometry',
      unavailable: `Image ${index + 1} has ${columns} × ${rows} pixels where the others have ${series.columns} × ${series.rows}.`,
    }
  return undefined
}

const [lowest, highest] = [-(2 ** 15), 2 ** 15 - 1] as const

/** Whole Hounsfield units; what lies beyond 16 bits is no tissue, and stays beyond. */
function inHounsfield({ pixels, slope, intercept }: SeriesImage): Int16Array {
  const hu = new Int16Array(pixels.length)
  for (let at = 0; at < pixels.length; at++) {
    const value = Math.round(pixels[at]! * slope + intercept)
    hu[at] = value < lowest ? lowest : value > highest ? highest : value
  }
  return hu
}
