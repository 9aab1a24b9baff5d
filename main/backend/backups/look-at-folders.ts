/** What lies in the folders for backups now, folder by folder. */
import { findBackups } from '#main/database/backup/backup-folder.ts'
import { backupSettingsIn } from '#main/database/backup/backup-settings.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import type { BackupFolderState, ListedBackup } from '#shared/ipc/areas/backups.ts'
import { folderState, isSameDisk, wordsOfState } from './folder-state.ts'
import { judgeBackup } from './judge-backup.ts'
import { neededBytes } from './needed-bytes.ts'

export interface SeenFolder {
  readonly path: string
  readonly state: BackupFolderState
  readonly sameDisk: boolean
  readonly backups: readonly ListedBackup[]
  /** What is wrong with the folder and with what lies in it, and the way on. */
  readonly sentences: string[]
}

/** @param failures what the last attempt at a folder failed with, in words */
export async function lookAtFolders(
  registry: OpenRegistry,
  failures: ReadonlyMap<string, string>,
): Promise<SeenFolder[]> {
  return Promise.all(
    backupSettingsIn(registry.reader).folders.map(async (folder): Promise<SeenFolder> => {
      const state = await folderState(folder, neededBytes(registry, folder.path))
      const isReadable = state === 'ready' || state === 'read-only' || state === 'no-space'
      const found = isReadable ? await findBackups(folder.path).catch(() => []) : []
      const backups = registry.reader.open ? found.map((backup) => judgeBackup(backup, registry)) : []
      const words = wordsOfState(state, folder.path)
      const failure = failures.get(folder.path)
      const bad = backups.filter(({ state: one }) => one === 'damaged' || one === 'unfinished')
      return {
        path: folder.path,
        state,
        sameDisk: isReadable && (await isSameDisk(folder.path, registry.folder)),
        backups,
        sentences: [
          ...(words === undefined ? [] : [words]),
          ...(words === undefined && failure !== undefined ? [`The last backup failed. ${failure}`] : []),
          ...(bad.length > 0 ? [wordsOfBad(bad, folder.path)] : []),
        ],
      }
    }),
  )
}

function wordsOfBad(bad: readonly ListedBackup[], folder: string): string {
  return bad.length === 1
    ? `One backup in ${folder} is damaged or unfinished and is not counted.`
    : `${bad.length} backups in ${folder} are damaged or unfinished and are not counted.`
}

export type CountedBackup = ListedBackup & { readonly madeAt: string; readonly changesSince: number }

/** The newest that counts: verified, and of the history that the registry has now. */
export function newestVerified(folders: readonly SeenFolder[]): CountedBackup | undefined {
  const counted = folders
    .flatMap(({ backups }) => backups)
    .filter((backup): backup is CountedBackup => backup.state === 'verified' && backup.changesSince !== undefined)
  return counted.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1))[0]
}
