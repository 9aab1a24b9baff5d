import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { draftWriter } from '#renderer/forms/draft-writer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A writer and what it wrote; `fail` makes sending fail from then on. */
function aWriter({ begun = true } = {}) {
  const written: { text: unknown; at: number }[] = []
  const kept = vi.fn()
  const start = Date.now()
  let isFailing = false
  const writer = draftWriter({
    async send(content) {
      if (isFailing) throw new Error('full')
      written.push({ text: JSON.parse(content), at: Date.now() - start })
      return 'now'
    },
    onKept: kept,
    onFailed: () => true,
  })
  if (begun) writer.begin()
  return { ...writer, written, kept, fail: (failing: boolean) => (isFailing = failing) }
}

describe('a draft', () => {
  test('is written in a pause, once, with the last of what was typed', async () => {
    const { keep, written } = aWriter()
    keep('a')
    await vi.advanceTimersByTimeAsync(200)
    keep('ab')
    await vi.advanceTimersByTimeAsync(1000)
    expect(written).toEqual([{ text: 'ab', at: 500 }])
  })

  test('is never more than 600 ms behind who types without a pause', async () => {
    const { keep, written } = aWriter()
    for (let stroke = 0; stroke < 100; stroke++) {
      keep(stroke)
      await vi.advanceTimersByTimeAsync(50)
      // 50 ms a stroke: what was typed 12 strokes ago must be there.
      if (stroke > 12) expect(written.at(-1)?.text).toBeGreaterThanOrEqual(stroke - 12)
    }
    expect(written.length).toBeLessThan(12)
  })

  test('is written at once when asked for, and not again', async () => {
    const { keep, flush, written } = aWriter()
    keep('a')
    await flush()
    expect(written).toEqual([{ text: 'a', at: 0 }])
    await vi.advanceTimersByTimeAsync(5000)
    expect(written).toHaveLength(1)
  })

  test('waits while an older one is still offered', async () => {
    const { keep, flush, begin, written } = aWriter({ begun: false })
    keep('a')
    await flush()
    await vi.advanceTimersByTimeAsync(5000)
    expect(written).toEqual([])
    begin()
    await vi.advanceTimersByTimeAsync(300)
    expect(written).toHaveLength(1)
  })

  test('that could not be written is tried again, the newest text of it', async () => {
    const { keep, fail, written, kept } = aWriter()
    fail(true)
    keep('a')
    await vi.advanceTimersByTimeAsync(1000)
    keep('ab')
    await vi.advanceTimersByTimeAsync(1000)
    expect(kept).not.toHaveBeenCalled()
    fail(false)
    await vi.advanceTimersByTimeAsync(5000)
    expect(written.map(({ text }) => text)).toEqual(['ab'])
  })

  test('is not written any more once it is settled, not even after a failure', async () => {
    const { keep, settle, fail, written } = aWriter()
    fail(true)
    keep('a')
    await vi.advanceTimersByTimeAsync(400)
    keep('b')
    await settle()
    fail(false)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(written).toEqual([])
  })
})

test('writings do not overtake each other', async () => {
  const order: string[] = []
  const writer = draftWriter({
    async send(content) {
      await new Promise((resolve) => setTimeout(resolve, content === '"slow"' ? 900 : 10))
      order.push(content)
      return 'now'
    },
    onKept: () => {},
    onFailed: () => false,
  })
  writer.begin()
  writer.keep('slow')
  void writer.flush()
  writer.keep('fast')
  const done = writer.flush()
  await vi.advanceTimersByTimeAsync(2000)
  await done
  expect(order).toEqual(['"slow"', '"fast"'])
})
