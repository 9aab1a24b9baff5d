/** One image as the viewer is given it: values as they were stored, and what they mean. */
import type { CancelSignal } from '#shared/ipc/wire.ts'

export interface SeriesImage {
  readonly rows: number
  readonly columns: number
  /** 1: gray. 3: red, green, blue, one after the other for each pixel, always in a `Uint8Array`. */
  readonly samples: 1 | 3
  /** Row by row, from the top; `rows * columns * samples` of them. */
  readonly pixels: Int16Array | Uint16Array | Uint8Array
  /** Of a CT: value in Hounsfield units = stored value * slope + intercept. */
  readonly slope: number
  readonly intercept: number
  /** True where small values are bright (MONOCHROME1). */
  readonly isInverted: boolean
}

/** Where images come from: the store, or a test. */
export interface ImageSource {
  /**
   * @param index from 0, in the order of the series
   * @throws AppError in plain words where there is none or it can't be read
   */
  image(seriesId: string, index: number, signal?: CancelSignal): Promise<SeriesImage>
  /** Makes ready what the first image would wait for: one will be asked for soon. */
  prepare?(): void
  /** Told when what it reads from is closed: whoever keeps images of it lets go of them. */
  onClose?(listener: () => void): void
}

/** What the values of a gray image range over: for a window that shows all of it. */
export function valueRange({ pixels, slope, intercept, samples }: SeriesImage): { low: number; high: number } {
  if (samples === 3) return { low: 0, high: 255 }
  let low = pixels[0] ?? 0
  let high = low
  for (let at = 1; at < pixels.length; at += 1) {
    const value = pixels[at]!
    if (value < low) low = value
    else if (value > high) high = value
  }
  const ends = [low * slope + intercept, high * slope + intercept] as const
  return { low: Math.min(...ends), high: Math.max(...ends) }
}

/** The value of a gray pixel, in Hounsfield units for a CT; nothing outside the image and for colors. */
export function valueAt(image: SeriesImage, column: number, row: number): number | undefined {
  const isInside = column >= 0 && row >= 0 && column < image.columns && row < image.rows
  if (!isInside || image.samples === 3) return undefined
  return image.pixels[row * image.columns + column]! * image.slope + image.intercept
}
