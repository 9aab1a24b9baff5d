/** Takes away the backups that need not stay, and what killed programs left behind. */
import fs from 'node:fs'
import path from 'node:path'
import {
  backupExtension,
  backupFiles,
  findBackups,
  leavingExtension,
  partExtension,
} from '#main/database/backup/backup-folder.ts'
import { isSealed, parseManifest } from '#main/database/backup/backup-manifest.ts'
import { whichToKeep } from './which-to-keep.ts'
import type { KeepRule } from './which-to-keep.ts'

interface Registry {
  readonly id: string
  readonly dataKey: Buffer
}

/**
 * Only what this registry's own key sealed is ever taken away: nothing that is damaged, unfinished or somebody else's.
 * @returns the paths that are gone
 */
export async function thinOut(folder: string, registry: Registry, rule: KeepRule, now: string): Promise<string[]> {
  await sweep(folder, registry.id)
  const own = (await findBackups(folder)).flatMap(({ path: place, manifest, wrongFiles }) =>
    manifest?.registryId === registry.id && wrongFiles.length === 0 && isSealed(manifest, registry.dataKey)
      ? [{ path: place, madeAt: manifest.madeAt }]
      : [],
  )
  const kept = whichToKeep(own, rule, now)
  const leaving = own.filter((backup) => !kept.has(backup))
  for (const backup of leaving) {
    const away = `${backup.path.slice(0, -backupExtension.length)}${leavingExtension}`
    await fs.promises.rename(backup.path, away)
    await takeAway(away)
  }
  return leaving.map((backup) => backup.path)
}

/** The manifest last: it says whose the rest is, should this be cut short. */
async function takeAway(folder: string): Promise<void> {
  const { manifest } = backupFiles(folder)
  for (const name of await fs.promises.readdir(folder))
    if (path.join(folder, name) !== manifest)
      await fs.promises.rm(path.join(folder, name), { recursive: true, force: true })
  await fs.promises.rm(folder, { recursive: true, force: true })
}

/** Nobody else makes backups of a registry while it is open here: what is unfinished was cut short. */
async function sweep(folder: string, registryId: string): Promise<void> {
  for (const name of await fs.promises.readdir(folder)) {
    const place = path.join(folder, name)
    if (name.endsWith(partExtension) && ((await ownerOf(place)) === registryId || (await isBare(place))))
      await fs.promises.rm(place, { recursive: true, force: true })
    if (name.endsWith(leavingExtension) && ((await leavingOf(place)) === registryId || (await isBare(place))))
      await takeAway(place)
  }
}

/** Cut short before it could say whose it is, or when all else of it was gone: nobody misses what holds no byte. */
async function isBare(folder: string): Promise<boolean> {
  try {
    const names = await fs.promises.readdir(folder)
    const stats = await Promise.all(names.map((name) => fs.promises.stat(path.join(folder, name))))
    return stats.every((stat) => stat.isFile() && stat.size === 0)
  } catch {
    return false
  }
}

const textOf = async (file: string): Promise<string> => fs.promises.readFile(file, 'utf8').catch(() => '')

/** A part whose owner was already taken away is whole but for its manifest, or has one. */
async function ownerOf(part: string): Promise<string | undefined> {
  const { owner, manifest } = backupFiles(part)
  try {
    return (JSON.parse(await textOf(owner)) as { registryId?: string }).registryId
  } catch {
    return parseManifest(await textOf(manifest))?.registryId
  }
}

const leavingOf = async (folder: string): Promise<string | undefined> =>
  parseManifest(await textOf(backupFiles(folder).manifest))?.registryId
