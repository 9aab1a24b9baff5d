/**
 * The images of a registry in a backup, under the names that they have in the registry: `images/KEY/SERIES.images`.
 *
 * A file of images never changes after it was written, so that of the next backup in the same folder gets a second name
 * (a hard link) to the file of an earlier one: thirty backups take the room of one. What is linked is read to its end each time
 * and held against its hash in the manifest; where it is not the same any more, it is copied anew from the registry. So
 * damage does not pass unseen from one backup to the next, though backups in one folder share what they hold: against a
 * failing disk there is a second backup folder on another one. Where a disk knows no second names (exFAT, some network drives), files are copied.
 */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import { checkPackFile } from '#main/imaging/store/check-packs.ts'
import { openPackFile } from '#main/imaging/store/open-pack.ts'
import type { PackPlace } from '#main/imaging/store/image-files.ts'
import { findPack, imagesName } from '#main/imaging/store/image-files.ts'
import { keyIdOf as shortKeyIdOf } from '../keys/key-envelope.ts'
import { openReader } from '../connection.ts'
import { knownSeries } from '../repositories/image-series.ts'
import type { KnownSeries } from '../repositories/image-series.ts'
import { syncFolder } from '../sync-folder.ts'
import { copyFile, hashFile } from './backup-copy.ts'
import type { Watch } from './backup-copy.ts'
import { backupExtension, backupFiles, fileOfBackup } from './backup-folder.ts'
import { isSealed, parseManifest } from './backup-manifest.ts'
import type { BackupManifest } from './backup-manifest.ts'

type BackedUpFiles = BackupManifest['files']

/** The name of a series' file in a manifest. */
const nameInBackup = (dataKey: Buffer, seriesId: string): string =>
  `${imagesName}/${shortKeyIdOf(dataKey)}/${seriesId}.images`

const isImages = (name: string): boolean => name.startsWith(`${imagesName}/`)

function seriesIn(database: string, dataKey: Buffer): KnownSeries[] {
  const db = openReader(database, dataKey)
  try {
    return knownSeries(db)
  } finally {
    db.close()
  }
}

interface Copy {
  readonly dataKey: Buffer
  /** The registry's folder. */
  readonly registry: string
  /** The unfinished backup, whose database is copied already: it says which images belong to that moment. */
  readonly part: string
  readonly registryId: string
}

/**
 * Copies the images of all series that the copied database knows.
 * @returns the files for the manifest, and the series whose images are missing or damaged in the registry: a backup of
 * everything else is better than none
 */
export function backUpImages(
  { dataKey, registry, part, registryId }: Copy,
  watch: Watch,
): { readonly files: BackedUpFiles; readonly missingImages: string[] } {
  const files: BackedUpFiles = {}
  const missingImages: string[] = []
  const series = seriesIn(backupFiles(part).database, dataKey)
  const earlier: Earlier = series.length > 0 ? earlierFiles(path.dirname(part), registryId, dataKey) : new Map()
  for (const one of series) {
    const { id } = one
    const name = nameInBackup(dataKey, id)
    const to = fileOfBackup(part, name)
    makeFoldersOf(to)
    const sha256 = linked(earlier.get(name), to, watch) ?? copied({ registry, dataKey, seriesId: id }, to, one, watch)
    if (sha256 === undefined) missingImages.push(id)
    else files[name] = { bytes: fs.statSync(to).size, sha256 }
  }
  if (series.length > 0) syncFolder(path.dirname(fileOfBackup(part, nameInBackup(dataKey, 'any'))))
  return { files, missingImages }
}

type Earlier = ReadonlyMap<string, { readonly file: string; readonly sha256: string }>

/** @returns SHA-256 of the file, where it is still what it was */
function linked(from: ReturnType<Earlier['get']>, to: string, watch: Watch): string | undefined {
  if (from === undefined) return undefined
  try {
    fs.linkSync(from.file, to)
  } catch {
    return undefined
  }
  if (hashFile(to, watch, 'Reading images of the backup before') === from.sha256) return from.sha256
  fs.rmSync(to)
  return undefined
}

/** @returns SHA-256 of the file; undefined where it is missing, or damaged */
function copied(place: PackPlace, to: string, series: KnownSeries, watch: Watch): string | undefined {
  // Between the looking and the opening it may get its own name.
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const from = findPack(place)
    if (from === undefined) return undefined
    let read: string
    try {
      read = copyFile(from, to, watch, 'Copying the images')
    } catch (error) {
      fs.rmSync(to, { force: true })
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      continue
    }
    if (hashFile(to, watch) !== read)
      throw new AppError(
        'corrupt',
        'The copy of the images is not what was written: the disk of the backup may be failing.',
      )
    if (isSound(to, place.dataKey, series, watch)) return read
    fs.rmSync(to)
    return undefined
  }
  return undefined
}

function isSound(file: string, dataKey: Buffer, series: KnownSeries, watch: Watch): boolean {
  const check = checkPackFile(file, dataKey, series)
  for (;;) {
    const step = check.next()
    if (step.done) return step.value === undefined
    watch.step(step.value, 'Opening every image')
  }
}

function makeFoldersOf(file: string): void {
  const folder = path.dirname(file)
  if (fs.existsSync(folder)) return
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  syncFolder(path.dirname(folder))
}

/** More backups are not asked: the newest hold what older ones do. */
const mostAsked = 5

/** Files of images in the newest backups of this registry in a folder, by their names. */
function earlierFiles(folder: string, registryId: string, dataKey: Buffer): Earlier {
  const found = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(backupExtension))
    .flatMap((name) => {
      const manifest = manifestIn(path.join(folder, name))
      return manifest?.registryId === registryId && isSealed(manifest, dataKey) ? [{ name, manifest }] : []
    })
    .toSorted((a, b) => (a.manifest.madeAt < b.manifest.madeAt ? 1 : -1))
  const files = new Map<string, { file: string; sha256: string }>()
  for (const { name, manifest } of found.slice(0, mostAsked))
    for (const [one, { sha256 }] of Object.entries(manifest.files))
      if (isImages(one) && !files.has(one)) files.set(one, { file: fileOfBackup(path.join(folder, name), one), sha256 })
  return files
}

function manifestIn(backup: string): BackupManifest | undefined {
  try {
    return parseManifest(fs.readFileSync(backupFiles(backup).manifest, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * A backup, or a registry put together of one, holds the images of every series that its database knows, or says that they were missing.
 * @throws AppError `corrupt`
 */
export function demandImages(folder: string, dataKey: Buffer, { files, missingImages = [] }: BackupManifest): void {
  const missing = new Set(missingImages)
  for (const { id, sha256 } of seriesIn(path.join(folder, 'registry.db'), dataKey)) {
    if (missing.has(id)) continue
    const name = nameInBackup(dataKey, id)
    if (!files[name] || shaOfContents(fileOfBackup(folder, name), dataKey, id) !== sha256)
      throw new AppError('corrupt', 'it does not hold the images that its records speak of.')
  }
}

function shaOfContents(file: string, dataKey: Buffer, seriesId: string): string | undefined {
  try {
    const pack = openPackFile(file, { dataKey, seriesId })
    pack.close()
    return pack.sha256
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

/** Copies the images of a backup into a registry that is being put together. @throws AppError `corrupt` */
export function stageImages(backup: string, stage: string, manifest: BackupManifest, watch: Watch): void {
  for (const [name, { sha256 }] of Object.entries(manifest.files)) {
    if (!isImages(name)) continue
    const to = fileOfBackup(stage, name)
    makeFoldersOf(to)
    if (copyFile(fileOfBackup(backup, name), to, watch, 'Copying the images') !== sha256)
      throw new AppError('corrupt', `its file ${name} was changed or destroyed.`)
    if (hashFile(to, watch) !== sha256)
      throw new AppError('corrupt', 'what was written is not what the backup holds: the disk may be failing.')
  }
}

export const imageBytesOf = ({ files }: BackupManifest): number =>
  Object.entries(files).reduce((sum, [name, { bytes }]) => sum + (isImages(name) ? bytes : 0), 0)
