import type { ImageFacts } from '#main/imaging/dicom/image-facts.ts'
import type { SeriesGeometry, Vector } from '#shared/domain/imaging/series-geometry.ts'

type Placed = Pick<ImageFacts, 'rows' | 'columns' | 'frames' | 'position' | 'orientation' | 'pixelSpacing'>

/** Files write six decimals, some only three. */
const sameDirection = 2e-3
const sameSpacing = 1e-3

/** Where the images of a series lie, in their order; null where they are not all parallel, alike in size and placed in the body. */
export function seriesGeometryOf(images: readonly Placed[]): SeriesGeometry | null {
  const [first] = images
  const { rows, columns, orientation, pixelSpacing } = first ?? {}
  if (rows === undefined || columns === undefined || !orientation || !pixelSpacing) return null
  const origins: Vector[] = []
  for (const image of images) {
    const isLike =
      image.rows === rows &&
      image.columns === columns &&
      image.frames === 1 &&
      image.position !== undefined &&
      image.orientation !== undefined &&
      areClose(image.orientation.row, orientation.row, sameDirection) &&
      areClose(image.orientation.column, orientation.column, sameDirection) &&
      image.pixelSpacing !== undefined &&
      areClose(image.pixelSpacing, pixelSpacing, sameSpacing)
    if (!isLike || !image.position) return null
    origins.push(image.position)
  }
  const [rowSpacingMm, columnSpacingMm] = pixelSpacing
  return {
    rows,
    columns,
    rowSpacingMm,
    columnSpacingMm,
    rowDirection: orientation.row,
    columnDirection: orientation.column,
    origins,
  }
}

const areClose = (one: readonly number[], other: readonly number[], tolerance: number): boolean =>
  one.every((value, at) => Math.abs(value - other[at]!) <= tolerance)
