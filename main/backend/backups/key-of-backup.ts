/** The key that opens a backup: of the open registry, of a passphrase, or of the recovery sheet. */
import { backupFiles } from '#main/database/backup/backup-folder.ts'
import type { FoundBackup } from '#main/database/backup/backup-folder.ts'
import { isSealed, keyIdOf } from '#main/database/backup/backup-manifest.ts'
import type { BackupManifest } from '#main/database/backup/backup-manifest.ts'
import { readEnvelope, unwrapKey } from '#main/database/keys/key-envelope.ts'
import { keyOfWords } from '#main/database/keys/recovery-words.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { AppError } from '#shared/ipc/app-error.ts'

export interface KeyWish {
  readonly passphrase?: string | undefined
  readonly recoveryWords?: string | undefined
}

export interface BackupKey {
  readonly dataKey: Buffer
  /** Whose passphrase it was; missing for the sheet. */
  readonly user: string | undefined
}

/** @throws AppError `wrong-key`, `corrupt` */
export async function keyOfBackup(
  found: FoundBackup,
  wish: KeyWish,
  open: OpenRegistry | undefined,
): Promise<BackupKey> {
  const key = await keyFor(found, wish, open)
  if (found.manifest?.keyId === keyIdOf(key.dataKey)) return key
  throw new AppError(
    'wrong-key',
    'These words are a valid recovery sheet, but not of this backup. Compare the registry id on the sheet with README.txt in the backup.',
  )
}

async function keyFor(
  { path, manifest }: FoundBackup,
  wish: KeyWish,
  open: OpenRegistry | undefined,
): Promise<BackupKey> {
  if (wish.recoveryWords) return { dataKey: keyOfWords(wish.recoveryWords), user: undefined }
  if (wish.passphrase) return unwrapKey(readEnvelope(backupFiles(path).keys), wish.passphrase)
  if (open && manifest?.keyId === keyIdOf(open.dataKey))
    // A copy: the session wipes its own when it closes.
    return { dataKey: Buffer.from(open.dataKey), user: open.userId === undefined ? undefined : open.user }
  throw new AppError('wrong-key', 'Type the passphrase of the day of the backup, or use the recovery sheet.')
}

/** What can be restored. @throws AppError `not-found`, `corrupt` */
export function demandManifest({ path, manifest }: FoundBackup): BackupManifest {
  if (manifest) return manifest
  throw new AppError(
    'not-found',
    `There is no finished backup at ${path}: it has no readable manifest.json. If its file registry.db is there, copy the folder, name the copy ….asild and try to open that.`,
  )
}

/** @throws AppError `corrupt` */
export function demandSeal(manifest: BackupManifest, dataKey: Buffer): void {
  if (!isSealed(manifest, dataKey))
    throw new AppError('corrupt', 'The manifest of this backup was changed after it was made. Choose another backup.')
}
