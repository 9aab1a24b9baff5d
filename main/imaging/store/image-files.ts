/**
 * Where the images of a registry lie: `images/KEY/SERIES.images` in its folder, KEY being the id of the key that they are
 * encrypted under (it stands on the recovery sheet as well).
 */
import fs from 'node:fs'
import path from 'node:path'
import { keyIdOf } from '#main/database/keys/key-envelope.ts'

export const imagesName = 'images'
export const packExtension = '.images'
/** Being written. */
export const partOfPack = `${packExtension}.part`
/** Whole, but its record may not have been saved: between the two a program can be killed. */
export const newPack = `${packExtension}.new`

/** Ids are UUIDs; nothing else may become part of a path. */
const idPattern = /^[0-9a-zA-Z-]{1,64}$/

export const imagesFolder = (registry: string): string => path.join(registry, imagesName)
export const imagesUnder = (registry: string, keyId: string): string => path.join(registry, imagesName, keyId)
/** The folder of the images under the key that is in use. */
export const imagesOf = (registry: string, dataKey: Buffer): string => imagesUnder(registry, keyIdOf(dataKey))

export interface PackPlace {
  /** The registry's folder. */
  readonly registry: string
  readonly dataKey: Buffer
  readonly seriesId: string
}

export function packFiles({ registry, dataKey, seriesId }: PackPlace) {
  if (!idPattern.test(seriesId)) throw new Error('a series id is no name of a file')
  const start = path.join(imagesOf(registry, dataKey), seriesId)
  return { whole: `${start}${packExtension}`, part: `${start}${partOfPack}`, fresh: `${start}${newPack}` }
}

/** The file of a series, also in the moment in which its record is being saved; undefined where there is none. */
export function findPack(place: PackPlace): string | undefined {
  const { whole, fresh } = packFiles(place)
  return [whole, fresh].find((file) => fs.existsSync(file))
}

interface PackOnDisk {
  readonly seriesId: string
  readonly file: string
  readonly bytes: number
}

/** The whole packs in a folder of images, in order of their ids; none where there is no such folder. */
export function packsIn(folder: string): PackOnDisk[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(packExtension) && idPattern.test(name.slice(0, -packExtension.length)))
    .toSorted()
    .map((name) => {
      const file = path.join(folder, name)
      return { seriesId: name.slice(0, -packExtension.length), file, bytes: fs.statSync(file).size }
    })
}

/** @returns nothing for a folder that is not there */
export function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
