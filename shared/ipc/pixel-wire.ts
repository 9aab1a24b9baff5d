/**
 * What goes over the line for pixels: a message port between one page and the backend, since an image is too large for the
 * text in which everything else is said.
 */
import { z } from 'zod'
import type { SeriesImage } from '#shared/domain/imaging/series-image.ts'
import { AppError } from './app-error.ts'
import type { AppErrorData } from './app-error.ts'

/** What a page says: asks for one image, or that it no longer wants it. Everything else is not heard. */
export const pixelRequest = z.union([
  z.strictObject({
    ask: z.int().min(0),
    seriesId: z.string().min(1).max(100),
    index: z.int().min(0).max(99_999),
  }),
  z.strictObject({ cancel: z.int().min(0) }),
])
export type PixelRequest = z.infer<typeof pixelRequest>

const formats = { int16: Int16Array, uint16: Uint16Array, uint8: Uint8Array } as const
type PixelFormat = keyof typeof formats

/** An image as it crosses: plain facts, and the bytes of its pixels alone. */
export interface SentImage extends Omit<SeriesImage, 'pixels'> {
  readonly format: PixelFormat
  readonly bytes: ArrayBuffer
}

export type PixelReply =
  | { readonly answer: number; readonly ok: true; readonly image: SentImage }
  | { readonly answer: number; readonly ok: false; readonly error: AppErrorData }

/** No line carries more at once: a page that asks for more is told to wait. */
export const mostPixelRequests = 16

export function sentImage({ pixels, ...facts }: SeriesImage): SentImage {
  const format: PixelFormat =
    pixels instanceof Int16Array ? 'int16' : pixels instanceof Uint16Array ? 'uint16' : 'uint8'
  // A view into something larger would take all of that along: what else lay in memory beside it.
  const isAlone = pixels.byteLength === pixels.buffer.byteLength && pixels.buffer instanceof ArrayBuffer
  return { ...facts, format, bytes: isAlone ? (pixels.buffer as ArrayBuffer) : (pixels.slice().buffer as ArrayBuffer) }
}

/** @throws AppError where the bytes are not as many as the facts say */
export function receivedImage({ format, bytes, ...facts }: SentImage): SeriesImage {
  const pixels = new formats[format](bytes)
  if (pixels.length !== facts.rows * facts.columns * facts.samples)
    throw new AppError('internal', 'This image came in another size than it says. Open the case again.')
  return { ...facts, pixels }
}
