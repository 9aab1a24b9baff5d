/** What is said between the thread that takes images in and those that compress for it. */
import type { CompressedImage } from '#main/imaging/store/compress-here.ts'

/** How such a thread is started. It is given no key and no path: images come to it, and go back. */
export interface CompressorStart {
  readonly compresses: true
}

export interface ToCompressor {
  readonly id: number
  readonly image: Uint8Array<ArrayBuffer>
  readonly transferSyntax: string
}

export type FromCompressor =
  { readonly id: number; readonly compressed: CompressedImage } | { readonly id: number; readonly message: string }
