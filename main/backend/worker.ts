/**
 * The backend's worker threads: one task, or one measurement, then it ends; or the analyst, the decoder and the intake of
 * images with those that compress for it, which live as long as the registry is open.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '#shared/ipc/app-error.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import type { FromWorker, WorkerStart } from './backups/worker-messages.ts'
import { doTask } from './backups/worker-tasks.ts'
import type { AnalystStart } from './cohort/analyst-messages.ts'
import type { DensityStart } from './density/density-messages.ts'
import type { CompressorStart } from './images/compressor-messages.ts'
import type { IntakeStart } from './images/intake-messages.ts'
import type { PixelStart } from './images/pixel-messages.ts'

const start = workerData as WorkerStart | AnalystStart | IntakeStart | PixelStart | DensityStart | CompressorStart
const say = (message: FromWorker): void => parentPort?.postMessage(message)

async function run({ task, cancelled }: WorkerStart): Promise<void> {
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

if ('task' in start) void run(start)
// What computes on cohorts, or reads images, is read only by the thread that does.
else if ('intake' in start) void import('./images/intake-thread.ts').then(({ serveIntake }) => serveIntake(start))
else if ('imagesOf' in start) void import('./images/pixel-thread.ts').then(({ serveDecoder }) => serveDecoder(start))
else if ('compresses' in start)
  void import('./images/compressor-thread.ts').then(({ serveCompressor }) => serveCompressor())
else if ('densityOf' in start)
  void import('./density/density-thread.ts').then(({ serveDensity }) => serveDensity(start))
else void import('./cohort/analyst-thread.ts').then(({ serveAnalyst }) => serveAnalyst(start))
