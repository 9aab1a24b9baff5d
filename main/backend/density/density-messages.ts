/** What is said between the backend and the thread that measures lung density. */
import type { DensityRefusal, LungDensity } from '#shared/domain/imaging/density/density-answer.ts'
import type { AppErrorData } from '#shared/ipc/app-error.ts'

export interface DensityStart {
  readonly densityOf: string
  /** The registry's folder. */
  readonly registry: string
  /** The data key, shared: set to zero when the thread is ended. */
  readonly key: SharedArrayBuffer
}

/** An answer, with its mask as it is sent to the page. */
export type MeasuredDensity = { readonly figures: Omit<LungDensity, 'mask'>; readonly mask: CodedMask } | DensityRefusal

export interface CodedMask {
  readonly rows: number
  readonly columns: number
  /** One for each image of the series, in its order. */
  readonly images: readonly Uint16Array[]
}

export type FromDensity =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly answer: MeasuredDensity }
  | { readonly type: 'failed'; readonly error?: AppErrorData; readonly message: string }
