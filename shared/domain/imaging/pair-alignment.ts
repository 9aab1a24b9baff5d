/** How a patient lies in the later of two studies against the earlier one: up and down the table, and across it. */
import type { Link } from './linked-position.ts'
import type { CropRectangle, PlaneView } from './plane-view.ts'
import type { CutName } from './reslice.ts'
import { dot, mainAxis, normalOf } from './series-geometry.ts'
import type { SeriesGeometry, Vector } from './series-geometry.ts'

/** How far the right side lies from the left within an image, in millimeters along rows and down columns. */
export interface AcrossShift {
  readonly leftMm: number
  readonly backMm: number
}

export const noShift: AcrossShift = { leftMm: 0, backMm: 0 }

/** By more than a record would keep. */
export const isMoved = ({ leftMm, backMm }: AcrossShift): boolean =>
  Math.abs(leftMm) >= 0.05 || Math.abs(backMm) >= 0.05

export interface Alignment {
  readonly link: Link
  readonly shift: AcrossShift
}

/** The same in one set of planes: from plane to plane, along their rows, down their columns (mm). */
export interface PlaneShift {
  readonly throughMm: number
  readonly acrossMm: number
  readonly downMm: number
}

type PlanesName = 'images' | CutName

/** @param plane one of the planes; @param geometry of the series that they are cut through, whose axes both series share */
export function planeShift(
  name: PlanesName,
  plane: { readonly rowDirection: Vector; readonly columnDirection: Vector },
  geometry: SeriesGeometry,
  { link, shift }: Alignment,
): PlaneShift {
  if (name === 'images') return { throughMm: link.offsetMm, acrossMm: shift.leftMm, downMm: shift.backMm }
  const { rowDirection, columnDirection } = geometry
  const body = [0, 1, 2].map((axis) => shift.leftMm * rowDirection[axis]! + shift.backMm * columnDirection[axis]!)
  body[mainAxis(normalOf(geometry))] = link.offsetMm
  const vector = body as unknown as Vector
  return {
    throughMm: body[mainAxis(normalOf(plane))]!,
    acrossMm: dot(vector, plane.rowDirection),
    downMm: dot(vector, plane.columnDirection),
  }
}

/** The alignment by which the right side lies so far from the left, from plane to plane. */
export function alignedThrough(
  name: PlanesName,
  plane: { readonly rowDirection: Vector; readonly columnDirection: Vector },
  geometry: SeriesGeometry,
  { link, shift }: Alignment,
  throughMm: number,
): Alignment {
  if (name === 'images') return { link: { isLinked: true, offsetMm: throughMm }, shift }
  const axis = mainAxis(normalOf(plane))
  const isAlongRows = mainAxis(geometry.rowDirection) === axis
  const along = (isAlongRows ? geometry.rowDirection : geometry.columnDirection)[axis]!
  const mm = throughMm / along
  return { link: { ...link, isLinked: true }, shift: isAlongRows ? { ...shift, leftMm: mm } : { ...shift, backMm: mm } }
}

/** The part of the right side that shows what a part of the left shows; with −1 the other way round. */
export const shiftedView = (
  { centerMm, spanMm }: PlaneView,
  { acrossMm, downMm }: PlaneShift,
  way: 1 | -1,
): PlaneView => ({
  centerMm: [centerMm[0] + way * acrossMm, centerMm[1] + way * downMm],
  spanMm,
})

export const shiftedCrop = (crop: CropRectangle, { leftMm, backMm }: AcrossShift, way: 1 | -1): CropRectangle => ({
  ...crop,
  leftMm: crop.leftMm + way * leftMm,
  topMm: crop.topMm + way * backMm,
})

/** All of a crop with a little around it. */
export const viewOfCrop = ({ leftMm, topMm, widthMm, heightMm }: CropRectangle): PlaneView => ({
  centerMm: [leftMm + widthMm / 2, topMm + heightMm / 2],
  spanMm: Math.max(widthMm, heightMm) * 1.06,
})

export const isInCrop = (
  { leftMm, topMm, widthMm, heightMm }: CropRectangle,
  [x, y]: readonly [number, number],
): boolean => x > leftMm && x < leftMm + widthMm && y > topMm && y < topMm + heightMm
