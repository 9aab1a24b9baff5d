import { createHash } from 'node:crypto'
import { compressImage } from './image-bytes.ts'
import type { Method } from './image-bytes.ts'

/** An image as it goes into its pack. */
export interface CompressedImage {
  readonly method: Method
  readonly packed: Uint8Array
  /** Of the image as it was. */
  readonly sha256: string
}

/** Compresses one image; the bytes may be taken away from the caller. */
export type Compress = (image: Uint8Array, transferSyntax: string) => Promise<CompressedImage>

/** In the thread of the caller, who is held up. */
export const compressHere: Compress = async (image, transferSyntax) => compressNow(image, transferSyntax)

export function compressNow(image: Uint8Array, transferSyntax: string): CompressedImage {
  return { ...compressImage(image, transferSyntax), sha256: createHash('sha256').update(image).digest('hex') }
}
