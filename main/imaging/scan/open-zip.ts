import path from 'node:path'
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { largestFileBytes } from '#main/imaging/dicom/read-dicom.ts'
import { isLitter, mostFiles } from './files-below.ts'
import { ScanRefusal } from './scan-refusal.ts'

/** A zip file whose list of entries was checked before any of them is read. */
export interface OpenZip {
  readonly entries: readonly ZipImage[]
  /** What isn't read, by name. */
  readonly refused: readonly { readonly name: string; readonly refusal: ScanRefusal }[]
  /** @throws ScanRefusal `zip-damaged` @param most bytes from its beginning; all when absent */
  readonly read: (offset: number, most?: number) => Promise<Uint8Array>
  readonly close: () => void
}

export interface ZipImage {
  readonly name: string
  /** Of the entry in the file: tells entries apart even where names are the same. */
  readonly offset: number
  readonly bytes: number
}

/** All entries together. A year of one scanner's work; no patient's images. */
const largestTotalBytes = 64 * 2 ** 30
/** Deflate reaches 1032. Images of nothing but air reach 250 at most; smaller entries can't do harm. */
const largestRatio = 250
const smallestBombBytes = 16 * 2 ** 20

const bomb = (): ScanRefusal =>
  new ScanRefusal('zip-bomb', 'would become far larger when unpacked than images do. It is not unpacked.')
const damagedZip = (): ScanRefusal =>
  new ScanRefusal('zip-damaged', 'is a damaged zip file. Copy it again from its source.')

/** @throws ScanRefusal `zip-damaged`, `zip-bomb`, `too-many` for the file as a whole; what is wrong with single entries is in `refused` */
export async function openZip(file: string): Promise<OpenZip> {
  // Names are decoded and checked here: the library ends at the first that it doesn't like.
  const zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false }).catch(() => {
    throw damagedZip()
  })
  try {
    if (zip.entryCount > mostFiles) throw new ScanRefusal('too-many', `holds more than ${mostFiles} files.`)
    return checked(zip, await allEntries(zip))
  } catch (error) {
    zip.close()
    throw error
  }
}

async function allEntries(zip: yauzl.ZipFile): Promise<readonly yauzl.Entry[]> {
  const entries: yauzl.Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch {
    throw damagedZip()
  }
  return entries
}

function checked(zip: yauzl.ZipFile, all: readonly yauzl.Entry[]): OpenZip {
  const total = all.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  const packed = all.reduce((sum, { compressedSize }) => sum + compressedSize, 0)
  // Entries that share bytes are how small files become endless ones.
  if (packed > zip.fileSize || total > largestTotalBytes || isBomb(total, zip.fileSize)) throw bomb()
  const byOffset = new Map<number, yauzl.Entry>()
  const entries: ZipImage[] = []
  const refused: { readonly name: string; readonly refusal: ScanRefusal }[] = []
  for (const entry of all) {
    const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
    if (name.endsWith('/') || name.split('/').some(isLitter)) continue
    const refusal = problemOf(entry, name)
    if (refusal) refused.push({ name: path.posix.basename(name), refusal })
    else {
      const offset = entry.relativeOffsetOfLocalHeader
      byOffset.set(offset, entry)
      entries.push({ name, offset, bytes: entry.uncompressedSize })
    }
  }
  return {
    entries: entries.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    refused,
    read: async (offset, most) => {
      const entry = byOffset.get(offset)
      if (!entry) throw damagedZip()
      return readEntry(zip, entry, most)
    },
    close: () => zip.close(),
  }
}

function isBomb(unpacked: number, packed: number): boolean {
  return unpacked > smallestBombBytes && unpacked > packed * largestRatio
}

function problemOf(entry: yauzl.Entry, name: string): ScanRefusal | undefined {
  if (yauzl.validateFileName(name) !== null || name.includes('\0'))
    return new ScanRefusal('zip-name', 'has a name in the zip file that leads out of it. It is not read.')
  if (entry.isEncrypted())
    return new ScanRefusal(
      'zip-encrypted',
      'is encrypted in the zip file. Unpack it with its password, then choose the folder.',
    )
  if (!entry.canDecodeFileData())
    return new ScanRefusal(
      'zip-damaged',
      'is packed in a way that isn’t read. Unpack the zip file, then choose the folder.',
    )
  if (/\.zip$/i.test(name))
    return new ScanRefusal('zip-nested', 'is a zip file in a zip file. Unpack the outer one, then choose the folder.')
  if (entry.uncompressedSize === 0) return new ScanRefusal('empty', 'is empty.')
  if (entry.uncompressedSize > largestFileBytes || isBomb(entry.uncompressedSize, entry.compressedSize)) return bomb()
  // A device or a link of Unix: its mode is in the upper half.
  const type = (entry.externalFileAttributes >>> 28) & 0xf
  if (entry.versionMadeBy >>> 8 === 3 && type !== 0 && type !== 8)
    return new ScanRefusal('link', 'is a link to elsewhere, which isn’t followed. Choose what it points to.')
  return undefined
}

async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const wanted = Math.min(most, entry.uncompressedSize)
  const bytes = new Uint8Array(wanted)
  let at = 0
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      const part = chunk.subarray(0, wanted - at)
      bytes.set(part, at)
      at += part.length
      if (at >= most) break
    }
  } catch {
    throw damagedZip()
  }
  if (at < wanted) throw damagedZip()
  return bytes
}
