/** Reads the images of a series out of its file. Whatever was changed in it is told, never read. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { AppError } from '#shared/ipc/app-error.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import { expandImage, expandImageSync } from './image-bytes.ts'
import { findPack } from './image-files.ts'
import type { PackPlace } from './image-files.ts'
import { isConsistent, parseContents } from './pack-contents.ts'
import type { PackContents, PackedImage } from './pack-contents.ts'
import {
  fileKey,
  footerBytes,
  headMagic,
  headerBytes,
  mostContentsBytes,
  openChunk,
  parseFooter,
  saltBytes,
} from './pack-format.ts'
import type { Footer } from './pack-format.ts'

export interface OpenPack {
  readonly contents: PackContents
  /** The contents as they stand in the file, JSON, and the SHA-256 of that: the one that the record of the series holds. */
  readonly contentsText: Buffer
  readonly sha256: string
  /**
   * The bytes of one image, as they went in: a DICOM file.
   * @param index from 0, in the order of the series
   * @throws AppError `not-found` for a number that is none, `corrupt` for a damaged image, `locked` after `close`
   */
  read(index: number): Promise<Buffer>
  /** As `read`, holding up the thread: for checks and re-encryption. */
  readSync(index: number): Buffer
  /** What stands in the file of an image, opened but not expanded: to be sealed anew under another key. */
  openSync(index: number): Buffer
  close(): void
}

/** @throws AppError `not-found` where the file is missing, `corrupt` where it was changed or has another key */
export function openPack(place: PackPlace): OpenPack {
  const file = findPack(place)
  if (file === undefined) throw missingPack()
  return openPackFile(file, place)
}

export const missingPack = (): AppError =>
  new AppError(
    'not-found',
    'The images of this series are missing: their file is not in the registry folder. Take it from a backup: restore one, or copy the file back into the folder “images”.',
  )

/** @throws AppError as `openPack` */
export function openPackFile(file: string, { dataKey, seriesId }: Pick<PackPlace, 'dataKey' | 'seriesId'>): OpenPack {
  let handle: number
  try {
    handle = fs.openSync(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw missingPack()
    throw translateStorageError(error)
  }
  try {
    const opened = contentsOf(handle, dataKey, seriesId)
    return packOf(handle, seriesId, opened)
  } catch (error) {
    fs.closeSync(handle)
    throw translateStorageError(error)
  }
}

const damagedSeries = (): AppError =>
  new AppError(
    'corrupt',
    'The images of this series are damaged: their file was changed or cut, or is the one of another series or key. Take it from a backup.',
  )

const damagedImage = (index: number, of: number): AppError =>
  new AppError(
    'corrupt',
    `Image ${index + 1} of the ${of} of this series is damaged: its part of the file was changed. Take the file from a backup.`,
  )

interface Opened {
  readonly key: Buffer
  readonly contents: PackContents
  readonly contentsText: Buffer
}

function contentsOf(handle: number, dataKey: Buffer, seriesId: string): Opened {
  const size = fs.fstatSync(handle).size
  if (size < headerBytes + footerBytes) throw damagedSeries()
  const header = bytesAt(handle, 0, headerBytes)
  const footer = parseFooter(bytesAt(handle, size - footerBytes, footerBytes) ?? Buffer.alloc(0), size)
  if (!header?.subarray(0, headMagic.length).equals(headMagic) || !footer) throw damagedSeries()
  const key = fileKey(dataKey, header.subarray(headMagic.length, headMagic.length + saltBytes), seriesId)
  const contentsText = readContents(handle, key, seriesId, footer)
  const contents = contentsText && parsed(contentsText)
  if (contents?.seriesId !== seriesId || contents.images.length !== footer.images) throw damagedSeries()
  if (!isConsistent(contents, footer.contentsAt)) throw damagedSeries()
  return { key, contents, contentsText: contentsText! }
}

function readContents(handle: number, key: Buffer, seriesId: string, footer: Footer): Buffer | undefined {
  const sealed = bytesAt(handle, footer.contentsAt, footer.contentsBytes)
  const packed = sealed && openChunk(key, { seriesId, kind: 'contents', number: footer.images }, sealed)
  if (!packed) return undefined
  try {
    return inflateRawSync(packed, { maxOutputLength: mostContentsBytes })
  } catch {
    return undefined
  }
}

function parsed(text: Buffer): PackContents | undefined {
  try {
    return parseContents(text.toString())
  } catch {
    return undefined
  }
}

/** @returns undefined where the file ends before */
function bytesAt(handle: number, at: number, length: number): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(length)
  for (let read = 0; read < length;) {
    const more = fs.readSync(handle, bytes, read, length - read, at + read)
    if (more === 0) return undefined
    read += more
  }
  return bytes
}

function packOf(handle: number, seriesId: string, { key, contents, contentsText }: Opened): OpenPack {
  const { images } = contents
  let isOpen = true

  function imageAt(index: number): PackedImage {
    if (!isOpen) throw new AppError('locked', 'The registry was closed.')
    const image = Number.isInteger(index) ? images[index] : undefined
    if (!image)
      throw new AppError('not-found', `There is no image ${index + 1} in this series: it has ${images.length}.`)
    return image
  }

  function openSync(index: number): Buffer {
    const { at, sealedBytes } = imageAt(index)
    let sealed: Buffer | undefined
    try {
      sealed = bytesAt(handle, at, sealedBytes)
    } catch (error) {
      throw translateStorageError(error)
    }
    const packed = sealed && openChunk(key, { seriesId, kind: 'image', number: index }, sealed)
    if (!packed) throw damagedImage(index, images.length)
    return packed
  }

  function demandSame(index: number, bytes: Buffer | undefined): Buffer {
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== images[index]?.sha256)
      throw damagedImage(index, images.length)
    return bytes
  }

  return {
    contents,
    contentsText,
    sha256: createHash('sha256').update(contentsText).digest('hex'),
    async read(index) {
      const { method, bytes } = imageAt(index)
      return demandSame(index, await expandImage(openSync(index), method, bytes))
    },
    readSync(index) {
      const { method, bytes } = imageAt(index)
      return demandSame(index, expandImageSync(openSync(index), method, bytes))
    },
    openSync,
    close() {
      if (!isOpen) return
      isOpen = false
      fs.closeSync(handle)
      key.fill(0)
    },
  }
}
