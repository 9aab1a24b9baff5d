/** What is asked of the thread that looks for images and takes them in, and what it says. */
import type { PackedSeries, PackWish } from '#main/imaging/intake/pack-series.ts'
import type { Preview } from '#main/imaging/intake/gray-preview.ts'
import type { ImageSource, Scan } from '#shared/domain/imaging/scan.ts'
import type { AppErrorData } from '#shared/ipc/app-error.ts'

interface IntakeTasks {
  readonly scan: { readonly ask: { readonly sources: readonly string[] }; readonly answer: Scan }
  readonly preview: { readonly ask: { readonly source: ImageSource }; readonly answer: Preview }
  readonly pack: {
    readonly ask: Omit<PackWish, 'place'> & {
      readonly registry: string
      readonly seriesId: string
    }
    readonly answer: PackedSeries
  }
}

type IntakeTaskKind = keyof IntakeTasks
export type IntakeTask = { [K in IntakeTaskKind]: { readonly kind: K } & IntakeTasks[K]['ask'] }[IntakeTaskKind]
export type IntakeAnswer<T extends IntakeTask> = IntakeTasks[T['kind']]['answer']

/** How the thread is started. Key and state are shared: whoever closes the registry wipes the one and waits for the other. */
export interface IntakeStart {
  readonly intake: {
    readonly key: SharedArrayBuffer
    /** `fileIsOpen` and `hasEnded`, see below. */
    readonly state: SharedArrayBuffer
    /** Of threads that it starts itself. */
    readonly workerFile: string
  }
}

/** Places in the shared state: 1 while a file is being written; 1 once nothing may be written any more. */
export const fileIsOpen = 0
export const hasEnded = 1

export interface ToIntake {
  readonly ask: number
  readonly task: IntakeTask
  /** Set to 1 when the answer is no longer wanted. */
  readonly cancelled: SharedArrayBuffer
}

export type FromIntake =
  | {
      readonly ask: number
      readonly type: 'progress'
      /** Of a scan: files and images. Of a series: images and bytes. */
      readonly done: readonly [number, number]
    }
  | { readonly ask: number; readonly type: 'done'; readonly answer: unknown }
  | { readonly ask: number; readonly type: 'failed'; readonly error?: AppErrorData; readonly message: string }
