/**
 * The files of images beside the records: one whole file for each series under the present key, and nothing that was half
 * written. A change of the key leaves the files under the old one.
 */
import fs from 'node:fs'
import path from 'node:path'
import type { Client } from '#shared/ipc/client.ts'

/**
 * Of a registry that is open.
 * @param caseIds the cases that have images
 * @returns what is wrong, in words; nothing where all of it holds
 */
export async function problemOfFiles(
  client: Client,
  folder: string,
  caseIds: readonly string[],
): Promise<string | undefined> {
  const known: string[] = []
  for (const caseId of caseIds) {
    const { records } = await client.call('cases.get', { caseId })
    known.push(...records.image_series.map(({ id }) => `${id}.images`))
  }
  const images = path.join(folder, 'images')
  const { keyId } = await client.call('recovery.status', {})
  const found = filesUnder(path.join(images, keyId)).map((file) => path.basename(file))
  if (found.toSorted().join() !== known.toSorted().join())
    return `${found.length} files for ${known.length} series of images: ${found.join(', ')}`
  const half = filesUnder(images).find((file) => !file.endsWith('.images') || /\.part\b/.test(file))
  return half && `left half-written: ${half}`
}

/** Files at any depth; none where there is no such folder. */
function filesUnder(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** The whole file of a series in a registry or a backup that has one. */
export function aFileOfImages(folder: string): string {
  const file = filesUnder(path.join(folder, 'images')).find((one) => one.endsWith('.images'))
  if (file === undefined) throw new Error(`${folder} holds no images`)
  return file
}
