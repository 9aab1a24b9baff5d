import fs from 'node:fs/promises'
import path from 'node:path'
import type { DicomFile } from '#main/imaging/dicom/read-dicom.ts'
import { textsOf } from '#main/imaging/dicom/element-values.ts'
import { ScanRefusal } from './scan-refusal.ts'

/** SOP class of a disc's index (PS3.10, section 8.6). */
export const mediaDirectory = '1.2.840.10008.1.3.10'

const directoryRecords = 0x00041220
const referencedFile = 0x00041500

/** The files that the index of a disc names: each a list of folders and at last the file's name, as the index writes them. */
export function referencedFiles(directory: DicomFile): readonly (readonly string[])[] {
  return (directory.element(directoryRecords)?.items ?? [])
    .map((record) => textsOf(record, referencedFile))
    .filter((parts) => parts.length > 0)
}

/**
 * Finds a file that an index names. Names are compared without regard to case and to the version that some discs append (`IM1;1`).
 * @param folder that holds the index: nothing outside of it is found
 * @throws ScanRefusal `outside` for names that lead out of it, `missing-file`
 */
export async function resolveReferenced(
  folder: string,
  parts: readonly string[],
  listing: (folder: string) => Promise<readonly string[]>,
): Promise<string> {
  let at = folder
  for (const part of parts) {
    if (!isPlainName(part))
      throw new ScanRefusal('outside', 'names files outside of its own folder, which are not read.')
    const names = await listing(at)
    const wanted = part.toLowerCase()
    const found =
      names.find((name) => name === part) ??
      names.find((name) => name.toLowerCase().replace(/(?:;\d+|\.)$/, '') === wanted)
    if (found === undefined)
      throw new ScanRefusal('missing-file', 'names files that aren’t there. Copy the whole disc, then try again.')
    at = path.join(at, found)
  }
  const [inside, real] = await Promise.all([fs.realpath(folder), fs.realpath(at)])
  if (!real.startsWith(inside + path.sep))
    throw new ScanRefusal('outside', 'names files outside of its own folder, which are not read.')
  return at
}

/** A name that stays in its folder on every system: no parent, no path, no drive, no stream. */
function isPlainName(part: string): boolean {
  // oxlint-disable-next-line no-control-regex -- none of them stands in a name
  return part !== '' && part !== '.' && part !== '..' && !/[/\\:\u0000-\u001f]/.test(part)
}
