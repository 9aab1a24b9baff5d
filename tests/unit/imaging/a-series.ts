import type { SeriesGeometry, Vector } from '#shared/domain/imaging/series-geometry.ts'
import type { SeriesImage } from '#shared/domain/imaging/series-image.ts'

interface Wish {
  readonly zs: readonly number[]
  readonly rows?: number
  readonly columns?: number
  readonly spacingMm?: number
  readonly corner?: readonly [number, number]
}

/** An axial series, supine, head first: rows to the patient's left, columns to the back. */
export function anAxialSeries({ zs, rows = 4, columns = 4, spacingMm = 1, corner = [0, 0] }: Wish): SeriesGeometry {
  return {
    rows,
    columns,
    rowSpacingMm: spacingMm,
    columnSpacingMm: spacingMm,
    rowDirection: [1, 0, 0],
    columnDirection: [0, 1, 0],
    origins: zs.map((z): Vector => [corner[0], corner[1], z]),
  }
}

/** From `first` in steps, so many. */
export const levels = (first: number, step: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => first + at * step)

/** Images whose values tell where they lie in the body. */
export function imagesOf(
  geometry: SeriesGeometry,
  valueAtPoint: (point: Vector) => number,
): (index: number) => SeriesImage {
  return (index) => {
    const origin = geometry.origins[index]!
    const pixels = new Int16Array(geometry.rows * geometry.columns)
    for (let row = 0; row < geometry.rows; row += 1)
      for (let column = 0; column < geometry.columns; column += 1) {
        const point = origin.map(
          (start, axis) =>
            start +
            geometry.rowDirection[axis]! * column * geometry.columnSpacingMm +
            geometry.columnDirection[axis]! * row * geometry.rowSpacingMm,
        ) as unknown as Vector
        pixels[row * geometry.columns + column] = valueAtPoint(point)
      }
    return {
      rows: geometry.rows,
      columns: geometry.columns,
      samples: 1,
      pixels,
      slope: 1,
      intercept: 0,
      isInverted: false,
    }
  }
}
