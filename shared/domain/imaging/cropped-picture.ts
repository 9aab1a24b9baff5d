/** A part of an image as a picture of 8 bits, as wide as is asked for, square in millimeters. */
import { fullWindow, windowEnds } from './gray-window.ts'
import type { GrayWindow } from './gray-window.ts'
import { pixelOfMm } from './plane-view.ts'
import type { CropRectangle } from './plane-view.ts'
import type { PlaneGeometry } from './series-geometry.ts'
import { valueRange } from './series-image.ts'
import type { SeriesImage } from './series-image.ts'

export interface Picture {
  readonly widthPx: number
  readonly heightPx: number
  /** 1: gray. 3: red, green, blue of a pixel lie together. */
  readonly channels: 1 | 3
  /** Row by row from the top; `widthPx * heightPx * channels` of them. */
  readonly pixels: Uint8Array
}

interface CropWish {
  readonly plane: PlaneGeometry
  /** Along rows and down columns of `plane`. What lies beyond the image is black. */
  readonly crop: CropRectangle
  /** Missing: from the lowest value of the image to the highest. Of colors: they stay as they are. */
  readonly window?: GrayWindow | undefined
  readonly widthPx: number
}

/** As high as it is wide in millimeters. */
const heightPxOf = ({ widthMm, heightMm }: CropRectangle, widthPx: number): number =>
  Math.max(1, Math.round((widthPx * heightMm) / widthMm))

/** Between the centers of four pixels it is interpolated along both sides (bilinear). */
export function croppedPicture(image: SeriesImage, { plane, crop, window, widthPx }: CropWish): Picture {
  const heightPx = heightPxOf(crop, widthPx)
  const { samples: channels, columns, rows } = image
  const pixels = new Uint8Array(widthPx * heightPx * channels)
  const stepX = crop.widthMm / widthPx
  const stepY = crop.heightMm / heightPx
  const [firstColumn, firstRow] = pixelOfMm(plane, crop.leftMm + stepX / 2, crop.topMm + stepY / 2)
  const columnStep = stepX / plane.columnSpacingMm
  const rowStep = stepY / plane.rowSpacingMm
  const shade = channels === 1 ? shadeOf(image, window) : (value: number) => value
  for (let y = 0; y < heightPx; y += 1) {
    const row = firstRow + y * rowStep
    if (row < -0.5 || row > rows - 0.5) continue
    const [top, bottom, down] = neighbors(row, rows)
    for (let x = 0; x < widthPx; x += 1) {
      const column = firstColumn + x * columnStep
      if (column < -0.5 || column > columns - 0.5) continue
      const [left, right, across] = neighbors(column, columns)
      for (let channel = 0; channel < channels; channel += 1) {
        const at = (r: number, c: number) => image.pixels[(r * columns + c) * channels + channel]!
        const above = at(top, left) * (1 - across) + at(top, right) * across
        const below = at(bottom, left) * (1 - across) + at(bottom, right) * across
        pixels[(y * widthPx + x) * channels + channel] = shade(above * (1 - down) + below * down)
      }
    }
  }
  return { widthPx, heightPx, channels, pixels }
}

/** The two pixels between whose centers a place lies, and how near to the second it is. */
function neighbors(place: number, count: number): readonly [number, number, number] {
  const inside = Math.min(count - 1, Math.max(0, place))
  const first = Math.floor(inside)
  return [first, Math.min(count - 1, first + 1), inside - first]
}

function shadeOf(image: SeriesImage, window: GrayWindow | undefined): (stored: number) => number {
  const { low, high } = windowEnds(window ?? fullWindow(valueRange(image)))
  const scale = 255 / (high - low)
  return (stored) => {
    const gray = Math.min(255, Math.max(0, Math.round((stored * image.slope + image.intercept - low) * scale)))
    return image.isInverted ? 255 - gray : gray
  }
}
