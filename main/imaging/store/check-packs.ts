/** Whether the files of images are what their records say, to the last byte: every byte of a file belongs to a sealed part of it. */
import { AppError } from '#shared/ipc/app-error.ts'
import type { KnownSeries } from '#main/database/repositories/image-series.ts'
import { findPack } from './image-files.ts'
import { missingPack, openPackFile } from './open-pack.ts'

interface Registry {
  readonly folder: string
  readonly dataKey: Buffer
}

type Row = Pick<KnownSeries, 'id' | 'sha256'>

/**
 * Opens every image in the file of a series. Yields the bytes that were gone through after each.
 * @returns what is wrong, in words for people; undefined for a sound one
 */
export function* checkPack({ folder, dataKey }: Registry, row: Row): Generator<number, string | undefined, void> {
  const file = findPack({ registry: folder, dataKey, seriesId: row.id })
  return file === undefined ? missingPack().message : yield* checkPackFile(file, dataKey, row)
}

/** As `checkPack`, of a file that lies anywhere. */
export function* checkPackFile(
  file: string,
  dataKey: Buffer,
  { id: seriesId, sha256 }: Row,
): Generator<number, string | undefined, void> {
  try {
    const pack = openPackFile(file, { dataKey, seriesId })
    try {
      if (pack.sha256 !== sha256) return 'The file of this series is not the one that its record names.'
      for (const [index, { sealedBytes }] of pack.contents.images.entries()) {
        pack.readSync(index)
        yield sealedBytes
      }
      return undefined
    } finally {
      pack.close()
    }
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}
