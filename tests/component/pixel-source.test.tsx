import { expect, test, vi } from 'vitest'
import { pixelSource } from '#renderer/ipc/pixel-source.ts'
import type { PixelReply, PixelRequest } from '#shared/ipc/pixel-wire.ts'

/** The page's end of a line, as a test sees it. */
class FakePort extends EventTarget {
  readonly said: PixelRequest[] = []
  start(): void {}
  postMessage(message: PixelRequest): void {
    this.said.push(message)
  }
  answer(data: PixelReply): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
  close(): void {
    this.dispatchEvent(new Event('close'))
  }
}

function handOver(port: FakePort, source: MessageEventSource | null = window): void {
  const event = new MessageEvent('message', { data: { type: 'pixels' }, source })
  Object.defineProperty(event, 'ports', { value: [port] })
  window.dispatchEvent(event)
}

const bytes = Int16Array.of(1, 2).buffer
const sent = {
  rows: 1,
  columns: 2,
  samples: 1,
  slope: 1,
  intercept: 0,
  isInverted: false,
  format: 'int16',
  bytes,
} as const
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('images come over one line, each to who asked for it', async () => {
  const open = vi.fn()
  const source = pixelSource(open)
  const [first, second] = [source.image('a', 0), source.image('b', 9)]
  const port = new FakePort()
  handOver(port)
  await settled()
  expect(open).toHaveBeenCalledTimes(1)
  expect(port.said).toEqual([
    { ask: 1, seriesId: 'a', index: 0 },
    { ask: 2, seriesId: 'b', index: 9 },
  ])
  port.answer({ answer: 2, ok: false, error: { kind: 'not-found', message: 'No such image.' } })
  port.answer({ answer: 1, ok: true, image: sent })
  expect((await first).pixels).toEqual(Int16Array.of(1, 2))
  await expect(second).rejects.toMatchObject({ kind: 'not-found' })
})

test('a line that was made ready beforehand is the one that images come over', async () => {
  const open = vi.fn()
  const source = pixelSource(open)
  source.prepare?.()
  source.prepare?.()
  const port = new FakePort()
  handOver(port)
  const image = source.image('a', 0)
  await settled()
  expect(open).toHaveBeenCalledTimes(1)
  port.answer({ answer: 1, ok: true, image: sent })
  expect((await image).rows).toBe(1)
})

test('a line that a frame pretends to hand over is not taken', async () => {
  const source = pixelSource(() => {})
  const image = source.image('a', 0)
  const [ofFrame, own] = [new FakePort(), new FakePort()]
  handOver(ofFrame, null)
  handOver(own)
  await settled()
  expect(ofFrame.said).toEqual([])
  own.answer({ answer: 1, ok: true, image: sent })
  expect((await image).columns).toBe(2)
})

test('a closed line refuses what was asked, and the next question opens another', async () => {
  const open = vi.fn()
  const source = pixelSource(open)
  const closed = vi.fn()
  source.onClose?.(closed)
  const image = source.image('a', 0)
  const port = new FakePort()
  handOver(port)
  await settled()
  port.close()
  expect(closed).toHaveBeenCalledTimes(1)
  await expect(image).rejects.toMatchObject({ kind: 'locked' })
  void source.image('a', 1).catch(() => {})
  expect(open).toHaveBeenCalledTimes(2)
})

test('what is no longer wanted is called off', async () => {
  const source = pixelSource(() => {})
  const stop = new AbortController()
  const image = source.image('a', 0, stop.signal)
  const port = new FakePort()
  handOver(port)
  await settled()
  stop.abort()
  await expect(image).rejects.toMatchObject({ kind: 'cancelled' })
  expect(port.said.at(-1)).toEqual({ cancel: 1 })
})

test('an image of another size than it says is not shown', async () => {
  const source = pixelSource(() => {})
  const image = source.image('a', 0)
  const port = new FakePort()
  handOver(port)
  await settled()
  port.answer({ answer: 1, ok: true, image: { ...sent, columns: 40 } })
  await expect(image).rejects.toMatchObject({ kind: 'internal' })
})
