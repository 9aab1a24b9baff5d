/** A chest without a patient: body, two lungs, spine, a nodule in the right lung, and a step of density at each level. */
import type { SeriesGeometry, Vector } from '#shared/domain/imaging/series-geometry.ts'
import type { ImageSource, SeriesImage } from '#shared/domain/imaging/series-image.ts'
import { AppError } from '#shared/ipc/app-error.ts'

export interface PhantomWish {
  readonly count: number
  readonly spacingMm: number
  readonly topMm: number
  /** Kept from feet to head. */
  readonly isReversed?: boolean
  readonly pixelMm?: number
  /** Between rows, where pixels are not square. */
  readonly rowMm?: number
  /** How far the patient was moved on the table since, along the body. */
  readonly shiftMm?: number
  readonly size?: number
}

/** The nodule: 20 mm across, at this place when nothing was shifted. */
const nodule = { x: -70, y: -10, z: -160, radiusMm: 10 } as const
export const noduleHu = 37
const lungHu = -850
const bodyHu = 40
const boneHu = 700

export function phantomGeometry({
  count,
  spacingMm,
  topMm,
  isReversed = false,
  pixelMm = 0.7,
  rowMm = pixelMm,
  size = 512,
}: PhantomWish): SeriesGeometry {
  const half = ((size - 1) * pixelMm) / 2
  const halfDown = ((size - 1) * rowMm) / 2
  const origins = Array.from({ length: count }, (_, at): Vector => [-half, -halfDown, topMm - at * spacingMm])
  return {
    rows: size,
    columns: size,
    rowSpacingMm: rowMm,
    columnSpacingMm: pixelMm,
    rowDirection: [1, 0, 0],
    columnDirection: [0, 1, 0],
    origins: isReversed ? origins.toReversed() : origins,
  }
}

/** Hounsfield units at a place in the body. */
function phantomValue(x: number, y: number, z: number): number {
  if (Math.hypot(x - nodule.x, y - nodule.y, z - nodule.z) <= nodule.radiusMm) return noduleHu
  if (Math.hypot(x / 165, y / 115) > 1) return -1000
  if (Math.hypot(x, y - 75) < 16) return boneHu
  const inLung = (side: number): boolean => ((x - side * 78) / 58) ** 2 + (y / 82) ** 2 + ((z + 150) / 130) ** 2 < 1
  if (inLung(-1) || inLung(1)) {
    const reticular = z < -200 && y > 30 && (Math.floor(x / 5) + Math.floor(y / 5)) % 2 === 0
    return reticular ? -450 : lungHu + ((Math.floor(x) * 7 + Math.floor(y) * 13) % 40)
  }
  return bodyHu
}

/** Made when asked for: stored as a scanner stores it, with an intercept. */
export function phantomSource(
  series: Readonly<Record<string, PhantomWish>>,
  waitMs = 0,
  broken: readonly number[] = [],
): ImageSource {
  return {
    async image(seriesId, index, signal): Promise<SeriesImage> {
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      if (signal?.aborted) throw new AppError('cancelled', 'Cancelled.')
      if (broken.includes(index))
        throw new AppError('corrupt', 'This image is damaged in the registry’s folder. Restore it from a backup.')
      const wish = series[seriesId]!
      const geometry = phantomGeometry(wish)
      const [left, top, z] = geometry.origins[index]!
      const pixels = new Uint16Array(geometry.rows * geometry.columns)
      for (let row = 0; row < geometry.rows; row += 1)
        for (let column = 0; column < geometry.columns; column += 1)
          pixels[row * geometry.columns + column] =
            1024 +
            phantomValue(
              left + column * geometry.columnSpacingMm,
              top + row * geometry.rowSpacingMm,
              z - (wish.shiftMm ?? 0),
            )
      const { rows, columns } = geometry
      return { rows, columns, samples: 1, pixels, slope: 1, intercept: -1024, isInverted: false }
    },
  }
}
