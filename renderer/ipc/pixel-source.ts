/** Images over the page's line for pixels. The line is opened when first needed, and again after it was closed. */
import type { ImageSource, SeriesImage } from '#shared/domain/imaging/series-image.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { receivedImage } from '#shared/ipc/pixel-wire.ts'
import type { PixelReply, PixelRequest } from '#shared/ipc/pixel-wire.ts'

interface Waiting {
  resolve(image: SeriesImage): void
  reject(error: unknown): void
}

/** @param openPixels asks the main side for a line; it comes as a message of this very window */
export function pixelSource(openPixels: () => void): ImageSource {
  const waiting = new Map<number, Waiting>()
  const closeListeners = new Set<() => void>()
  let line: Promise<MessagePort> | undefined
  let lastAsk = 0

  function opened(): Promise<MessagePort> {
    const port = new Promise<MessagePort>((resolve) => {
      const hear = (event: MessageEvent): void => {
        const [given] = event.ports
        // A frame in the page could say the same; only the preload script speaks from this window.
        if (event.source !== window || (event.data as { type?: unknown } | null)?.type !== 'pixels' || !given) return
        window.removeEventListener('message', hear)
        given.addEventListener('message', ({ data }: MessageEvent<PixelReply>) => settle(data))
        given.addEventListener('close', closed)
        given.start()
        resolve(given)
      }
      window.addEventListener('message', hear)
    })
    openPixels()
    return port
  }

  function settle(reply: PixelReply): void {
    const one = waiting.get(reply.answer)
    waiting.delete(reply.answer)
    if (!one) return
    try {
      if (!reply.ok) throw AppError.from(reply.error)
      one.resolve(receivedImage(reply.image))
    } catch (error) {
      one.reject(error)
    }
  }

  function closed(): void {
    line = undefined
    const error = new AppError('locked', 'The registry was closed. Open it, and look at the images again.')
    waiting.forEach((one) => one.reject(error))
    waiting.clear()
    closeListeners.forEach((listener) => listener())
  }

  return {
    prepare() {
      line ??= opened()
    },
    onClose: (listener) => void closeListeners.add(listener),
    async image(seriesId, index, signal) {
      line ??= opened()
      const port = await line
      if (signal?.aborted) throw new AppError('cancelled', 'No longer wanted.')
      lastAsk += 1
      const ask = lastAsk
      const say = (request: PixelRequest): void => port.postMessage(request)
      const cancel = (): void => {
        say({ cancel: ask })
        waiting.get(ask)?.reject(new AppError('cancelled', 'No longer wanted.'))
        waiting.delete(ask)
      }
      signal?.addEventListener('abort', cancel)
      try {
        return await new Promise<SeriesImage>((resolve, reject) => {
          waiting.set(ask, { resolve, reject })
          say({ ask, seriesId, index })
        })
      } finally {
        signal?.removeEventListener('abort', cancel)
      }
    },
  }
}
