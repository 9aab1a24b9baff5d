/** What is asked of the worker thread, and what it says. */
import type { CopyFacts } from '#main/database/backup/backup-copy.ts'
import type { AppErrorData } from '#shared/ipc/app-error.ts'

/** Makes a verified backup of a registry whose file is held still. */
export interface BackUpTask {
  readonly kind: 'back-up'
  readonly dataKey: Uint8Array
  /** The registry's folder. */
  readonly registry: string
  /** Does not exist yet; `….part` stands behind it until it is whole. */
  readonly target: string
  readonly about: {
    readonly registryId: string
    readonly name: string
    readonly madeAt: string
    readonly appVersion: string
    readonly auditEntries: number
    readonly auditHead: string
  }
}

/** Reads a whole backup and holds it against its manifest. */
export interface VerifyTask {
  readonly kind: 'verify'
  readonly dataKey: Uint8Array
  readonly backup: string
}

/** Copies the database of a backup into a folder that exists, and proves the copy. */
export interface StageTask {
  readonly kind: 'stage'
  readonly dataKey: Uint8Array
  readonly backup: string
  readonly stage: string
}

export type WorkerTask = BackUpTask | VerifyTask | StageTask

/** How a task is started: the flag is set to 1 when it is no longer wanted. */
export interface WorkerStart {
  readonly task: WorkerTask
  readonly cancelled: SharedArrayBuffer
}

export type FromWorker =
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly what: string }
  /** The registry's file is needed no longer. */
  | { readonly type: 'copied' }
  | { readonly type: 'done'; readonly facts: CopyFacts }
  | { readonly type: 'failed'; readonly error?: AppErrorData; readonly code?: string; readonly message: string }
