import fs from 'node:fs'
import path from 'node:path'
import { backupExtension } from '#main/database/backup/backup-folder.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { imagesName, imagesOf, namesIn, packsIn } from '#main/imaging/store/image-files.ts'

interface Registry {
  readonly folder: string
  readonly dataKey: Buffer
}

const keysAndTextsBytes = 1024 * 1024

/**
 * Room that one more backup of a registry takes. Images that a backup in the folder holds already take none once more
 * (`backup-images.ts`); where the disk can't do that, a full disk is told while copying.
 */
export function neededBytes({ folder: registry, dataKey }: Registry, folder: string): number {
  const { database } = registryFiles(registry)
  const size = (file: string) => (fs.existsSync(file) ? fs.statSync(file).size : 0)
  return size(database) + size(`${database}-wal`) + imageBytes(imagesOf(registry, dataKey), folder) + keysAndTextsBytes
}

function imageBytes(images: string, folder: string): number {
  const packs = packsIn(images)
  if (packs.length === 0) return 0
  const backups = namesOf(folder).filter((name) => name.endsWith(backupExtension))
  const inBackup = (backup: string) => path.join(folder, backup, imagesName, path.basename(images))
  const held = new Set(backups.flatMap((backup) => namesOf(inBackup(backup))))
  return packs.reduce((sum, { file, bytes }) => sum + (held.has(path.basename(file)) ? 0 : bytes), 0)
}

/** What can't be read holds nothing. */
function namesOf(folder: string): string[] {
  try {
    return namesIn(folder)
  } catch {
    return []
  }
}
