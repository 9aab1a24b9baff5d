/** The thread that reads, opens and decodes images, so that the thread that answers the page is never held up. */
import { parentPort } from 'node:worker_threads'
import { AppError } from '#shared/ipc/app-error.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import type { FromDecoder, PixelStart, ToDecoder } from './pixel-messages.ts'
import { storedImages } from './stored-images.ts'

/** The next one is read from the disk and inflated while one is decoded. */
const mostAtOnce = 2

export function serveDecoder({ imagesOf, key }: PixelStart): void {
  const images = storedImages(imagesOf, Buffer.from(key))
  let waiting: readonly Extract<ToDecoder, { id: number }>[] = []
  let running = 0

  const say = (message: FromDecoder, transfer: readonly ArrayBuffer[] = []): void =>
    parentPort?.postMessage(message, transfer)

  function next(): void {
    const [first, ...rest] = waiting
    if (!first || running >= mostAtOnce) return
    waiting = rest
    running += 1
    void decode(first).finally(() => {
      running -= 1
      next()
    })
    next()
  }

  async function decode({ id, seriesId, index }: Extract<ToDecoder, { id: number }>): Promise<void> {
    try {
      const image = await images.image(seriesId, index)
      const { pixels } = image
      const isAlone = pixels.buffer instanceof ArrayBuffer && pixels.byteLength === pixels.buffer.byteLength
      const own = isAlone ? pixels : pixels.slice()
      say({ id, image: { ...image, pixels: own } }, [own.buffer as ArrayBuffer])
    } catch (thrown) {
      const error = translateStorageError(thrown)
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      say({ id, message, ...(error instanceof AppError && { error: error.toJSON() }) })
    }
  }

  parentPort?.on('message', (message: ToDecoder) => {
    if ('cancel' in message) waiting = waiting.filter(({ id }) => id !== message.cancel)
    else {
      waiting = [...waiting, message]
      next()
    }
  })
}
