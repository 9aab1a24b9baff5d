/** Whether the files of images are what their records say, byte by byte. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { AppError } from '#shared/ipc/app-error.ts'
import type { KnownSeries } from '#main/database/repositories/image-series.ts'
import { findPack } from './image-files.ts'
import { missingPack, openPackFile } from './open-pack.ts'

interface Registry {
  readonly folder: string
  readonly dataKey: Buffer
}

const sliceBytes = 1024 * 1024

/**
 * Reads the whole file of a series and opens every image in it. Yields the bytes that were gone through after each slice or image.
 * @returns what is wrong, in words for people; undefined for a sound one
 */
export function* checkPack(
  { folder, dataKey }: Registry,
  { id: seriesId, sha256, images }: Pick<KnownSeries, 'id' | 'sha256' | 'images'>,
): Generator<number, string | undefined, void> {
  const file = findPack({ registry: folder, dataKey, seriesId })
  try {
    if (file === undefined) return missingPack().message
    const isSame = (yield* hashOf(file)) === sha256
    const pack = openPackFile(file, { dataKey, seriesId })
    try {
      for (const [index, { sealedBytes }] of pack.contents.images.entries()) {
        pack.readSync(index)
        yield sealedBytes
      }
    } finally {
      pack.close()
    }
    // Every image opens: then it is whole, but another file than the one that was stored.
    if (!isSame) return 'The file of this series is not the one that its record names.'
    return images === pack.contents.images.length
      ? undefined
      : 'The file of this series holds another number of images.'
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

/** @returns SHA-256, hexadecimal. Yields the bytes of each slice. */
export function* hashOf(file: string): Generator<number, string, void> {
  const hash = createHash('sha256')
  const handle = fs.openSync(file, 'r')
  try {
    const slice = Buffer.allocUnsafe(sliceBytes)
    for (;;) {
      const bytes = fs.readSync(handle, slice, 0, slice.length, null)
      if (bytes === 0) return hash.digest('hex')
      hash.update(slice.subarray(0, bytes))
      yield bytes
    }
  } finally {
    fs.closeSync(handle)
  }
}
