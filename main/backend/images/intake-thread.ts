/** The thread that looks for images and takes them in: reading, de-identifying, compressing and encrypting hold nobody up. */
import { parentPort } from 'node:worker_threads'
import { translateStorageError } from '#main/database/storage-error.ts'
import { grayPreview } from '#main/imaging/intake/gray-preview.ts'
import { packSeries } from '#main/imaging/intake/pack-series.ts'
import { scanImages } from '#main/imaging/scan/scan-images.ts'
import { openSources } from '#main/imaging/scan/source-reader.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { compressors } from './compressors.ts'
import { fileIsOpen, hasEnded } from './intake-messages.ts'
import type { FromIntake, IntakeStart, IntakeTask, ToIntake } from './intake-messages.ts'

/** Between two reports. */
const reportMs = 100

interface Watch {
  readonly isCancelled: () => boolean
  readonly progress: (done: readonly [number, number]) => void
}

export function serveIntake({ intake: { key, state: shared, workerFile } }: IntakeStart): void {
  const state = new Int32Array(shared)
  const compress = compressors(workerFile)
  const say = (message: FromIntake): void => parentPort?.postMessage(message)

  async function doTask(task: IntakeTask, { isCancelled, progress }: Watch): Promise<unknown> {
    switch (task.kind) {
      case 'scan': {
        const signal = {
          get aborted() {
            return isCancelled()
          },
        }
        return scanImages(task.sources, { signal, progress: ({ files, images }) => progress([files, images]) })
      }
      case 'preview': {
        const sources = openSources()
        try {
          return await grayPreview(await sources.read(task.source))
        } finally {
          await sources.close()
        }
      }
      case 'pack':
        return pack(task, { isCancelled, progress })
      default:
        return task satisfies never
    }
  }

  async function pack(
    { registry, seriesId, ...wish }: IntakeTask & { readonly kind: 'pack' },
    { isCancelled, progress }: Watch,
  ) {
    const sources = openSources()
    const dataKey = Buffer.from(new Uint8Array(key))
    Atomics.store(state, fileIsOpen, 1)
    try {
      return await packSeries({ ...wish, place: { registry, dataKey, seriesId } }, { sources, compress }, (done) => {
        if (isCancelled()) throw new AppError('cancelled', 'The import was cancelled.')
        progress([done.images, done.bytes])
      })
    } finally {
      dataKey.fill(0)
      await sources.close()
      Atomics.store(state, fileIsOpen, 0)
      Atomics.notify(state, fileIsOpen)
    }
  }

  async function answer({ ask, task, cancelled }: ToIntake): Promise<void> {
    const flag = new Int32Array(cancelled)
    let lastReport = 0
    try {
      const answered = await doTask(task, {
        isCancelled: () => Atomics.load(flag, 0) === 1 || Atomics.load(state, hasEnded) === 1,
        progress(done) {
          const now = performance.now()
          if (now - lastReport < reportMs) return
          lastReport = now
          say({ ask, type: 'progress', done })
        },
      })
      say({ ask, type: 'done', answer: answered })
    } catch (thrown) {
      const error = translateStorageError(thrown)
      say({
        ask,
        type: 'failed',
        message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
        ...(error instanceof AppError && { error: error.toJSON() }),
      })
    }
  }

  /** One after the other, in the order in which they were asked. */
  let last: Promise<void> = Promise.resolve()
  parentPort?.on('message', (message: ToIntake) => {
    last = last.then(() => answer(message))
  })
}
