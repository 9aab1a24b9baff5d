/** Starts a worker thread for one task. The thread that answers the page is never held up. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CopyFacts } from '#main/database/backup/backup-copy.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import type { FromWorker, WorkerStart, WorkerTask } from './worker-messages.ts'

interface Wish extends Pick<CallContext, 'signal' | 'progress'> {
  /** The worker's script, in the built program; the source otherwise. */
  readonly workerFile: string | undefined
  /** The source of the copy is needed no longer. */
  readonly copied?: () => void
}

/** @throws AppError, or the system's error with its `code` */
export async function runInWorker(
  task: WorkerTask,
  { signal, progress, workerFile, copied }: Wish,
): Promise<CopyFacts> {
  const cancelled = new SharedArrayBuffer(4)
  const cancel = () => void Atomics.store(new Int32Array(cancelled), 0, 1)
  if (signal.aborted) cancel()
  const worker = new Worker(workerFile ?? path.join(import.meta.dirname, '../worker.ts'), {
    workerData: { task, cancelled } satisfies WorkerStart,
    // Its path would be taken for an argument of the program.
    argv: [],
  })
  signal.addEventListener('abort', cancel)
  let answer: Extract<FromWorker, { type: 'done' | 'failed' }> | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'progress') progress(message)
        else if (message.type === 'copied') copied?.()
        else answer = message
      })
      worker.once('error', reject)
      // After its last message, and after its files are closed.
      worker.once('exit', () => resolve())
    })
  } finally {
    signal.removeEventListener('abort', cancel)
  }
  if (answer?.type === 'done') return answer.facts
  throw failureOf(answer)
}

function failureOf(answer: Extract<FromWorker, { type: 'failed' }> | undefined): Error {
  if (answer?.error) {
    const error = AppError.from(answer.error)
    return Object.assign(error, answer.code !== undefined && { code: answer.code })
  }
  return Object.assign(new Error(answer?.message ?? 'the worker thread ended without an answer'), {
    code: answer?.code,
  })
}
