/** Which pixels are lung, as runs along the rows: small enough to be kept, exact enough to be judged over the images. */
export interface MaskSlice {
  /** For each row the index of its first run, and at the end how many runs there are. */
  readonly rowStarts: Int32Array
  /** First column of each run. */
  readonly from: Uint16Array
  /** Column after the last of each run. */
  readonly to: Uint16Array
}

export interface LungMask {
  readonly rows: number
  readonly columns: number
  /** One for each image. */
  readonly slices: readonly MaskSlice[]
}

/** One image of a mask as pixels: 1 within the lungs, otherwise 0. */
export function maskPixels({ rows, columns, slices }: LungMask, image: number): Uint8Array {
  const pixels = new Uint8Array(rows * columns)
  const slice = slices[image]
  if (!slice) return pixels
  for (let row = 0; row < rows; row++)
    for (let run = slice.rowStarts[row]!; run < slice.rowStarts[row + 1]!; run++)
      pixels.fill(1, row * columns + slice.from[run]!, row * columns + slice.to[run]!)
  return pixels
}

/** Pixels of an image that are lung. */
export function maskArea({ from, to }: MaskSlice): number {
  let area = 0
  for (let run = 0; run < from.length; run++) area += to[run]! - from[run]!
  return area
}
