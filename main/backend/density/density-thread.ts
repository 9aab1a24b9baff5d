/** The thread that measures one series, then ends. Left off by being ended. */
import { parentPort } from 'node:worker_threads'
import { AppError } from '#shared/ipc/app-error.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import type { DensityStart, FromDensity } from './density-messages.ts'
import { measureStoredSeries } from './measure-stored-series.ts'

/** Between two reports. */
const reportMs = 100

export async function serveDensity({ densityOf: seriesId, registry, key }: DensityStart): Promise<void> {
  const say = (message: FromDensity): void => parentPort?.postMessage(message)
  let lastReport = 0
  try {
    const answer = await measureStoredSeries({ registry, dataKey: Buffer.from(key), seriesId }, (done, total) => {
      const now = performance.now()
      if (now - lastReport < reportMs && done < total) return
      lastReport = now
      say({ type: 'progress', done, total })
    })
    say({ type: 'done', answer })
  } catch (thrown) {
    const error = translateStorageError(thrown)
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    say({ type: 'failed', message, ...(error instanceof AppError && { error: error.toJSON() }) })
  }
}
