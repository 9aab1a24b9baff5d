/** What part of a plane a pane shows, in millimeters of the body: two panes of different sizes can show the same part. */
import { dot } from './series-geometry.ts'
import type { PlaneGeometry } from './series-geometry.ts'

export interface PlaneView {
  /** The point in the middle: millimeters along rows and down columns. */
  readonly centerMm: readonly [across: number, down: number]
  /** So many millimeters span the shorter side of the pane. */
  readonly spanMm: number
}

/** A rectangle of the body, in millimeters along rows and down columns: the same one in every image of either study. */
export interface CropRectangle {
  readonly leftMm: number
  readonly topMm: number
  readonly widthMm: number
  readonly heightMm: number
}

export interface PaneSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** Where the plane's first pixel lies along its own rows and columns. */
const corner = (plane: PlaneGeometry): readonly [number, number] => [
  dot(plane.origin, plane.rowDirection),
  dot(plane.origin, plane.columnDirection),
]

export const mmOfPixel = (plane: PlaneGeometry, column: number, row: number): readonly [number, number] => {
  const [across, down] = corner(plane)
  return [across + column * plane.columnSpacingMm, down + row * plane.rowSpacingMm]
}

/** Column and row, with fractions: whole numbers are pixel centers. */
export const pixelOfMm = (plane: PlaneGeometry, acrossMm: number, downMm: number): readonly [number, number] => {
  const [across, down] = corner(plane)
  return [(acrossMm - across) / plane.columnSpacingMm, (downMm - down) / plane.rowSpacingMm]
}

export const pxPerMm = ({ spanMm }: PlaneView, { widthPx, heightPx }: PaneSize): number =>
  Math.max(1, Math.min(widthPx, heightPx)) / spanMm

/** Where in the pane a pixel of the plane is drawn. */
export function paneOfPixel(
  plane: PlaneGeometry,
  view: PlaneView,
  size: PaneSize,
  column: number,
  row: number,
): readonly [x: number, y: number] {
  const [across, down] = mmOfPixel(plane, column, row)
  return paneOfMm(view, size, across, down)
}

export function paneOfMm(
  view: PlaneView,
  size: PaneSize,
  acrossMm: number,
  downMm: number,
): readonly [x: number, y: number] {
  const scale = pxPerMm(view, size)
  return [
    size.widthPx / 2 + (acrossMm - view.centerMm[0]) * scale,
    size.heightPx / 2 + (downMm - view.centerMm[1]) * scale,
  ]
}

export function mmOfPane(view: PlaneView, size: PaneSize, x: number, y: number): readonly [number, number] {
  const scale = pxPerMm(view, size)
  return [view.centerMm[0] + (x - size.widthPx / 2) / scale, view.centerMm[1] + (y - size.heightPx / 2) / scale]
}

/** The pixel that is drawn at a place in the pane; it may lie outside the image. */
export function pixelOfPane(
  plane: PlaneGeometry,
  view: PlaneView,
  size: PaneSize,
  x: number,
  y: number,
): readonly [column: number, row: number] {
  const [column, row] = pixelOfMm(plane, ...mmOfPane(view, size, x, y))
  // Adding 0 makes a zero of −0.
  return [Math.round(column) + 0, Math.round(row) + 0]
}

/** All of every plane given: pixels reach half their size beyond their centers. */
export function fittingView(planes: readonly PlaneGeometry[]): PlaneView {
  const boxes = planes.map((plane) => {
    const start = mmOfPixel(plane, -0.5, -0.5)
    const end = mmOfPixel(plane, plane.columns - 0.5, plane.rows - 0.5)
    return { left: start[0], top: start[1], right: end[0], bottom: end[1] }
  })
  const left = Math.min(...boxes.map((box) => box.left))
  const right = Math.max(...boxes.map((box) => box.right))
  const top = Math.min(...boxes.map((box) => box.top))
  const bottom = Math.max(...boxes.map((box) => box.bottom))
  return { centerMm: [(left + right) / 2, (top + bottom) / 2], spanMm: Math.max(right - left, bottom - top, 1) }
}

const smallestSpanMm = 5
const largestSpanMm = 5000

/** Zoomed so that the point under the pointer stays where it is. A factor above 1 comes nearer. */
export function zoomedView(
  view: PlaneView,
  factor: number,
  atMm: readonly [number, number] = view.centerMm,
): PlaneView {
  const spanMm = Math.min(largestSpanMm, Math.max(smallestSpanMm, view.spanMm / factor))
  const share = spanMm / view.spanMm
  return {
    centerMm: [atMm[0] + (view.centerMm[0] - atMm[0]) * share, atMm[1] + (view.centerMm[1] - atMm[1]) * share],
    spanMm,
  }
}

/** The picture moved by so many pixels of the pane. */
export function movedView(view: PlaneView, size: PaneSize, rightPx: number, downPx: number): PlaneView {
  const scale = pxPerMm(view, size)
  return { ...view, centerMm: [view.centerMm[0] - rightPx / scale, view.centerMm[1] - downPx / scale] }
}

/** The rectangle between two corners, in any order. */
export function cropBetween(a: readonly [number, number], b: readonly [number, number]): CropRectangle {
  return {
    leftMm: Math.min(a[0], b[0]),
    topMm: Math.min(a[1], b[1]),
    widthMm: Math.abs(a[0] - b[0]),
    heightMm: Math.abs(a[1] - b[1]),
  }
}

/** The pixels of a plane that lie in a rectangle, cut to the image; nothing where none does. */
export function cropPixels(
  plane: PlaneGeometry,
  { leftMm, topMm, widthMm, heightMm }: CropRectangle,
): { readonly column: number; readonly row: number; readonly columns: number; readonly rows: number } | undefined {
  const start = pixelOfMm(plane, leftMm, topMm)
  const end = pixelOfMm(plane, leftMm + widthMm, topMm + heightMm)
  const column = Math.max(0, Math.ceil(start[0] - 0.5))
  const row = Math.max(0, Math.ceil(start[1] - 0.5))
  const columns = Math.min(plane.columns - 1, Math.floor(end[0] + 0.5)) - column + 1
  const rows = Math.min(plane.rows - 1, Math.floor(end[1] + 0.5)) - row + 1
  return columns > 0 && rows > 0 ? { column, row, columns, rows } : undefined
}

/** A plane for pictures that don't say where they lie: one unit a pixel, the usual way round. */
export function planeOfPicture({ rows, columns }: { readonly rows: number; readonly columns: number }): PlaneGeometry {
  return {
    rows,
    columns,
    rowSpacingMm: 1,
    columnSpacingMm: 1,
    rowDirection: [1, 0, 0],
    columnDirection: [0, 1, 0],
    origin: [0, 0, 0],
  }
}
