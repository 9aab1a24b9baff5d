/** Two studies side by side: which image of the one lies at the level of an image of the other. */
import { dot, mainAxis, normalOf, sliceSpacingMm } from './series-geometry.ts'
import type { SeriesGeometry } from './series-geometry.ts'

export interface Nearest {
  /** The image, by its number in the series. */
  readonly index: number
  /** How far it lies from the level that was asked for; positive: nearer to the head (or to the left, the back). */
  readonly awayMm: number
  /**
   * `there`: an image lies at the level. `beyond`: the series ends before it. `gap`: images are missing around it.
   */
  readonly found: 'there' | 'beyond' | 'gap'
}

/** More than so many usual spacings between two images, and some are missing. */
const gapSpacings = 1.75

/**
 * The image nearest to a level.
 * @param positions millimeters along the body, in the order of the series, which may be any
 * @returns nothing where the series has no image
 */
export function nearestTo(positions: readonly number[], levelMm: number): Nearest | undefined {
  let index = -1
  for (let at = 0; at < positions.length; at += 1)
    if (index < 0 || Math.abs(positions[at]! - levelMm) < Math.abs(positions[index]! - levelMm)) index = at
  if (index < 0) return undefined
  const awayMm = positions[index]! - levelMm
  const spacing = sliceSpacingMm(positions)
  // A single image, or several at one place, has only its own level.
  const half = (spacing ?? 1) / 2 + 0.001
  if (Math.abs(awayMm) <= half) return { index, awayMm, found: 'there' }
  const isBeyond = levelMm > Math.max(...positions) || levelMm < Math.min(...positions)
  if (isBeyond) return { index, awayMm, found: 'beyond' }
  return { index, awayMm, found: Math.abs(awayMm) * 2 > (spacing ?? 1) * gapSpacings ? 'gap' : 'there' }
}

/** How the second of two studies is linked to the first. */
export interface Link {
  readonly isLinked: boolean
  /** Level of the second less level of the first, in millimeters along the body. */
  readonly offsetMm: number
}

/** Where nothing was set: as the two were scanned. */
export const unsetLink: Link = { isLinked: true, offsetMm: 0 }

/** The level in the other study. `from` is the side on which `levelMm` was read. */
export function linkedLevelMm(levelMm: number, from: 'left' | 'right', { offsetMm }: Link): number {
  return from === 'left' ? levelMm + offsetMm : levelMm - offsetMm
}

/** The link by which these two levels are the same. */
export function matchedHere(leftLevelMm: number, rightLevelMm: number): Link {
  return { isLinked: true, offsetMm: rightLevelMm - leftLevelMm }
}

/** Images further apart in direction are not at one level, wherever they are: 15 degrees. */
const largestAngleDegrees = 15

/** Why two series can't be linked, in words; nothing where they can. */
export function whyNotLinked(left: SeriesGeometry | undefined, right: SeriesGeometry | undefined): string | undefined {
  if (!left || !right) return 'One of the two does not say where its images lie in the body, so they can’t be linked.'
  const a = normalOf(left)
  const b = normalOf(right)
  const angle = (Math.acos(Math.min(1, Math.abs(dot(a, b)))) * 180) / Math.PI
  if (mainAxis(a) !== mainAxis(b) || angle > largestAngleDegrees)
    return 'The two were cut in different directions, so no image of the one is at the level of one of the other.'
  return undefined
}

/**
 * Rows and columns run the same way in both, within the angle that two cuts may differ by: a place in the one picture is a
 * place in the other.
 */
export function lieAlike(left: SeriesGeometry | undefined, right: SeriesGeometry | undefined): boolean {
  const least = Math.cos((largestAngleDegrees * Math.PI) / 180)
  return (
    left !== undefined &&
    right !== undefined &&
    dot(left.rowDirection, right.rowDirection) > least &&
    dot(left.columnDirection, right.columnDirection) > least
  )
}
