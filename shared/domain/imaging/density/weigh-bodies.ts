import type { Airways } from './airways.ts'
import type { AirBody } from './choose-lungs.ts'
import { densityMethod } from './density-answer.ts'
import { binOf, emptyHistogram, lowestHu, type Histogram } from './histogram.ts'
import type { InsideAir } from './inside-air.ts'
import { forEachAirwayPixel, type LinkedAir } from './linked-air.ts'

/** Smaller bodies of air are not named. */
const leastNamedMl = 10

export interface Weighed {
  /** Without what of them is airway. */
  readonly bodies: readonly AirBody[]
  readonly airway: Histogram
}

/** The values of every body of air that is large enough to be named, and of the airways. */
export function* weighBodies(
  slices: readonly InsideAir[],
  { bodies, count }: LinkedAir,
  airways: Airways | undefined,
  voxelMl: number,
): Generator<void, Weighed> {
  const sizes = new Float64Array(count)
  const firsts = new Int32Array(count).fill(-1)
  const lasts = new Int32Array(count)
  for (const [at, slice] of slices.entries())
    for (const [section, area] of slice.areas.entries()) {
      const body = bodies[at]![section]!
      if (body < 0) continue
      sizes[body]! += area
      if (firsts[body] === -1) firsts[body] = at
      lasts[body] = at
    }
  const histograms = new Map<number, Histogram>()
  for (const [body, size] of sizes.entries())
    if (size * voxelMl >= leastNamedMl) histograms.set(body, emptyHistogram(densityMethod.airUpToHu))
  const airway = emptyHistogram(densityMethod.airUpToHu)
  for (const [at, slice] of slices.entries()) {
    yield
    const ofSection = Array.from(bodies[at]!, (body) => histograms.get(body))
    countValues(slice, ofSection)
    forEachAirwayPixel(slice, airways?.[at] ?? new Int32Array(0), (run, valueAt) => {
      const bin = binOf(slice.values[valueAt]!)
      airway[bin]!++
      const histogram = ofSection[slice.section[run]!]
      if (histogram) histogram[bin]!--
    })
  }
  const named = [...histograms].map(([body, histogram]) => ({
    body,
    histogram,
    first: firsts[body]!,
    last: lasts[body]!,
  }))
  return { bodies: named, airway }
}

function countValues(slice: InsideAir, ofSection: readonly (Histogram | undefined)[]): void {
  const { values, valueStarts, section } = slice
  for (let run = 0; run < section.length; run++) {
    const histogram = ofSection[section[run]!]
    if (!histogram) continue
    const end = valueStarts[run + 1]!
    for (let at = valueStarts[run]!; at < end; at++) {
      const hu = values[at]!
      histogram[hu < lowestHu ? 0 : hu - lowestHu]!++
    }
  }
}
