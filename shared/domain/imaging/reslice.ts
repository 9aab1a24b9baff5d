/**
 * Coronal and sagittal cuts through an axial series. Rows between two images are interpolated linearly, so that the cut has
 * square pixels; where images are missing it is left empty, never filled.
 */
import {
  along,
  dot,
  mainAxis,
  normalOf,
  planeOf,
  positionsMm,
  readingOrder,
  sliceSpacingMm,
} from './series-geometry.ts'
import type { PlaneGeometry, SeriesGeometry, Vector } from './series-geometry.ts'
import type { SeriesImage } from './series-image.ts'

export type CutName = 'coronal' | 'sagittal'

/** What a cut holds where there is no image. */
export const emptyValue = -32_768

/** A cut through a series, seen as radiologists look at it: the head above, the patient's right (or front) on the left. */
export interface CutPlan {
  readonly name: CutName
  /** How many cuts there are: one for each row (coronal) or column (sagittal) of the images. */
  readonly count: number
  /** The plane of one cut. Number 0 is the frontmost (coronal), the rightmost (sagittal). */
  plane(at: number): PlaneGeometry
  /**
   * The cut itself, in Hounsfield units (slope 1, intercept 0).
   * @param imageOf an image of the series by its number; what is not there yet stays empty
   */
  image(at: number, imageOf: (index: number) => SeriesImage | undefined): SeriesImage
}

const mostRows = 4_096
/** Further apart than so many usual spacings, and images are missing between. */
const gapSpacings = 1.75
const smallestSine = 0.035 // 2 degrees

/** Why a series can't be cut otherwise, in words; nothing where it can. */
export function whyNoCuts(geometry: SeriesGeometry | undefined): string | undefined {
  if (!geometry) return 'These images don’t say where they lie in the body, so they can’t be cut otherwise.'
  const normal = normalOf(geometry)
  if (mainAxis(normal) !== 2) return 'Coronal and sagittal cuts are made of axial images, and these are not.'
  const straight = [geometry.rowDirection, geometry.columnDirection].every(
    (direction) => direction.filter((share) => Math.abs(share) > smallestSine).length === 1,
  )
  if (!straight) return 'These images lie obliquely in the body, so coronal and sagittal cuts can’t be made of them.'
  const order = readingOrder(geometry)
  const spacing = sliceSpacingMm(positionsMm(geometry))
  if (order.length < 3 || spacing === undefined) return 'There are too few images to cut them otherwise.'
  const first = geometry.origins[order[0]!]!
  const last = geometry.origins[order.at(-1)!]!
  const way: Vector = [last[0] - first[0], last[1] - first[1], last[2] - first[2]]
  const sideways = Math.hypot(dot(way, geometry.rowDirection), dot(way, geometry.columnDirection))
  if (sideways > Math.hypot(...way) * smallestSine)
    return 'The scanner was tilted for this series, so coronal and sagittal cuts would be skewed.'
  return undefined
}

/** @throws where `whyNoCuts` has a reason: ask it first */
export function cutPlan(geometry: SeriesGeometry, name: CutName): CutPlan {
  const why = whyNoCuts(geometry)
  if (why) throw new Error(why)
  const positions = positionsMm(geometry)
  const order = readingOrder(geometry)
  const spacing = sliceSpacingMm(positions)!
  const top = positions[order[0]!]!
  const bottom = positions[order.at(-1)!]!
  const normal = normalOf(geometry)
  // The image axis that the cut keeps, and the one that it goes through.
  const isAlongRows = (mainAxis(geometry.rowDirection) === 0) === (name === 'coronal')
  const kept = isAlongRows ? geometry.rowDirection : geometry.columnDirection
  const through = isAlongRows ? geometry.columnDirection : geometry.rowDirection
  const keptCount = isAlongRows ? geometry.columns : geometry.rows
  const count = isAlongRows ? geometry.rows : geometry.columns
  const keptMm = isAlongRows ? geometry.columnSpacingMm : geometry.rowSpacingMm
  const throughMm = isAlongRows ? geometry.rowSpacingMm : geometry.columnSpacingMm
  // To the left (or the back) in the picture, and to the back (or the left) from cut to cut.
  const isKeptReversed = kept[mainAxis(kept)] < 0
  const isThroughReversed = through[mainAxis(through)] < 0
  const rowSpacingMm = Math.max(keptMm, (top - bottom) / (mostRows - 1))
  const rows = Math.floor((top - bottom) / rowSpacingMm + 0.001) + 1
  const sources = sourcesOfRows({ order, positions, spacing, rows, rowSpacingMm, top })
  const numberThrough = (at: number): number => (isThroughReversed ? count - 1 - at : at)

  return {
    name,
    count,
    plane(at) {
      const start = along(planeOf(geometry, order[0]!).origin, through, numberThrough(at) * throughMm)
      return {
        rows,
        columns: keptCount,
        rowSpacingMm,
        columnSpacingMm: keptMm,
        rowDirection: isKeptReversed ? negative(kept) : kept,
        columnDirection: negative(normal),
        origin: isKeptReversed ? along(start, kept, (keptCount - 1) * keptMm) : start,
      }
    },
    image(at, imageOf) {
      const pixels = new Int16Array(rows * keptCount).fill(emptyValue)
      const fixed = numberThrough(at)
      const start = isAlongRows ? fixed * geometry.columns : fixed
      const step = (isAlongRows ? 1 : geometry.columns) * (isKeptReversed ? -1 : 1)
      const from = start + (isKeptReversed ? -step * (keptCount - 1) : 0)
      sources.forEach((source, row) => {
        if (!source) return
        const upper = imageOf(source.upper)
        const lower = source.share === 0 ? upper : imageOf(source.lower)
        if (upper?.samples !== 1 || lower?.samples !== 1) return
        for (let column = 0; column < keptCount; column += 1) {
          const pixel = from + column * step
          const above = upper.pixels[pixel]! * upper.slope + upper.intercept
          const below = lower.pixels[pixel]! * lower.slope + lower.intercept
          const value = Math.round(above + (below - above) * source.share)
          pixels[row * keptCount + column] = Math.min(32_767, Math.max(emptyValue + 1, value))
        }
      })
      return { rows, columns: keptCount, samples: 1, pixels, slope: 1, intercept: 0, isInverted: false }
    },
  }
}

interface Source {
  readonly upper: number
  readonly lower: number
  /** 0: the upper image alone. */
  readonly share: number
}

interface RowsOfCut {
  readonly order: readonly number[]
  readonly positions: readonly number[]
  readonly spacing: number
  readonly rows: number
  readonly rowSpacingMm: number
  readonly top: number
}

/** Between which two images each row of a cut lies; nothing in a gap. */
function sourcesOfRows({
  order,
  positions,
  spacing,
  rows,
  rowSpacingMm,
  top,
}: RowsOfCut): readonly (Source | undefined)[] {
  let at = 0
  return Array.from({ length: rows }, (_, row) => {
    const level = top - row * rowSpacingMm
    while (at < order.length - 2 && positions[order[at + 1]!]! >= level) at += 1
    const upper = order[at]!
    const lower = order[Math.min(at + 1, order.length - 1)]!
    const step = positions[upper]! - positions[lower]!
    if (step <= 0) return { upper, lower, share: 0 }
    const share = Math.min(1, Math.max(0, (positions[upper]! - level) / step))
    if (step <= spacing * gapSpacings) return { upper, lower, share }
    // In a gap an image reaches half a spacing beyond itself.
    if (share * step <= spacing / 2) return { upper, lower, share: 0 }
    if ((1 - share) * step <= spacing / 2) return { upper: lower, lower, share: 0 }
    return undefined
  })
}

const negative = ([x, y, z]: Vector): Vector => [-x, -y, -z]
