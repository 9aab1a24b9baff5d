import type { CheckedSeries } from './check-series.ts'
import type { AirBody } from './choose-lungs.ts'
import {
  densityMethod,
  type DensityAnswer,
  type DensityRefusal,
  type DensityWarning,
  type LeftOutAir,
  type LungDensity,
} from './density-answer.ts'
import type { DensitySeries } from './density-series.ts'
import { added, meanOf, percentBetween, percentileOf, sizeOf, lowestHu, type Histogram } from './histogram.ts'
import type { InsideAir } from './inside-air.ts'
import { maskArea } from './lung-mask.ts'
import type { LungSlice } from './lung-slice.ts'

export interface Found {
  readonly series: DensitySeries
  readonly checked: CheckedSeries
  /** From the head, as are the parts. */
  readonly slices: readonly InsideAir[]
  readonly parts: readonly LungSlice[]
  readonly lungs: readonly AirBody[]
  readonly leftOut: readonly LeftOutAir[]
  readonly airway: Histogram
  readonly voxelMl: number
  readonly pixelMm2: number
}

/** Lungs that fill more than this share of their largest section in the first or last image are cut off there. */
const cutOffShare = 0.02
/** Lung along so many stretches of the edge, in so many images, is cut off there. */
const cutOffStretches = 2
const cutOffImages = 3
/** Outside of it a volume of both lungs of an adult is unlikely. */
const likelyMl = [800, 10_000] as const
const percentiles = [5, 10, 15, 25, 50, 75, 85, 90, 95] as const
const likelyAirHu = [-1030, -940] as const

/** Figures of what was found, unless it can’t be all of the lungs. */
export function densityFigures(found: Found): DensityAnswer {
  const { series, checked, parts, lungs, leftOut, airway, voxelMl } = found
  const cut = cutOffAtEnd(found)
  if (cut) return cut
  const histogram = added(lungs.map((each) => each.histogram))
  const measuredMl = sizeOf(histogram) * voxelMl
  const volumeMl = measuredMl + parts.reduce((sum, { closed }) => sum + closed, 0) * voxelMl
  const airways = sizeOf(airway)
  const airwayHu = airways > 0 ? percentileOf(airway, 50) : undefined
  const [fromHu, toHu] = densityMethod.highAttenuationHu
  const at = (percent: number) => percentileOf(histogram, percent)
  const slices = Array.from(checked.order, () => parts[0]!.mask)
  for (const [place, index] of checked.order.entries()) slices[index] = parts[place]!.mask
  return {
    method: densityMethod,
    volumeMl,
    measuredMl,
    meanHu: meanOf(histogram),
    percentilesHu: Object.fromEntries(
      percentiles.map((percent) => [percent, at(percent)]),
    ) as LungDensity['percentilesHu'],
    highAttenuationPercent: percentBetween(histogram, fromHu, toHu),
    lowAttenuationPercent: percentBetween(histogram, lowestHu, densityMethod.lowAttenuationBelowHu - 1),
    airwaysMl: airways * voxelMl,
    airwayHu,
    leftOut,
    warnings: [...checked.warnings, ...warningsOf(found, volumeMl, airwayHu)],
    mask: { rows: series.rows, columns: series.columns, slices },
    series: {
      slices: checked.order.length,
      spacingMm: [...series.pixelSpacingMm, checked.sliceDistanceMm],
      sliceThicknessMm: series.sliceThicknessMm,
      kernel: series.kernel,
    },
  }
}

function cutOffAtEnd({ parts, pixelMm2 }: Found): DensityRefusal | undefined {
  const areas = parts.map(({ mask }) => maskArea(mask))
  const limit = cutOffShare * areas.reduce((most, area) => Math.max(most, area), 0)
  const words = (end: string, area: number) =>
    `The lungs are cut off at the ${end} of the series: its ${end === 'top' ? 'first' : 'last'} image still holds ${((area * pixelMm2) / 100).toFixed(0)} cm² of lung.`
  if (areas[0]! > limit) return { reason: 'cut-off-top', unavailable: words('top', areas[0]!) }
  if (areas.at(-1)! > limit) return { reason: 'cut-off-bottom', unavailable: words('bottom', areas.at(-1)!) }
  return undefined
}

/** Lung that reaches the edge of the images is taken for the air around the body: it would be missing in silence. */
export function cutOffAtSide(slices: readonly InsideAir[]): DensityRefusal | undefined {
  const atEdge = slices.filter(({ lungAtEdge }) => lungAtEdge >= cutOffStretches).length
  if (atEdge < cutOffImages) return undefined
  return {
    reason: 'cut-off-side',
    unavailable: `In ${atEdge} of ${slices.length} images something as dense as lung reaches the edge: the field of view seems to cut the lungs off.`,
  }
}

function warningsOf(found: Found, volumeMl: number, airwayHu: number | undefined): readonly DensityWarning[] {
  const { parts, lungs, leftOut, voxelMl } = found
  const warnings: DensityWarning[] = []
  const ml = (value: number) => `${value.toFixed(0)} mL`
  if (airwayHu === undefined)
    warnings.push({ kind: 'no-airways', text: 'No windpipe was found: airways may be counted as lung.' })
  else if (airwayHu < likelyAirHu[0] || airwayHu > likelyAirHu[1])
    warnings.push({
      kind: 'air-not-minus-1000',
      text: `Air in the windpipe measures ${airwayHu} HU where −1000 is expected: all densities may be off by as much.`,
    })
  if (volumeMl < likelyMl[0])
    warnings.push({
      kind: 'volume-small',
      text: `${ml(volumeMl)} is little for the lungs of an adult: look at the mask.`,
    })
  if (volumeMl > likelyMl[1])
    warnings.push({
      kind: 'volume-large',
      text: `${ml(volumeMl)} is much for the lungs of an adult: look at the mask.`,
    })
  if (parts.at(0)!.mask.from.length > 0 || parts.at(-1)!.mask.from.length > 0)
    warnings.push({ kind: 'lung-at-end', text: 'A small part of the lungs may lie beyond the first or last image.' })
  if (lungs.length > 0 && isOneSided(found))
    warnings.push({ kind: 'one-lung', text: 'Nearly all of it lies on one side of the body: look at the mask.' })
  const small = leftOut.filter(({ because }) => because === 'small')
  const smallMl = small.reduce((sum, part) => sum + part.volumeMl, 0)
  if (smallMl > 0.02 * volumeMl && smallMl > 20 * voxelMl)
    warnings.push({
      kind: 'parts-left-out',
      text: `${ml(smallMl)} of air in ${small.length} small part(s) apart from the lungs were left out: look at the mask.`,
    })
  return warnings
}

/** Whether less than a twentieth lies on one side of the body's middle. */
function isOneSided({ parts, slices }: Found): boolean {
  let right = 0
  let left = 0
  for (const [at, { mask }] of parts.entries()) {
    const middle = (slices[at]!.bodyFrom + slices[at]!.bodyTo) / 2
    for (let run = 0; run < mask.from.length; run++) {
      const before = Math.max(0, Math.min(mask.to[run]!, middle) - mask.from[run]!)
      right += before
      left += mask.to[run]! - mask.from[run]! - before
    }
  }
  return Math.min(left, right) < 0.05 * (left + right)
}
