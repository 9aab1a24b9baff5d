/**
 * Files of images and records of them are two things that can't be saved in one moment. So a pack is whole on the disk under
 * the name `….new` before its record is saved, and gets its own name afterwards. Whatever ends the program in between, the
 * next opening knows what was acknowledged: a new pack whose record was saved is kept, one without a record goes, as does
 * what was still being written, and what was to be erased. Another pack that has its own name is never taken away here, even where the database knows nothing of it:
 * it belonged to a record once, and the database may be an older one that somebody put back.
 */
import fs from 'node:fs'
import path from 'node:path'
import { syncFolder } from '#main/database/sync-folder.ts'
import type { Reader } from '#main/database/connection.ts'
import type { FinishedPack } from './image-pack.ts'
import { imagesOf, imagesUnder, namesIn, newPack, packExtension, packFiles, partOfPack } from './image-files.ts'
import type { PackPlace } from './image-files.ts'

/** Gives a pack its own name. Its record was saved. */
export function adoptPack(place: PackPlace): void {
  const { whole, fresh } = packFiles(place)
  fs.renameSync(fresh, whole)
  syncFolder(path.dirname(whole))
}

/** Takes away a pack whose record was not saved, also where the registry has another key by now. */
export function dropNewPack(registry: string, { keyId, seriesId }: Pick<FinishedPack, 'keyId' | 'seriesId'>): void {
  if (/^[0-9a-f]+$/.test(keyId))
    fs.rmSync(path.join(imagesUnder(registry, keyId), `${seriesId}${newPack}`), { force: true })
}

/** At the opening of a registry, by who holds its lock. What can't be done now is done at the next opening. */
export function settlePacks(registry: string, db: Reader, dataKey: Buffer): void {
  const folder = imagesOf(registry, dataKey)
  const stateOf = (seriesId: string): unknown =>
    db
      .prepare(`SELECT CASE WHEN erased_on IS NULL THEN 'kept' ELSE 'erased' END FROM image_series WHERE id = ?`)
      .pluck()
      .get(seriesId)
  try {
    for (const name of namesIn(folder)) {
      const file = path.join(folder, name)
      if (name.endsWith(partOfPack)) fs.rmSync(file, { force: true })
      else if (name.endsWith(newPack)) {
        const seriesId = name.slice(0, -newPack.length)
        if (stateOf(seriesId) === 'kept') fs.renameSync(file, path.join(folder, `${seriesId}${packExtension}`))
        else fs.rmSync(file, { force: true })
      } else if (name.endsWith(packExtension) && stateOf(name.slice(0, -packExtension.length)) === 'erased')
        fs.rmSync(file, { force: true })
    }
  } catch {
    // A read-only or full disk keeps nobody out: a new pack is found under either name.
  }
}
