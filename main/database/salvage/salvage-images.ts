/** Takes the images of a damaged registry along. The key stays the same, so their files are copied as they are. */
import fs from 'node:fs'
import path from 'node:path'
import type { SalvageReport } from '#shared/ipc/areas/registry.ts'
import { checkPackFile } from '#main/imaging/store/check-packs.ts'
import { findPack, imagesOf, packFiles, packsIn } from '#main/imaging/store/image-files.ts'
import { makeFolder } from '#main/imaging/store/image-pack.ts'
import { syncFolder } from '../sync-folder.ts'
import type { Reader } from '../connection.ts'
import { knownSeries } from '../repositories/image-series.ts'

interface Salvage {
  readonly from: string
  /** The new registry's folder as it is called now. */
  readonly into: string
  readonly dataKey: Buffer
  readonly db: Reader
  readonly step: (what: string) => Promise<void>
}

/**
 * Files whose records are lost go along as well. A damaged one goes along where its contents can be read: single images may still
 * open, and the checks say which don't.
 */
export async function salvageImages({ from, into, dataKey, db, step }: Salvage): Promise<SalvageReport['images']> {
  const found = { whole: 0, damaged: 0, missing: 0, withoutRecord: 0 }
  const series = knownSeries(db)
  const known = new Set(series.map(({ id }) => id))
  for (const one of series) {
    const file = findPack({ registry: from, dataKey, seriesId: one.id })
    if (file === undefined) found.missing += 1
    else {
      const copy = await copyOf(file, { registry: into, dataKey, seriesId: one.id })
      const check = checkPackFile(copy, dataKey, one)
      let state = check.next()
      for (; !state.done; state = check.next()) await step('Opening the images')
      found[state.value === undefined ? 'whole' : 'damaged'] += 1
    }
    await step('Copying the images')
  }
  for (const { seriesId, file } of packsIn(imagesOf(from, dataKey))) {
    if (known.has(seriesId)) continue
    await copyOf(file, { registry: into, dataKey, seriesId })
    found.withoutRecord += 1
    await step('Copying the images')
  }
  return found
}

async function copyOf(file: string, place: Parameters<typeof packFiles>[0]): Promise<string> {
  const { whole } = packFiles(place)
  makeFolder(path.dirname(whole))
  await fs.promises.copyFile(file, whole, fs.constants.COPYFILE_EXCL)
  const handle = await fs.promises.open(whole, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  syncFolder(path.dirname(whole))
  return whole
}
