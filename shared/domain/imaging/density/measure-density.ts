/**
 * Density of the lungs in a series of CT images: found by threshold and connection, without windpipe and main bronchi.
 * Images are read one after another and let go of; only the air within the body is kept until the end.
 */
import { findAirways, type Airways } from './airways.ts'
import { checkSeries, type CheckedSeries } from './check-series.ts'
import { chooseLungs } from './choose-lungs.ts'
import { densityMethod, isRefused, type DensityAnswer, type DensityRefusal } from './density-answer.ts'
import { cutOffAtSide, densityFigures } from './density-figures.ts'
import type { DensitySeries } from './density-series.ts'
import { hounsfieldCheck } from './hounsfield-check.ts'
import { insideAirReader, type InsideAir } from './inside-air.ts'
import { linkAir } from './linked-air.ts'
import { lungSlice, type LungSlice } from './lung-slice.ts'
import { weighBodies } from './weigh-bodies.ts'

const { airUpToHu, bodyFromMm, airwayFromMm2, holesUpToMm2 } = densityMethod
/** The edge of an image is looked at in stretches of that length. */
const edgeStretchMm = 20

export interface DensityMeasurement {
  /** Indices of the images in the order in which they must be added: from the head to the feet. */
  readonly order: readonly number[]
  /** Takes the next image: Hounsfield units, row by row. It isn't kept. */
  readonly add: (hu: Int16Array) => void
  /** After the last image. Yields at least once an image, so that it can be left off. */
  readonly finish: () => Generator<void, DensityAnswer>
}

/** A measurement that is to be fed with images, or why there can’t be one. */
export function startDensity(series: DensitySeries): DensityMeasurement | DensityRefusal {
  const checked = checkSeries(series)
  if (isRefused(checked)) return checked
  const { rows, columns, pixelSpacingMm } = series
  const read = insideAirReader({
    rows,
    columns,
    airUpToHu,
    bodyFromColumns: Math.max(2, Math.round(bodyFromMm / pixelSpacingMm[1])),
    edgeStretch: Math.max(4, Math.round(edgeStretchMm / Math.max(...pixelSpacingMm))),
  })
  const units = hounsfieldCheck()
  const slices: InsideAir[] = []
  return {
    order: checked.order,
    add(hu) {
      if (hu.length !== rows * columns)
        throw new RangeError(`An image has ${hu.length} pixels where ${rows} × ${columns} were announced.`)
      units.sample(hu)
      slices.push(read(hu))
    },
    *finish() {
      if (slices.length !== checked.order.length)
        throw new RangeError(`${slices.length} images were added where ${checked.order.length} were announced.`)
      return units.refusal() ?? cutOffAtSide(slices) ?? (yield* measure(slices, series, checked))
    },
  }
}

/**
 * All of it, image by image.
 * @param imageAt Hounsfield units of an image, by its index in `series.positionsMm`
 * @yields the share that is done, 0 to 1
 */
export function* measureDensity(
  series: DensitySeries,
  imageAt: (index: number) => Int16Array,
): Generator<number, DensityAnswer> {
  const measurement = startDensity(series)
  if (isRefused(measurement)) return measurement
  const { order, add, finish } = measurement
  for (const [at, index] of order.entries()) {
    add(imageAt(index))
    yield (0.8 * (at + 1)) / order.length
  }
  const rest = finish()
  for (let step = rest.next(); ; step = rest.next()) {
    if (step.done) return step.value
    yield 0.8
  }
}

function* measure(
  slices: readonly InsideAir[],
  series: DensitySeries,
  checked: CheckedSeries,
): Generator<void, DensityAnswer> {
  const { rows, columns, pixelSpacingMm } = series
  const pixelMm2 = pixelSpacingMm[0] * pixelSpacingMm[1]
  const shape = { rows, columns, pixelMm2, pixelMm: Math.sqrt(pixelMm2), airUpToHu, fromMm2: airwayFromMm2 }
  const airways: Airways | undefined = yield* findAirways(slices, {
    ...shape,
    sliceDistanceMm: checked.sliceDistanceMm,
  })
  const linked = yield* linkAir(slices, airways)
  const voxelMl = (pixelMm2 * checked.sliceDistanceMm) / 1000
  const weighed = yield* weighBodies(slices, linked, airways, voxelMl)
  const { lungs, leftOut } = chooseLungs(weighed.bodies, voxelMl, slices.length)
  if (lungs.length === 0)
    return { reason: 'no-lungs', unavailable: 'No lungs were found: no large body of air lies within the body.' }
  const isLung = new Set(lungs.map(({ body }) => body))
  const parts: LungSlice[] = []
  for (const [at, slice] of slices.entries()) {
    yield
    const bodies = linked.bodies[at]!
    const airway = airways?.[at] ?? new Int32Array(0)
    parts.push(lungSlice(slice, (section) => isLung.has(bodies[section]!), airway, holesUpToMm2 / pixelMm2))
  }
  return densityFigures({ series, checked, slices, parts, lungs, leftOut, airway: weighed.airway, voxelMl, pixelMm2 })
}
