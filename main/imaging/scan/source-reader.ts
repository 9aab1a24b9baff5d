import fs from 'node:fs/promises'
import { largestFileBytes } from '#main/imaging/dicom/read-dicom.ts'
import { DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import type { ImageSource } from '#shared/domain/imaging/scan.ts'
import { openZip, type OpenZip } from './open-zip.ts'
import { unreadable } from './scan-refusal.ts'
import { secondaryCapture } from './secondary-capture.ts'

/** Reads images that a scan found, keeping zip files open from one to the next. */
export interface SourceReader {
  /**
   * The image as a DICOM file; what was a PNG or JPEG picture has become one. Not de-identified.
   * @throws DicomRefusal, ScanRefusal
   */
  readonly read: (source: ImageSource) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

export function openSources(): SourceReader {
  const zips = new Map<string, Promise<OpenZip>>()

  async function rawBytes({ path, zipOffset }: ImageSource): Promise<Uint8Array> {
    if (zipOffset === undefined) return wholeFile(path)
    const zip = zips.get(path) ?? openZip(path)
    zips.set(path, zip)
    return (await zip).read(zipOffset)
  }

  return {
    async read(source) {
      const bytes = await rawBytes(source)
      return source.picture ? secondaryCapture(bytes, source.picture) : bytes
    },
    async close() {
      const open = await Promise.allSettled(zips.values())
      zips.clear()
      for (const zip of open) if (zip.status === 'fulfilled') zip.value.close()
    },
  }
}

async function wholeFile(file: string): Promise<Uint8Array> {
  try {
    const { size } = await fs.stat(file)
    if (size > largestFileBytes)
      throw new DicomRefusal('too-large', `is larger than ${largestFileBytes / 2 ** 30} GB, the most that is read.`)
    return await fs.readFile(file)
  } catch (error) {
    throw unreadable(error)
  }
}
