/** The line for pixels: who may, gets images, and what is no request, or comes before or after, gets nothing. */
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { createBackend } from '#main/backend/backend.ts'
import type { PixelPort } from '#main/backend/images/pixel-port.ts'
import type { ImageSource, SeriesImage } from '#shared/domain/imaging/series-image.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { createClient } from '#shared/ipc/client.ts'
import type { Client } from '#shared/ipc/client.ts'
import { receivedImage } from '#shared/ipc/pixel-wire.ts'
import type { PixelReply } from '#shared/ipc/pixel-wire.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { cheapKdf, passphrase } from '#tests/support/test-backend.ts'

const image = (index: number): SeriesImage => ({
  rows: 2,
  columns: 3,
  samples: 1,
  pixels: Int16Array.of(index, -1024, 3, 4, 5, 32_767),
  slope: 1,
  intercept: -24,
  isInverted: false,
})

interface Line {
  say(message: unknown): void
  readonly replies: readonly PixelReply[]
  reply(ask: number): Promise<PixelReply>
  isClosed(): boolean
}

interface Rig {
  readonly client: Client
  readonly asked: readonly string[]
  /** How often images were said to be wanted soon. */
  prepared(): number
  line(): Line
  create(name: string): Promise<unknown>
}

function rigged(read: ImageSource['image'] = (_, index) => Promise.resolve(image(index))): Rig {
  const folder = temporaryFolder()
  const asked: string[] = []
  let prepared = 0
  const source: ImageSource = {
    prepare: () => void (prepared += 1),
    image(seriesId, index, signal) {
      asked.push(`${seriesId} ${index}`)
      return read(seriesId, index, signal)
    },
  }
  const backend = createBackend({ appVersion: '0.0.0-test', kdf: cheapKdf, images: () => source, report: () => 'test' })
  onTestFinished(() => backend.close())
  const client = createClient({
    call: (_id, name, input) => backend.call(name, input),
    cancel() {},
    onEvent: () => () => {},
  })
  return {
    client,
    asked,
    prepared: () => prepared,
    line() {
      const { port1, port2 } = new MessageChannel()
      onTestFinished(() => port2.close())
      backend.servePixels(nodePort(port1))
      return lineOf(port2)
    },
    create: (name) =>
      client.call('registry.create', {
        folder: path.join(folder, `${name}.asild`),
        name,
        user: 'Dr. Test',
        passphrase,
      }),
  }
}

const nodePort = (port: MessagePort): PixelPort => ({
  postMessage: (message) => port.postMessage(message),
  onMessage: (listener) => port.on('message', listener),
  onClose: (listener) => port.on('close', listener),
  close: () => port.close(),
})

function lineOf(port: MessagePort): Line {
  const replies: PixelReply[] = []
  let closed = false
  port.on('message', (reply: PixelReply) => replies.push(reply))
  port.on('close', () => (closed = true))
  return {
    say: (message) => port.postMessage(message),
    replies,
    isClosed: () => closed,
    async reply(ask) {
      await expect.poll(() => replies.some(({ answer }) => answer === ask)).toBe(true)
      return replies.find(({ answer }) => answer === ask)!
    },
  }
}

test('who may read gets images, pixel by pixel as they were stored', async () => {
  const { line, create, asked } = rigged()
  await create('one')
  const open = line()
  open.say({ ask: 1, seriesId: 'series', index: 7 })
  const reply = await open.reply(1)
  expect(reply.ok && receivedImage(reply.image)).toEqual(image(7))
  expect(asked).toEqual(['series 7'])
})

test('a line that is opened makes ready what the first image waits for, where a registry is open', async () => {
  const { line, create, prepared, asked } = rigged()
  line()
  expect(prepared()).toBe(0)
  await create('one')
  line()
  expect(prepared()).toBe(1)
  expect(asked).toEqual([])
})

test('before a registry is open nothing is read, and it is said why', async () => {
  const { line, asked, create } = rigged()
  const open = line()
  open.say({ ask: 1, seriesId: 'series', index: 0 })
  expect(await open.reply(1)).toMatchObject({ ok: false, error: { kind: 'locked' } })
  expect(asked).toEqual([])
  await create('one')
  open.say({ ask: 2, seriesId: 'series', index: 0 })
  expect(await open.reply(2)).toMatchObject({ ok: true })
})

test('when the registry is closed the line is closed, and what was being read goes nowhere', async () => {
  let finish = (): void => {}
  const reading = new Promise<void>((resolve) => (finish = resolve))
  let aborted = false
  const { line, create, client, asked } = rigged(async (_, index, signal) => {
    signal?.addEventListener('abort', () => (aborted = true))
    if (index === 1) await reading
    return image(index)
  })
  await create('one')
  const open = line()
  open.say({ ask: 1, seriesId: 'series', index: 1 })
  await expect.poll(() => asked.length).toBe(1)
  await client.call('registry.close', {})
  finish()
  await expect.poll(open.isClosed).toBe(true)
  expect(aborted).toBe(true)
  expect(open.replies).toEqual([])
  // The next registry has a line of its own.
  await create('two')
  open.say({ ask: 2, seriesId: 'series', index: 0 })
  const next = line()
  next.say({ ask: 3, seriesId: 'series', index: 0 })
  expect(await next.reply(3)).toMatchObject({ ok: true })
  expect(open.replies).toEqual([])
  expect(asked).toEqual(['series 1', 'series 0'])
})

test('another registry opened in its place ends the line of the first', async () => {
  const { line, create, asked } = rigged()
  await create('one')
  const open = line()
  open.say({ ask: 1, seriesId: 'series', index: 0 })
  await open.reply(1)
  await create('two')
  await expect.poll(open.isClosed).toBe(true)
  open.say({ ask: 2, seriesId: 'series', index: 0 })
  await wait(50)
  expect(asked).toEqual(['series 0'])
})

test('what is no request is not heard', async () => {
  const { line, create, asked } = rigged()
  await create('one')
  const open = line()
  const nonsense: readonly unknown[] = [
    undefined,
    null,
    'ask',
    7,
    [],
    {},
    { ask: 1 },
    { ask: 1, seriesId: 'series' },
    { ask: -1, seriesId: 'series', index: 0 },
    { ask: 1.5, seriesId: 'series', index: 0 },
    { ask: 1, seriesId: '', index: 0 },
    { ask: 1, seriesId: 'x'.repeat(101), index: 0 },
    { ask: 1, seriesId: 'x'.repeat(50_000_000), index: 0 },
    { ask: 1, seriesId: { toString: 'series' }, index: 0 },
    { ask: 1, seriesId: 'series', index: -1 },
    { ask: 1, seriesId: 'series', index: 100_000 },
    { ask: 1, seriesId: 'series', index: Number.NaN },
    { ask: 1, seriesId: 'series', index: '0' },
    { ask: 1, seriesId: 'series', index: 0, path: '/etc/passwd' },
    { ask: 1, seriesId: 'series', index: 0, cancel: 1 },
    new ArrayBuffer(50_000_000),
  ]
  for (const one of nonsense) open.say(one)
  open.say({ ask: 99, seriesId: 'series', index: 0 })
  await open.reply(99)
  expect(open.replies.map(({ answer }) => answer)).toEqual([99])
  expect(asked).toEqual(['series 0'])
})

test('more than can be read at once is refused, in words', async () => {
  const { line, create } = rigged(() => new Promise(() => {}))
  await create('one')
  const open = line()
  for (let ask = 1; ask <= 17; ask += 1) open.say({ ask, seriesId: 'series', index: ask })
  expect(await open.reply(17)).toMatchObject({ ok: false, error: { kind: 'in-use' } })
  expect(open.replies).toHaveLength(1)
})

test('what is no longer wanted is not read on, and gets no answer', async () => {
  let aborted = 0
  const { line, create, asked } = rigged(
    (_, index, signal) =>
      new Promise((resolve, reject) => {
        if (index === 2) return resolve(image(2))
        signal?.addEventListener('abort', () => {
          aborted += 1
          reject(new Error('aborted'))
        })
      }),
  )
  await create('one')
  const open = line()
  open.say({ ask: 1, seriesId: 'series', index: 1 })
  await expect.poll(() => asked.length).toBe(1)
  open.say({ cancel: 1 })
  open.say({ ask: 2, seriesId: 'series', index: 2 })
  await open.reply(2)
  expect(aborted).toBe(1)
  expect(open.replies.map(({ answer }) => answer)).toEqual([2])
})

test('a failure is told in its own words, an unexpected one only with its place in the log', async () => {
  const { line, create } = rigged((_, index) =>
    Promise.reject(index === 0 ? new AppError('corrupt', 'This image is damaged.') : new Error('secret of /home/ana')),
  )
  await create('one')
  const open = line()
  open.say({ ask: 1, seriesId: 'series', index: 0 })
  open.say({ ask: 2, seriesId: 'series', index: 1 })
  expect(await open.reply(1)).toMatchObject({ error: { kind: 'corrupt', message: 'This image is damaged.' } })
  const unexpected = await open.reply(2)
  expect(unexpected).toMatchObject({ ok: false, error: { kind: 'internal', logId: 'test' } })
  expect(JSON.stringify(unexpected)).not.toContain('secret')
})

test('an image that is a view into something larger takes none of the rest along', async () => {
  const page = new Uint8Array(4096).fill(7)
  const { line, create } = rigged(() =>
    Promise.resolve({ ...image(0), rows: 1, columns: 4, pixels: page.subarray(100, 104) }),
  )
  await create('one')
  const open = line()
  open.say({ ask: 1, seriesId: 'series', index: 0 })
  const reply = await open.reply(1)
  expect(reply.ok && reply.image.bytes.byteLength).toBe(4)
})
