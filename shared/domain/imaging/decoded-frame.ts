/** One frame of an image as stored values, out of whatever it was compressed with. */

export type FramePixels = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array

export interface DecodedFrame {
  readonly rows: number
  readonly columns: number
  /** Three: red, green, blue of a pixel lie together. */
  readonly samplesPerPixel: 1 | 3
  /** Row by row from the top left, `rows * columns * samplesPerPixel` stored values: before slope and intercept. */
  readonly pixels: FramePixels
  readonly bitsStored: number
  readonly isSigned: boolean
  /** What a higher value is: darker, brighter, a color. All color models of the files have become RGB. */
  readonly photometric: 'MONOCHROME1' | 'MONOCHROME2' | 'RGB'
  /** Value in the modality's units (CT: Hounsfield units) = stored * slope + intercept. */
  readonly slope: number
  readonly intercept: number
}
