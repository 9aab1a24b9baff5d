/** What is the matter with a folder for backups, told apart: each way in which it can be unusable has its own way on. */
import fs from 'node:fs'
import path from 'node:path'
import type { BackupFolderState, BackupSettings } from '#shared/ipc/areas/backups.ts'

type BackupFolder = BackupSettings['folders'][number]

/** A network drive that is gone may never answer. */
const patienceMs = 5_000

/**
 * Where the drive that holds a folder is mounted: the highest folder above it on the same device.
 * @returns undefined where that can't be told
 */
export async function mountOf(folder: string): Promise<string | undefined> {
  const { root } = path.parse(path.resolve(folder))
  if (process.platform === 'win32') return root
  try {
    let mount = path.resolve(folder)
    const { dev } = await fs.promises.stat(mount)
    while (mount !== root && (await fs.promises.stat(path.dirname(mount))).dev === dev) mount = path.dirname(mount)
    return mount
  } catch {
    return undefined
  }
}

/** @param neededBytes for one more backup */
export async function folderState(folder: BackupFolder, neededBytes: number): Promise<BackupFolderState> {
  return Promise.race([
    look(folder, neededBytes),
    new Promise<BackupFolderState>((resolve) => setTimeout(() => resolve('unreachable'), patienceMs).unref()),
  ])
}

async function look({ path: folder, mount }: BackupFolder, neededBytes: number): Promise<BackupFolderState> {
  // An empty folder is left where a drive was mounted: nothing may be written there.
  if (await isDriveGone(folder, mount)) return 'drive-removed'
  const found = await fs.promises.stat(folder).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) return found.code === 'ENOENT' || found.code === 'ENOTDIR' ? 'missing' : 'unreachable'
  if (!found.isDirectory()) return 'missing'
  const isWritable = await fs.promises.access(folder, fs.constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!isWritable) return 'read-only'
  return (await freeBytes(folder)) < neededBytes ? 'no-space' : 'ready'
}

async function isDriveGone(folder: string, mount: string | undefined): Promise<boolean> {
  const where = process.platform === 'win32' ? path.parse(path.resolve(folder)).root : mount
  if (where === undefined) return false
  const found = await fs.promises.stat(where).catch(() => undefined)
  if (!found) return true
  if (process.platform === 'win32' || where === path.parse(where).root) return false
  // What was the top of a drive now lies on the drive of the folder above it.
  const above = await fs.promises.stat(path.dirname(where)).catch(() => undefined)
  return above?.dev === found.dev
}

async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await fs.promises.statfs(folder)
    return bavail * bsize
  } catch {
    return Infinity
  }
}

/** Whether both lie on one drive: it fails as a whole. */
export async function isSameDisk(folder: string, registry: string): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([fs.promises.stat(folder), fs.promises.stat(registry)])
    return one.dev === other.dev
  } catch {
    return false
  }
}

/** In words, with the way on; undefined for a folder that can be used. */
export function wordsOfState(state: BackupFolderState, folder: string): string | undefined {
  switch (state) {
    case 'ready':
      return undefined
    case 'missing':
      return `The folder ${folder} is missing: it was deleted, moved or renamed. Bring it back, or choose another.`
    case 'drive-removed':
      return `The drive of ${folder} is not attached. Attach it, or choose another folder.`
    case 'read-only':
      return `The folder ${folder} can’t be written to. Change its permissions, or choose another.`
    case 'no-space':
      return `There is too little room on the disk of ${folder} for another backup. Make room on it, or choose another folder.`
    case 'unreachable':
      return `The folder ${folder} does not answer. Check the network or the drive, or choose another folder.`
  }
}
