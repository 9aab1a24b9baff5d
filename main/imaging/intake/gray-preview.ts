import { decodeFrame } from '#main/imaging/dicom/decode-frame.ts'
import { imageFacts } from '#main/imaging/dicom/image-facts.ts'
import { readDicom } from '#main/imaging/dicom/read-dicom.ts'
import { windowEnds, windowPresets } from '#shared/domain/imaging/gray-window.ts'
import type { DecodedFrame } from '#shared/domain/imaging/decoded-frame.ts'

/** Gray, 8 bits a pixel, row by row. */
export interface Preview {
  readonly rows: number
  readonly columns: number
  readonly pixels: Uint8Array
}

/** The longer side (pixels). */
export const largestSide = 192

/**
 * A small picture to recognize a series by, and to see whether text is written into it: CT as lungs are looked at, others over all of
 * their values. Each pixel is the mean of those that it stands for, so that thin letters don't fall through.
 * @param bytes a DICOM file; its middle frame is shown
 * @throws DicomRefusal where it can't be decoded
 */
export async function grayPreview(bytes: Uint8Array): Promise<Preview> {
  const file = readDicom(bytes)
  const { frames = 1, modality } = imageFacts(file)
  const frame = await decodeFrame(file, Math.ceil(frames / 2))
  const small = shrunk(frame)
  const { low, high } =
    modality === 'CT' && frame.photometric === 'MONOCHROME2' ? windowEnds(windowPresets.lung) : rangeOf(small.values)
  const scale = 255 / Math.max(high - low, 1e-6)
  const isInverted = frame.photometric === 'MONOCHROME1'
  const pixels = Uint8Array.from(small.values, (value) => {
    const gray = Math.min(255, Math.max(0, (value - low) * scale))
    return Math.round(isInverted ? 255 - gray : gray)
  })
  return { rows: small.rows, columns: small.columns, pixels }
}

interface Small {
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
}

/** Means of squares of pixels, in the units of the modality; of colors their mean. */
function shrunk({ rows, columns, samplesPerPixel, pixels, slope, intercept }: DecodedFrame): Small {
  const step = Math.max(1, Math.ceil(Math.max(rows, columns) / largestSide))
  const small = { rows: Math.ceil(rows / step), columns: Math.ceil(columns / step) }
  const values = new Float64Array(small.rows * small.columns)
  for (let row = 0; row < small.rows; row += 1)
    for (let column = 0; column < small.columns; column += 1) {
      let sum = 0
      let count = 0
      for (let y = row * step; y < Math.min(rows, (row + 1) * step); y += 1)
        for (
          let at = (y * columns + column * step) * samplesPerPixel,
            end = (y * columns + Math.min(columns, (column + 1) * step)) * samplesPerPixel;
          at < end;
          at += 1
        ) {
          sum += pixels[at]!
          count += 1
        }
      values[row * small.columns + column] = (sum / count) * slope + intercept
    }
  return { ...small, values }
}

function rangeOf(values: Float64Array): { readonly low: number; readonly high: number } {
  let low = values[0] ?? 0
  let high = low
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}
