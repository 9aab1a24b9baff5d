/** Writes the images of one series into one encrypted file. Knows no database: the importer's worker thread uses it. */
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { AppError } from '#shared/ipc/app-error.ts'
import type { SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'
import { keyIdOf } from '#main/database/keys/key-envelope.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import { syncFolder } from '#main/database/sync-folder.ts'
import { compressHere } from './compress-here.ts'
import type { Compress } from './compress-here.ts'
import { packFiles } from './image-files.ts'
import type { PackPlace } from './image-files.ts'
import { isConsistent, parseContents, parseFacts } from './pack-contents.ts'
import type { ImageFacts, PackContents, PackedImage } from './pack-contents.ts'
import {
  fileKey,
  footerOf,
  headMagic,
  mostContentsBytes,
  mostImageBytes,
  mostImages,
  saltBytes,
  sealChunk,
} from './pack-format.ts'

/** A pack that is whole and lasting, though not yet anybody's: `storeSeries` makes it a series of the registry. */
export interface FinishedPack {
  readonly seriesId: string
  /** Of the key that it is encrypted under. */
  readonly keyId: string
  /**
   * Of the contents: they hold the SHA-256 of each image, so it stands for all that is in the file. It does not depend on the key:
   * a record that was signed stays as it was when the key is changed.
   */
  readonly sha256: string
  readonly sizeBytes: number
  readonly contents: PackContents
}

export interface PackWriter {
  /**
   * Takes one image, a DICOM file, whose bytes must not be changed until the pack is finished; a `compress` of another thread
   * takes them away. The order is that of the calls.
   * Wait for each call, and no more than a few images are held in memory; what fails is told by a later call at the latest.
   * @throws AppError `full-disk`, `read-only`; Error for facts that are none
   */
  add(image: Uint8Array, facts: ImageFacts): Promise<void>
  /**
   * Ends the file and makes it last, under the name `….new`: `adoptPack` gives it its own when its record is saved.
   * @throws AppError as `add`; then nothing is left
   */
  finish(about: { readonly modality: string; readonly geometry: SeriesGeometry | null }): Promise<FinishedPack>
  /** Takes away what was written. May be called more than once; after an error it was done already. */
  abandon(): void
}

/** So many images are compressed at once, or wait for their turn to be written. */
const atOnce = 4

/**
 * Begins the file of a series that has none. The place is that of a registry whose lock this program holds.
 * @throws AppError `full-disk`, `read-only`, `not-found`
 */
export function beginPack(place: PackPlace, compress: Compress = compressHere): PackWriter {
  const { seriesId } = place
  const { whole, part, fresh } = packFiles(place)
  const folder = path.dirname(part)
  const salt = randomBytes(saltBytes)
  const key = fileKey(place.dataKey, salt, seriesId)
  const keyId = keyIdOf(place.dataKey)
  const handle = inWords(() => {
    makeFolder(folder)
    if (fs.existsSync(whole) || fs.existsSync(fresh)) throw new Error('a series is written once')
    return fs.openSync(part, 'wx', 0o600)
  })
  const images: PackedImage[] = []
  let at = 0
  let count = 0
  let isOpen = true
  /** Writing follows the order of the calls, whatever compression ends first. */
  let written: Promise<void> = Promise.resolve()
  const running = new Set<Promise<void>>()
  let failure: { readonly error: unknown } | undefined

  function write(bytes: Buffer): void {
    if (!isOpen) throw new AppError('cancelled', 'The import was cancelled; nothing of it was kept.')
    for (let done = 0; done < bytes.length;) done += fs.writeSync(handle, bytes, done)
    at += bytes.length
  }

  function close(): void {
    if (!isOpen) return
    isOpen = false
    fs.closeSync(handle)
    key.fill(0)
  }

  function abandon(): void {
    close()
    fs.rmSync(part, { force: true })
  }

  inWords(() => {
    try {
      write(Buffer.concat([headMagic, salt]))
    } catch (error) {
      abandon()
      throw error
    }
  })

  async function add(image: Uint8Array, given: ImageFacts): Promise<void> {
    if (failure) throw failure.error
    if (!isOpen) throw new AppError('cancelled', 'The import was cancelled; nothing of it was kept.')
    const facts = parseFacts(given)
    if (image.length > mostImageBytes)
      throw new AppError('invalid-input', 'An image is larger than 288 MB: images of this size are not kept.')
    if (count === mostImages)
      throw new AppError('invalid-input', 'A series of more than 100,000 images is not kept. Choose some of them.')
    const number = count
    count += 1
    const bytes = image.length
    const compressed = compress(image, facts.transferSyntax)
    compressed.catch(() => {})
    const mine = written.then(async () => {
      const { method, packed, sha256 } = await compressed
      inWords(() => {
        const start = at
        const sealed = sealChunk(key, { seriesId, kind: 'image', number }, packed)
        sealed.forEach(write)
        images.push({ ...facts, bytes, sha256, method, at: start, sealedBytes: at - start })
      })
    })
    written = mine
    running.add(mine)
    const over = (): void => void running.delete(mine)
    mine.then(over, (error: unknown) => {
      over()
      failure ??= { error }
      // A full disk is full for others as well.
      abandon()
    })
    // Who waits for each is held up only while several are on their way.
    if (running.size >= atOnce) await [...running][0]
  }

  async function finish({ modality, geometry }: Parameters<PackWriter['finish']>[0]): Promise<FinishedPack> {
    try {
      await written
      return inWords(() => {
        const text = Buffer.from(
          JSON.stringify({ version: 1, seriesId, modality, geometry, images } satisfies PackContents),
        )
        // What could not be read again is not written.
        const contents = parseContents(text.toString())
        if (!isConsistent(contents, at)) throw new Error('the geometry is of another number of images')
        if (text.length > mostContentsBytes) throw new Error('contents of a pack are too large')
        const sealed = sealChunk(key, { seriesId, kind: 'contents', number: images.length }, deflateRawSync(text))
        const contentsAt = at
        sealed.forEach(write)
        write(footerOf({ contentsAt, contentsBytes: at - contentsAt, images: images.length }))
        fs.fsyncSync(handle)
        close()
        fs.renameSync(part, fresh)
        syncFolder(folder)
        return { seriesId, keyId, sha256: createHash('sha256').update(text).digest('hex'), sizeBytes: at, contents }
      })
    } catch (error) {
      abandon()
      throw error
    }
  }

  return { add, finish, abandon }
}

/** With the folders on the way to it lasting as well. */
export function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  syncFolder(path.dirname(folder))
  syncFolder(path.dirname(path.dirname(folder)))
}

/** The system's errors in words for people. */
function inWords<T>(act: () => T): T {
  try {
    return act()
  } catch (thrown) {
    const error = translateStorageError(thrown)
    throw error instanceof AppError && error.kind === 'full-disk'
      ? new AppError(
          'full-disk',
          'The disk is full: these images were not kept. Make room on it, then import them again.',
        )
      : error
  }
}
