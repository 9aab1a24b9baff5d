/**
 * The images of one series as they arrive: first where the user is, then its neighbors by distance. Memory is bounded:
 * what lies farthest from where the user is goes first.
 */
import type { ImageSource, SeriesImage } from '#shared/domain/imaging/series-image.ts'
import { AppError } from '#shared/ipc/app-error.ts'

export interface LoadedSeries {
  readonly count: number
  /** What is here now; nothing is asked for. */
  image(index: number): SeriesImage | undefined
  /** Why an image can't be shown. */
  failure(index: number): AppError | undefined
  /** Goes there: that image is loaded next, then what lies around it. */
  focus(index: number): void
  /** As `focus`, and answers with the image. @throws AppError as the source does */
  ready(index: number): Promise<SeriesImage>
  /** How many images are here or can't be had. */
  settled(): number
  /** Whether all of the series can be here at once. */
  fits(): boolean
  /** Grows with everything that arrives or goes. */
  version(): number
  onChange(listener: () => void): () => void
  /** Tries again what could not be had. */
  retry(): void
  /** Ends all loading and lets go of everything. */
  drop(): void
}

interface Options {
  readonly source: ImageSource
  readonly seriesId: string
  /** Numbers of the images in the order in which they are looked through. */
  readonly order: readonly number[]
  readonly mostBytes?: number
}

/** Two full series of 512 x 512 at 1,000 images fit into 1 GB. */
const usualMostBytes = 525_000_000
const atOnce = 3

export function loadSeries({ source, seriesId, order, mostBytes = usualMostBytes }: Options): LoadedSeries {
  const images = new Map<number, SeriesImage>()
  const failures = new Map<number, AppError>()
  const running = new Map<number, AbortController>()
  const waiting = new Map<number, { resolve(image: SeriesImage): void; reject(error: unknown): void }[]>()
  const listeners = new Set<() => void>()
  const placeOf = new Map(order.map((index, place) => [index, place]))
  let here = Math.floor(order.length / 2)
  let bytes = 0
  let version = 0
  let dropped = false
  let largest = 0

  const distance = (index: number): number => Math.abs(placeOf.get(index)! - here)
  const tell = (): void => {
    version += 1
    listeners.forEach((listener) => listener())
  }

  /** The nearest image that is not here; nothing where it would push out one that is nearer. */
  function next(): number | undefined {
    for (let step = 0; step < order.length; step += 1) {
      for (const place of step === 0 ? [here] : [here + step, here - step]) {
        const index = order[place]
        if (index === undefined || images.has(index) || failures.has(index) || running.has(index)) continue
        if (waiting.has(index)) return index
        return bytes + largest * (running.size + 1) <= mostBytes || distance(index) < farthestDistance()
          ? index
          : undefined
      }
    }
    return undefined
  }

  const farthestDistance = (): number => Math.max(-1, ...[...images.keys()].map(distance))

  function run(): void {
    if (dropped) return
    // One is kept free for where the user goes next.
    for (let index = next(); index !== undefined && running.size < atOnce; index = next()) void load(index)
  }

  async function load(index: number): Promise<void> {
    const stop = new AbortController()
    running.set(index, stop)
    try {
      const image = await source.image(seriesId, index, stop.signal)
      if (dropped) return
      images.set(index, image)
      bytes += image.pixels.byteLength
      largest = Math.max(largest, image.pixels.byteLength)
      waiting.get(index)?.forEach((one) => one.resolve(image))
      makeRoom(index)
    } catch (error) {
      if (dropped) return
      const failure = asAppError(error)
      failures.set(index, failure)
      waiting.get(index)?.forEach((one) => one.reject(failure))
    } finally {
      running.delete(index)
      waiting.delete(index)
      if (!dropped) {
        tell()
        run()
      }
    }
  }

  function makeRoom(newest: number): void {
    while (bytes > mostBytes && images.size > 1) {
      const farthest = [...images.keys()]
        .filter((index) => index !== newest)
        .reduce((a, b) => (distance(b) > distance(a) ? b : a))
      bytes -= images.get(farthest)!.pixels.byteLength
      images.delete(farthest)
    }
  }

  function focus(index: number): void {
    here = placeOf.get(index) ?? here
    run()
  }

  return {
    count: order.length,
    image: (index) => images.get(index),
    failure: (index) => failures.get(index),
    focus,
    ready(index) {
      const image = images.get(index)
      const failure = failures.get(index)
      if (failure) return Promise.reject(failure)
      if (!placeOf.has(index) || dropped)
        return Promise.reject(new AppError('not-found', 'The series has no such image.'))
      const answer = image
        ? Promise.resolve(image)
        : new Promise<SeriesImage>((resolve, reject) => {
            waiting.set(index, [...(waiting.get(index) ?? []), { resolve, reject }])
            // Where all hands are busy with what the user has left behind, it does not wait for them.
            if (!running.has(index) && running.size >= atOnce) void load(index)
          })
      focus(index)
      return answer
    },
    settled: () => images.size + failures.size,
    fits: () => largest * order.length <= mostBytes,
    version: () => version,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    retry() {
      failures.clear()
      tell()
      run()
    },
    drop() {
      dropped = true
      running.forEach((stop) => stop.abort())
      waiting.forEach((all) => all.forEach((one) => one.reject(new AppError('cancelled', 'No longer looked at.'))))
      for (const map of [images, failures, running, waiting]) map.clear()
      listeners.clear()
    },
  }
}

function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', 'This image could not be read. Try it again.')
}
