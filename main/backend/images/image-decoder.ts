/**
 * Asks the thread that decodes images, and ends it when the registry is closed, locked or gets another key. It is started by
 * the first question, or beforehand where one is about to come.
 */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ImageSource, SeriesImage } from '#shared/domain/imaging/series-image.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Session } from '../session.ts'
import type { FromDecoder, PixelStart, ToDecoder } from './pixel-messages.ts'

interface Thread {
  readonly worker: Worker
  readonly key: Uint8Array
  readonly waiting: Map<
    number,
    { readonly resolve: (image: SeriesImage) => void; readonly reject: (error: unknown) => void }
  >
}

export function createImageDecoder(session: Session, workerFile: string | undefined): ImageSource {
  let thread: Thread | undefined
  let lastId = 0

  function start(): Thread {
    const { dataKey, folder } = session.registry()
    const key = new SharedArrayBuffer(dataKey.length)
    new Uint8Array(key).set(dataKey)
    const worker = new Worker(workerFile ?? path.join(import.meta.dirname, '../worker.ts'), {
      workerData: { imagesOf: folder, key } satisfies PixelStart,
      // Its path would be taken for an argument of the program.
      argv: [],
    })
    const started: Thread = { worker, key: new Uint8Array(key), waiting: new Map() }
    worker.on('message', (message: FromDecoder) => hear(started, message))
    worker.on('error', (error) => end(started, error))
    worker.on('exit', () => end(started, new Error('the thread that decodes images ended by itself')))
    session.beforeClosing.add(stop)
    return started
  }

  function stop(): void {
    if (thread) end(thread, new AppError('locked', 'The registry was closed. Open it, and look at the images again.'))
  }

  function end(ending: Thread, why: unknown): void {
    if (thread !== ending) return
    thread = undefined
    session.beforeClosing.delete(stop)
    ending.key.fill(0)
    void ending.worker.terminate()
    ending.waiting.forEach(({ reject }) => reject(why))
  }

  function hear({ worker, waiting }: Thread, message: FromDecoder): void {
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (waiting.size === 0) worker.unref()
    if ('image' in message) one?.resolve(message.image)
    else one?.reject(message.error ? AppError.from(message.error) : new Error(message.message))
  }

  return {
    prepare() {
      if (thread) return
      thread = start()
      // Nobody waits for it yet.
      thread.worker.unref()
    },
    image(seriesId, index, signal) {
      return new Promise((resolve, reject) => {
        thread ??= start()
        const { worker, waiting } = thread
        lastId += 1
        const id = lastId
        const say = (message: ToDecoder): void => worker.postMessage(message)
        waiting.set(id, { resolve, reject })
        worker.ref()
        say({ id, seriesId, index })
        signal?.addEventListener('abort', () => {
          if (!waiting.delete(id)) return
          if (waiting.size === 0) worker.unref()
          say({ cancel: id })
          reject(new AppError('cancelled', 'No longer wanted.'))
        })
      })
    },
  }
}
