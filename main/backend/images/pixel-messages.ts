/** What is said between the backend and its thread that decodes images. */
import type { SeriesImage } from '#shared/domain/imaging/series-image.ts'
import type { AppErrorData } from '#shared/ipc/app-error.ts'

export interface PixelStart {
  /** The registry's folder. */
  readonly imagesOf: string
  /** The data key, shared: set to zero when the registry is closed. */
  readonly key: SharedArrayBuffer
}

export type ToDecoder =
  | { readonly id: number; readonly seriesId: string; readonly index: number }
  /** No longer wanted. */
  | { readonly cancel: number }

export type FromDecoder =
  | { readonly id: number; readonly image: SeriesImage }
  | { readonly id: number; readonly error?: AppErrorData; readonly message: string }
