/**
 * Writes all packs anew under another key, part by part: what is decrypted are the compressed images, one at a time in memory,
 * never on a disk. They are written into `images/NEW-KEY.part`; the caller gives that folder its name in its own moment.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { AppError } from '#shared/ipc/app-error.ts'
import { keyIdOf } from '#main/database/keys/key-envelope.ts'
import type { KnownSeries } from '#main/database/repositories/image-series.ts'
import { syncFolder } from '#main/database/sync-folder.ts'
import { checkPackFile } from './check-packs.ts'
import { findPack, imagesFolder, imagesUnder, namesIn, packExtension } from './image-files.ts'
import { openPackFile } from './open-pack.ts'
import { fileKey, footerOf, headMagic, saltBytes, sealChunk } from './pack-format.ts'

interface Rotation {
  readonly folder: string
  readonly oldKey: Buffer
  readonly newKey: Buffer
}

const partExtension = '.part'
const nextImages = (folder: string, newKey: Buffer): string => `${imagesUnder(folder, keyIdOf(newKey))}${partExtension}`

/**
 * Yields after each image how many bytes were gone through: twice the bytes of the files in all.
 * @throws AppError `corrupt` for a missing or damaged file, naming the series
 */
export function* reencryptPacks(
  { folder, oldKey, newKey }: Rotation,
  series: readonly KnownSeries[],
): Generator<number, void, void> {
  if (series.length === 0) return
  const into = nextImages(folder, newKey)
  fs.mkdirSync(into, { mode: 0o700 })
  for (const one of series) {
    const from = findPack({ registry: folder, dataKey: oldKey, seriesId: one.id })
    if (from === undefined) throw unusable(one, 'their file is missing.')
    const to = path.join(into, `${one.id}${packExtension}`)
    try {
      yield* reencryptPack(from, to, one, { oldKey, newKey })
    } catch (error) {
      throw error instanceof AppError && error.kind === 'corrupt' ? unusable(one, error.message) : error
    }
    const wrong = yield* checkPackFile(to, newKey, one)
    if (wrong !== undefined) throw new Error(`the new file of images ${one.id}: ${wrong}`)
  }
  syncFolder(into)
  syncFolder(imagesFolder(folder))
}

const unusable = ({ name, caseCode }: KnownSeries, what: string): AppError =>
  new AppError(
    'corrupt',
    `The images of the series “${name}” of ${caseCode} can’t be taken along: ${what} The key was not changed, and everything is as it was. Take the file from a backup, or void the series and erase its images; then try again.`,
  )

function* reencryptPack(
  from: string,
  to: string,
  { id: seriesId, sha256 }: KnownSeries,
  { oldKey, newKey }: Omit<Rotation, 'folder'>,
): Generator<number, void, void> {
  const pack = openPackFile(from, { dataKey: oldKey, seriesId })
  const salt = randomBytes(saltBytes)
  const key = fileKey(newKey, salt, seriesId)
  const handle = fs.openSync(to, 'wx', 0o600)
  let at = 0
  const write = (bytes: Buffer): void => {
    for (let done = 0; done < bytes.length;) done += fs.writeSync(handle, bytes, done)
    at += bytes.length
  }
  try {
    if (pack.sha256 !== sha256) throw new AppError('corrupt', 'their file is not the one that the record names.')
    write(Buffer.concat([headMagic, salt]))
    const { images } = pack.contents
    for (const [number, { sealedBytes }] of images.entries()) {
      const packed = pack.openSync(number)
      sealChunk(key, { seriesId, kind: 'image', number }, packed).forEach(write)
      packed.fill(0)
      yield sealedBytes
    }
    // Word for word: each part lies where it lay, and the record stays true.
    const contents = sealChunk(
      key,
      { seriesId, kind: 'contents', number: images.length },
      deflateRawSync(pack.contentsText),
    )
    const contentsAt = at
    contents.forEach(write)
    write(footerOf({ contentsAt, contentsBytes: at - contentsAt, images: images.length }))
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
    key.fill(0)
    pack.close()
  }
}

/** Gives the new images their folder's name. Nothing to do for a registry without images. */
export function placeNextImages(folder: string, newKey: Buffer): void {
  const next = nextImages(folder, newKey)
  if (!fs.existsSync(next)) return
  fs.renameSync(next, imagesUnder(folder, keyIdOf(newKey)))
  syncFolder(imagesFolder(folder))
}

/** What a change of the key wrote and did not come to use. */
export function removeNextImages(folder: string): void {
  for (const name of namesIn(imagesFolder(folder)))
    if (name.endsWith(partExtension)) fs.rmSync(path.join(imagesFolder(folder), name), { recursive: true, force: true })
}

/** The images under a key that never came to use. */
export function removeImagesUnder(folder: string, keyId: string): void {
  if (/^[0-9a-f]+$/.test(keyId)) fs.rmSync(imagesUnder(folder, keyId), { recursive: true, force: true })
}

/** `images/KEY` of keys before the present one. */
export function imagesOfEarlierKeys(folder: string, dataKey: Buffer): string[] {
  const present = keyIdOf(dataKey)
  return namesIn(imagesFolder(folder))
    .filter((name) => /^[0-9a-f]{8}$/.test(name) && name !== present)
    .map((name) => `images/${name}`)
}
