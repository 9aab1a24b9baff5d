/** One stored image as the viewer is given it. */
import type { DecodedFrame } from '#shared/domain/imaging/decoded-frame.ts'
import type { SeriesImage } from '#shared/domain/imaging/series-image.ts'
import { decodeFrame } from './dicom/decode-frame.ts'
import { DicomRefusal } from './dicom/dicom-refusal.ts'
import { readDicom } from './dicom/read-dicom.ts'

/**
 * @param bytes a DICOM file
 * @param frame from 0
 * @throws DicomRefusal for what is no image, or has values that a picture of 16 bits can't hold
 */
export async function seriesImageOf(bytes: Uint8Array, frame: number): Promise<SeriesImage> {
  const decoded = await decodeFrame(readDicom(bytes), frame + 1)
  return {
    rows: decoded.rows,
    columns: decoded.columns,
    samples: decoded.samplesPerPixel,
    pixels: decoded.samplesPerPixel === 3 ? inBytes(decoded) : inShorts(decoded),
    slope: decoded.slope,
    intercept: decoded.intercept,
    isInverted: decoded.photometric === 'MONOCHROME1',
  }
}

/** Colors are shown with 8 bits each, whatever they were stored with. */
function inBytes({ pixels, bitsStored }: DecodedFrame): Uint8Array {
  if (pixels instanceof Uint8Array && bitsStored === 8) return pixels
  const most = 2 ** bitsStored - 1
  return Uint8Array.from(pixels, (value) => Math.round((value / most) * 255))
}

function inShorts({ pixels }: DecodedFrame): SeriesImage['pixels'] {
  if (pixels instanceof Int16Array || pixels instanceof Uint16Array || pixels instanceof Uint8Array) return pixels
  if (pixels instanceof Int8Array) return Int16Array.from(pixels)
  let low = 0
  let high = 0
  for (const value of pixels) {
    if (value < low) low = value
    else if (value > high) high = value
  }
  if (low >= 0 && high < 2 ** 16) return Uint16Array.from(pixels)
  if (low >= -(2 ** 15) && high < 2 ** 15) return Int16Array.from(pixels)
  throw new DicomRefusal('pixel-format', 'has values of 32 bits, which the viewer can’t show.')
}
