/** A thread that compresses images. */
import { parentPort } from 'node:worker_threads'
import { compressNow } from '#main/imaging/store/compress-here.ts'
import { ownMemory } from './own-memory.ts'
import type { FromCompressor, ToCompressor } from './compressor-messages.ts'

export function serveCompressor(): void {
  const say = (message: FromCompressor, transfer: readonly ArrayBuffer[] = []): void =>
    parentPort?.postMessage(message, transfer)

  parentPort?.on('message', ({ id, image, transferSyntax }: ToCompressor) => {
    try {
      const compressed = compressNow(image, transferSyntax)
      const packed = ownMemory(compressed.packed)
      say({ id, compressed: { ...compressed, packed } }, [packed.buffer])
    } catch (error) {
      say({ id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
}
