/** A backup is a folder `NAME 2026-11-26 10.15.00.asild-backup`. What lies in it, and how backups are found. */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import { formatOfImages } from '../registry-folder.ts'
import { parseManifest } from './backup-manifest.ts'
import type { BackupManifest } from './backup-manifest.ts'

export const backupExtension = '.asild-backup'
/** What a backup is called while it is made: no half-made one looks like a backup. */
export const partExtension = `${backupExtension}.part`
/** What it is called while it is taken away. */
export const leavingExtension = `${backupExtension}.leaving`

export const backupFiles = (folder: string) => ({
  database: path.join(folder, 'registry.db'),
  keys: path.join(folder, 'keys.json'),
  readme: path.join(folder, 'README.txt'),
  manifest: path.join(folder, 'manifest.json'),
  /** Says whose unfinished backup this is. Taken away at the end. */
  owner: path.join(folder, 'being-made.json'),
})

const nameInBackup = /^(images\/[0-9a-f]{1,64}\/)?[A-Za-z0-9][A-Za-z0-9.-]*$/

/** The place of a file that a manifest names. A name can't lead out of the folder. @throws AppError `corrupt` */
export function fileOfBackup(folder: string, name: string): string {
  if (!nameInBackup.test(name)) throw new AppError('corrupt', 'its manifest names a file that is none of a backup.')
  return path.join(folder, ...name.split('/'))
}

/** `Clinic before upgrade 2026-11-26 10.15.00`: no character that some file system refuses; UTC, so that names sort by time. */
export function datedName(name: string, at: string): string {
  const plain = name.replace(/[\p{Cc}<>:"/\\|?*]/gu, '-').replace(/^[. ]+|[. ]+$/g, '')
  return `${plain.slice(0, 80) || 'Registry'} ${at.slice(0, 10)} ${at.slice(11, 19).replaceAll(':', '.')}`
}

/** A path in the folder that nothing has yet: with a number, where something has. */
export function freePath(folder: string, name: string, extension: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = path.join(folder, `${name}${number > 1 ? ` (${number})` : ''}${extension}`)
    if (!fs.existsSync(candidate)) return candidate
  }
}

export interface FoundBackup {
  readonly path: string
  /** Missing for a folder that only looks like a backup. */
  readonly manifest: BackupManifest | undefined
  /** Files that are missing or have another size than the manifest says. */
  readonly wrongFiles: readonly string[]
}

/** Looks into one backup, without reading its content. */
export async function lookAtBackup(folder: string): Promise<FoundBackup> {
  const text = await fs.promises.readFile(backupFiles(folder).manifest, 'utf8').catch(() => '')
  const manifest = parseManifest(text)
  const wrongFiles: string[] = []
  for (const [name, { bytes }] of Object.entries(manifest?.files ?? {})) {
    if ((await sizeOf(folder, name)) !== bytes) wrongFiles.push(name)
  }
  return { path: folder, manifest, wrongFiles }
}

/** @returns undefined for a file that is not there, or a name that is none */
async function sizeOf(folder: string, name: string): Promise<number | undefined> {
  try {
    return (await fs.promises.stat(fileOfBackup(folder, name))).size
  } catch {
    return undefined
  }
}

/** All that are called backups in a folder, newest first; those without a manifest at the end. */
export async function findBackups(folder: string): Promise<FoundBackup[]> {
  const names = await fs.promises.readdir(folder)
  const found = await Promise.all(
    names.filter((name) => name.endsWith(backupExtension)).map((name) => lookAtBackup(path.join(folder, name))),
  )
  const madeAt = ({ manifest }: FoundBackup) => manifest?.madeAt ?? ''
  return found.toSorted((a, b) => (madeAt(a) < madeAt(b) ? 1 : madeAt(a) > madeAt(b) ? -1 : 0))
}

/** What whoever finds a backup in twenty years needs to know. Holds no patient data. */
export const backupReadme = (name: string, registryId: string, madeAt: string): string => `${name}
A backup of an AS-ILD Registry: cases of antisynthetase syndrome with interstitial lung disease.
Registry id: ${registryId}
Made at:     ${madeAt} (UTC)

registry.db    the cases: an SQLite database, encrypted in the SQLCipher 4 format (default settings, 4096-byte pages)
keys.json      the database key, encrypted with the passphrase of each user. It is of no use without a passphrase.
images         the images, encrypted: a file for each series, see below (where there are any)
manifest.json  what the backup holds, and SHA-256 sums of the other files. Without it the backup was not finished.

To restore it:            in AS-ILD Registry choose "Restore from a backup" on the first screen, or on the command line
                              as-ild-registry restore "THIS FOLDER" "NEW NAME.asild"
                          The passphrase is the one of the day of the backup. With the recovery sheet keys.json is not needed.
Without AS-ILD Registry:  any program that reads SQLCipher 4 opens registry.db with the key on the recovery sheet:
                              PRAGMA key = "x'<the 64 characters of the sheet>'";
                          Open a copy, not the file itself. Tables are named as in the codebook of the program.

${formatOfImages}
Nobody can open the backup without a passphrase or the recovery sheet.
`
