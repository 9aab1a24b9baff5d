/** A thread that does one task, tells how far it is, and ends. */
import { parentPort } from 'node:worker_threads'
import { AppError } from '#shared/ipc/app-error.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import type { FromWorker, WorkerStart } from './worker-messages.ts'
import { doTask } from './worker-tasks.ts'

const say = (message: FromWorker): void => parentPort?.postMessage(message)

export async function serveTask({ task, cancelled }: WorkerStart): Promise<void> {
  const flag = new Int32Array(cancelled)
  try {
    let lastReport = 0
    const facts = await doTask(task, {
      progress(done, total, what) {
        const now = Date.now()
        if (now - lastReport < 100) return
        lastReport = now
        say({ type: 'progress', done, total, what })
      },
      isCancelled: () => Atomics.load(flag, 0) === 1,
      copied: () => say({ type: 'copied' }),
    })
    say({ type: 'done', facts })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const known = error instanceof AppError ? error : translateStorageError(error)
    say({
      type: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      ...(known instanceof AppError && { error: known.toJSON() }),
      ...(code !== undefined && { code }),
    })
  } finally {
    task.dataKey.fill(0)
  }
}
