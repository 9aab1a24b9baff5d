import { describe, expect, it } from 'vitest'
import { holdSeries } from '#renderer/features/imaging/viewer/series-in-memory.ts'
import { loadSeries } from '#renderer/features/imaging/viewer/loaded-series.ts'
import type { ImageSource, SeriesImage } from '#shared/domain/imaging/series-image.ts'
import { AppError } from '#shared/ipc/app-error.ts'

const bytesEach = 8

interface Asked {
  readonly seriesId: string
  readonly index: number
  readonly signal: AbortSignal | undefined
  answer(): void
  fail(error: unknown): void
}

/** Answers when the test says so. */
function heldSource(): { readonly source: ImageSource; readonly asked: Asked[] } {
  const asked: Asked[] = []
  const image: SeriesImage = {
    rows: 2,
    columns: 2,
    samples: 1,
    pixels: new Int16Array(4),
    slope: 1,
    intercept: 0,
    isInverted: false,
  }
  return {
    asked,
    source: {
      image: (seriesId, index, signal) =>
        new Promise((resolve, reject) => {
          asked.push({
            seriesId,
            index,
            signal: signal as AbortSignal | undefined,
            answer: () => resolve({ ...image, pixels: Int16Array.of(index, 0, 0, 0) }),
            fail: reject,
          })
        }),
    },
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

/** Answers everything that is asked, as long as something is. */
async function answerAll(asked: readonly Asked[], from = 0): Promise<void> {
  for (let next = from; next < asked.length; next += 1) {
    asked[next]!.answer()
    await settled()
  }
}

describe('The images of a series', () => {
  it('come first where the user is, then by distance, a few at a time', async () => {
    const { source, asked } = heldSource()
    const loaded = loadSeries({ source, seriesId: 'a', order: upTo(9) })
    void loaded.ready(4)
    expect(asked.map(({ index }) => index)).toEqual([4, 5, 3])
    await answerAll(asked)
    expect(asked.map(({ index }) => index)).toEqual([4, 5, 3, 6, 2, 7, 1, 8, 0])
    expect(loaded.settled()).toBe(9)
  })

  it('follow the user: where he goes is asked for at once, whatever is still under way', async () => {
    const { source, asked } = heldSource()
    const loaded = loadSeries({ source, seriesId: 'a', order: upTo(100) })
    void loaded.ready(50)
    const there = loaded.ready(90)
    expect(asked.at(-1)!.index).toBe(90)
    asked.at(-1)!.answer()
    expect((await there).pixels[0]).toBe(90)
    asked[0]!.answer()
    asked[1]!.answer()
    await settled()
    expect(asked.slice(4).map(({ index }) => index)).toEqual([91, 89])
  })

  it('are by their order in the body, not by their number', () => {
    const { source, asked } = heldSource()
    const loaded = loadSeries({ source, seriesId: 'a', order: [7, 2, 9] })
    void loaded.ready(2)
    expect(asked.map(({ index }) => index)).toEqual([2, 9, 7])
  })

  it('stay within the bound: the farthest go, and none is loaded that would push out a nearer one', async () => {
    const { source, asked } = heldSource()
    const loaded = loadSeries({ source, seriesId: 'a', order: upTo(100), mostBytes: 10 * bytesEach })
    void loaded.ready(10)
    await answerAll(asked)
    const held = (): readonly number[] => upTo(100).filter((index) => loaded.image(index))
    expect(held().length).toBeLessThanOrEqual(10)
    expect(held()).toContain(10)
    expect(asked.length).toBeLessThan(20)
    expect(loaded.fits()).toBe(false)
    const before = asked.length
    void loaded.ready(80)
    await answerAll(asked, before)
    expect(held().length).toBeLessThanOrEqual(10)
    expect(held()).toContain(80)
    expect(held().every((index) => Math.abs(index - 80) <= 10)).toBe(true)
  })

  it('that can’t be had are told, don’t hold up the others, and can be tried again', async () => {
    const { source, asked } = heldSource()
    const loaded = loadSeries({ source, seriesId: 'a', order: upTo(3) })
    const failing = loaded.ready(1)
    asked[0]!.fail(new AppError('corrupt', 'This image is damaged.'))
    await expect(failing).rejects.toMatchObject({ message: 'This image is damaged.' })
    await answerAll(asked, 1)
    expect(loaded.settled()).toBe(3)
    expect(loaded.failure(1)?.kind).toBe('corrupt')
    loaded.retry()
    asked.at(-1)!.answer()
    expect((await loaded.ready(1)).pixels[0]).toBe(1)
  })

  it('are let go of when nobody looks: what is under way is called off', async () => {
    const { source, asked } = heldSource()
    const loaded = loadSeries({ source, seriesId: 'a', order: upTo(5) })
    const waiting = loaded.ready(2)
    loaded.drop()
    await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' })
    expect(asked.every(({ signal }) => signal?.aborted)).toBe(true)
    asked.forEach((one) => one.answer())
    await settled()
    expect(loaded.settled()).toBe(0)
  })
})

describe('Series in memory', () => {
  const series = (seriesId: string) => ({ seriesId, label: seriesId, imageCount: 1, isCt: false })

  it('are two at most, and one that is looked at is never let go of', async () => {
    const { source, asked } = heldSource()
    const held = ['a', 'b'].map((id) => holdSeries(source, series(id)))
    held.forEach(({ loaded }) => void loaded.ready(0))
    asked.forEach((one) => one.answer())
    await settled()
    held[0]!.letGo()
    // Still there: two fit.
    expect(held[0]!.loaded.image(0)).toBeDefined()
    const third = holdSeries(source, series('c'))
    expect(held[0]!.loaded.image(0)).toBeUndefined()
    expect(held[1]!.loaded.image(0)).toBeDefined()
    third.letGo()
    held[1]!.letGo()
  })

  it('that one comes back to need not be read again', async () => {
    const { source, asked } = heldSource()
    const first = holdSeries(source, series('a'))
    void first.loaded.ready(0)
    asked[0]!.answer()
    await settled()
    first.letGo()
    const again = holdSeries(source, series('a'))
    expect(again.loaded.image(0)).toBeDefined()
    expect(asked).toHaveLength(1)
    again.letGo()
  })

  it('go with the registry: at once where nobody looks, else with the last who does', async () => {
    const { source: own, asked } = heldSource()
    let close = (): void => {}
    const source: ImageSource = { ...own, onClose: (listener) => (close = listener) }
    const held = ['a', 'b'].map((id) => holdSeries(source, series(id)))
    held.forEach(({ loaded }) => void loaded.ready(0))
    asked.forEach((one) => one.answer())
    await settled()
    held[0]!.letGo()
    close()
    expect(held[0]!.loaded.image(0)).toBeUndefined()
    expect(held[1]!.loaded.image(0)).toBeDefined()
    held[1]!.letGo()
    expect(held[1]!.loaded.image(0)).toBeUndefined()
    // What is opened next is read anew.
    expect(holdSeries(source, series('b')).loaded).not.toBe(held[1]!.loaded)
  })
})
