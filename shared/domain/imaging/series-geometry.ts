/**
 * Where the images of a series lie in the body, after DICOM PS3.3 C.7.6.2: millimeters, x grows to the patient's left, y to
 * the back, z to the head. A pixel is named by its column and row; whole numbers are pixel centers.
 */

/** A point or a direction in the body: left, back, head. */
export type Vector = readonly [x: number, y: number, z: number]

export interface SeriesGeometry {
  readonly rows: number
  readonly columns: number
  /** Between the centers of two rows. */
  readonly rowSpacingMm: number
  /** Between the centers of two columns. */
  readonly columnSpacingMm: number
  /** Along a row, to the next column; of length one. */
  readonly rowDirection: Vector
  /** Down a column, to the next row; of length one. */
  readonly columnDirection: Vector
  /** The center of the first pixel of each image, in the order in which the series is kept. */
  readonly origins: readonly Vector[]
}

/** One image, or one cut through several, lying in the body. */
export interface PlaneGeometry extends Omit<SeriesGeometry, 'origins'> {
  readonly origin: Vector
}

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

/** `start`, and from there so many millimeters along a direction. */
export const along = (start: Vector, direction: Vector, mm: number): Vector => [
  start[0] + direction[0] * mm,
  start[1] + direction[1] * mm,
  start[2] + direction[2] * mm,
]

/** Which of the three axes a direction follows most: 0 left, 1 back, 2 head. */
export function mainAxis(direction: Vector): 0 | 1 | 2 {
  const [x, y, z] = direction.map(Math.abs) as [number, number, number]
  return z >= x && z >= y ? 2 : y >= x ? 1 : 0
}

type Directed = Pick<SeriesGeometry, 'rowDirection' | 'columnDirection'>

/**
 * The direction across the images, turned to the left, the back or the head, so that it does not depend on the order in
 * which a series was kept.
 */
export function normalOf({ rowDirection, columnDirection }: Directed): Vector {
  const normal = cross(rowDirection, columnDirection)
  return normal[mainAxis(normal)] < 0 ? [-normal[0], -normal[1], -normal[2]] : normal
}

/** How far along the body each image lies, in millimeters along `normalOf`, in the order of the series. */
export function positionsMm(geometry: SeriesGeometry): readonly number[] {
  const normal = normalOf(geometry)
  return geometry.origins.map((origin) => dot(origin, normal))
}

/** The order in which images are read: from head to feet, from front to back, from right to left. Gives their numbers. */
export function readingOrder(geometry: SeriesGeometry): readonly number[] {
  const positions = positionsMm(geometry)
  const sign = mainAxis(normalOf(geometry)) === 2 ? -1 : 1
  return positions.map((_, index) => index).toSorted((a, b) => sign * (positions[a]! - positions[b]!) || a - b)
}

/** The usual distance between neighboring images: the median. Not known of fewer than two places. */
export function sliceSpacingMm(positions: readonly number[]): number | undefined {
  const sorted = positions.toSorted((a, b) => a - b)
  const steps = sorted
    .slice(1)
    .map((position, index) => position - sorted[index]!)
    .filter((step) => step > 0.001)
    .toSorted((a, b) => a - b)
  return steps[Math.floor((steps.length - 1) / 2)]
}

/** The plane of one image of a series. */
export function planeOf({ origins, ...geometry }: SeriesGeometry, index: number): PlaneGeometry {
  return { ...geometry, origin: origins[index]! }
}

/** Where a pixel lies in the body. */
export function bodyPoint(plane: PlaneGeometry, column: number, row: number): Vector {
  const right = along(plane.origin, plane.rowDirection, column * plane.columnSpacingMm)
  return along(right, plane.columnDirection, row * plane.rowSpacingMm)
}

/** Distance in millimeters between two pixels of one plane. */
export function lengthMm(
  { rowSpacingMm, columnSpacingMm }: Pick<PlaneGeometry, 'rowSpacingMm' | 'columnSpacingMm'>,
  a: readonly [column: number, row: number],
  b: readonly [column: number, row: number],
): number {
  return Math.hypot((a[0] - b[0]) * columnSpacingMm, (a[1] - b[1]) * rowSpacingMm)
}
