/**
 * Threads that compress images for the one that takes them in: it reads, de-identifies, encrypts and writes meanwhile. They are
 * started by the first image, and end with the thread that started them.
 */
import os from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Compress, CompressedImage } from '#main/imaging/store/compress-here.ts'
import type { CompressorStart, FromCompressor, ToCompressor } from './compressor-messages.ts'
import { ownMemory } from './own-memory.ts'

/** One processor is for the thread that asks; it keeps no more than three others busy. */
const mostThreads = 3

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<
    number,
    { readonly resolve: (image: CompressedImage) => void; readonly reject: (error: unknown) => void }
  >
}

/** @returns what takes images away from the caller: their memory is of no use afterwards */
export function compressors(workerFile: string): Compress {
  const threads: Thread[] = []
  const most = Math.max(1, Math.min(mostThreads, os.availableParallelism() - 1))
  let lastId = 0

  function start(): Thread {
    const worker = new Worker(workerFile, { workerData: { compresses: true } satisfies CompressorStart, argv: [] })
    const thread: Thread = { worker, waiting: new Map() }
    const end = (why: unknown): void => {
      if (threads.includes(thread)) threads.splice(threads.indexOf(thread), 1)
      thread.waiting.forEach(({ reject }) => reject(why))
      thread.waiting.clear()
    }
    worker.on('message', (message: FromCompressor) => hear(thread, message))
    worker.on('error', end)
    worker.on('exit', () => end(new Error('a thread that compresses images ended by itself')))
    // Nobody waits for it but those whose images it has.
    worker.unref()
    threads.push(thread)
    return thread
  }

  function hear({ waiting, worker }: Thread, message: FromCompressor): void {
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (waiting.size === 0) worker.unref()
    if ('compressed' in message) one?.resolve(message.compressed)
    else one?.reject(new Error(message.message))
  }

  /** The one with the least to do; another one while all are busy and there may be more. */
  function free(): Thread {
    const [first] = threads.toSorted((one, other) => one.waiting.size - other.waiting.size)
    return first && (first.waiting.size === 0 || threads.length === most) ? first : start()
  }

  return (given, transferSyntax) =>
    new Promise((resolve, reject) => {
      const { worker, waiting } = free()
      lastId += 1
      const image = ownMemory(given)
      waiting.set(lastId, { resolve, reject })
      worker.ref()
      worker.postMessage({ id: lastId, image, transferSyntax } satisfies ToCompressor, [image.buffer])
    })
}
