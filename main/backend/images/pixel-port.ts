/**
 * The backend's end of the line for pixels. It answers while a registry is open and its user may read; when that is closed
 * the line is closed, and what was being read goes nowhere.
 */
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { mostPixelRequests, pixelRequest, sentImage } from '#shared/ipc/pixel-wire.ts'
import type { PixelReply } from '#shared/ipc/pixel-wire.ts'
import type { Session } from '../session.ts'

/** One end of a message port, of Electron or of Node. */
export interface PixelPort {
  postMessage(message: PixelReply): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

interface Options {
  readonly session: Session
  /** Reads and decodes; called only for who may read. */
  readonly source: ImageSource
  readonly port: PixelPort
  /** Keeps an unexpected error; answers where. */
  readonly report: (error: unknown, operation: string) => string
}

export function servePixels({ session, source, port, report }: Options): void {
  const running = new Map<number, AbortController>()
  let isClosed = false
  let watched: Set<() => void> | undefined

  function stop(): void {
    isClosed = true
    watched?.delete(close)
    running.forEach((reading) => reading.abort())
    running.clear()
  }

  function close(): void {
    stop()
    port.close()
  }

  function say(reply: PixelReply): void {
    if (!isClosed) port.postMessage(reply)
  }

  async function answer(ask: number, seriesId: string, index: number): Promise<void> {
    const reading = new AbortController()
    try {
      session.demand('read')
      // From its first answer on the line ends with the registry that was open then.
      if (!watched) watched = session.beforeClosing.add(close)
      if (running.size >= mostPixelRequests)
        throw new AppError('in-use', 'Too many images are asked for at once. Wait until some are here.')
      running.set(ask, reading)
      const image = await source.image(seriesId, index, reading.signal)
      if (running.get(ask) === reading) say({ answer: ask, ok: true, image: sentImage(image) })
    } catch (error) {
      if (reading.signal.aborted) return
      say({ answer: ask, ok: false, error: asAppError(error).toJSON() })
    } finally {
      if (running.get(ask) === reading) running.delete(ask)
    }
  }

  function asAppError(error: unknown): AppError {
    if (error instanceof AppError) return error
    const logId = report(error, 'images.pixels')
    return new AppError('internal', `This image could not be read (log entry ${logId}). Try it again.`, { logId })
  }

  // A line is opened when an image is about to be looked at.
  try {
    session.demand('read')
    source.prepare?.()
  } catch (error) {
    // Told with the first answer.
    if (!(error instanceof AppError)) throw error
  }

  port.onMessage((message) => {
    const { data: request } = pixelRequest.safeParse(message)
    if (!request || isClosed) return
    if ('cancel' in request) {
      running.get(request.cancel)?.abort()
      running.delete(request.cancel)
    } else if (!running.has(request.ask)) void answer(request.ask, request.seriesId, request.index)
  })
  port.onClose(stop)
}
