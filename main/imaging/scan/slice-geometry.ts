import type { ImageFacts } from '#main/imaging/dicom/image-facts.ts'
import type { OrientationWord } from '#shared/domain/imaging/scan.ts'

type Orientation = NonNullable<ImageFacts['orientation']>
type Triple = ImageFacts['position'] & {}

/** How far a plane may be tilted and still be called by its name: cosine of some 25 degrees, as gantries tilt. */
const nearlyParallel = 0.9

/** The direction in which slices are stacked, turned so that it points to the head, the back or the left, whichever it is nearest to. */
function stackDirection({ row, column }: Orientation): Triple {
  const normal: Triple = [
    row[1] * column[2] - row[2] * column[1],
    row[2] * column[0] - row[0] * column[2],
    row[0] * column[1] - row[1] * column[0],
  ]
  const main = normal.toSorted((one, other) => Math.abs(other) - Math.abs(one))[0]!
  return main < 0 ? [-normal[0], -normal[1], -normal[2]] : normal
}

export function orientationWord(orientation: Orientation): OrientationWord {
  const [x, y, z] = stackDirection(orientation).map(Math.abs) as unknown as Triple
  if (z >= nearlyParallel) return 'axial'
  if (y >= nearlyParallel) return 'coronal'
  return x >= nearlyParallel ? 'sagittal' : 'oblique'
}

/** Where a slice lies along the direction of its stack (mm). */
export function positionAlongStack({
  position,
  orientation,
}: Pick<ImageFacts, 'position' | 'orientation'>): number | undefined {
  if (!position || !orientation) return undefined
  const direction = stackDirection(orientation)
  return position[0] * direction[0] + position[1] * direction[1] + position[2] * direction[2]
}
