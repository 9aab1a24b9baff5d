import fs from 'node:fs'
import { largestFileBytes } from '#main/imaging/dicom/read-dicom.ts'
import { DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import type { ImageSource } from '#shared/domain/imaging/scan.ts'
import { openZip, type OpenZip } from './open-zip.ts'
import { ScanRefusal, unreadable } from './scan-refusal.ts'
import { secondaryCapture } from './secondary-capture.ts'

/** Reads images that a scan found, keeping zip files open from one to the next. */
export interface SourceReader {
  /**
   * The image as a DICOM file; what was a PNG or JPEG picture has become one. Not de-identified.
   * @param room where the bytes may be put, if it is large enough: they last until it is used again
   * @throws DicomRefusal, ScanRefusal
   */
  readonly read: (source: ImageSource, room?: Uint8Array) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

export function openSources(): SourceReader {
  const zips = new Map<string, Promise<OpenZip>>()

  async function rawBytes({ path, zipOffset }: ImageSource, room: Uint8Array | undefined): Promise<Uint8Array> {
    if (zipOffset === undefined) return wholeFile(path, room)
    const zip = zips.get(path) ?? openZip(path)
    zips.set(path, zip)
    return (await zip).read(zipOffset)
  }

  return {
    async read(source, room) {
      const bytes = await rawBytes(source, room)
      return source.picture ? secondaryCapture(bytes, source.picture) : bytes
    },
    async close() {
      const open = await Promise.allSettled(zips.values())
      zips.clear()
      for (const zip of open) if (zip.status === 'fulfilled') zip.value.close()
    },
  }
}

/**
 * Holding up the thread, which takes a small share of what asking for each step does: whoever takes images in has a thread of
 * its own, and nothing to do before one is here.
 */
function wholeFile(file: string, room: Uint8Array | undefined): Uint8Array {
  let handle: number | undefined
  try {
    if (!fs.statSync(file).isFile()) throw new ScanRefusal('special-file', 'is no plain file.')
    handle = fs.openSync(file, 'r')
    const { size } = fs.fstatSync(handle)
    if (size > largestFileBytes)
      throw new DicomRefusal('too-large', `is larger than ${largestFileBytes / 2 ** 30} GB, the most that is read.`)
    const bytes = room && room.length >= size ? room.subarray(0, size) : Buffer.allocUnsafeSlow(size)
    let read = 0
    for (let more = -1; more !== 0 && read < size; read += more)
      more = fs.readSync(handle, bytes, read, size - read, null)
    return bytes.subarray(0, read)
  } catch (error) {
    throw unreadable(error)
  } finally {
    if (handle !== undefined) fs.closeSync(handle)
  }
}
