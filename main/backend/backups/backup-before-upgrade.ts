/** No registry is brought up to date before a verified backup of it as it was lies somewhere. */
import path from 'node:path'
import { backupSettingsIn } from '#main/database/backup/backup-settings.ts'
import type { BeforeUpgrade } from '#main/database/registry.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { makeBackup } from './make-backup.ts'

const silent = { signal: new AbortController().signal, progress() {} }

/** Into the first backup folder that works, else beside the registry. @throws AppError where no place works */
export function backupBeforeUpgrade(workerFile: string | undefined): BeforeUpgrade {
  return async ({ folder, id, name, dataKey, writer, appVersion, at }) => {
    const beside = { path: path.dirname(folder) }
    let failure: AppError | undefined
    for (const into of [...backupSettingsIn(writer).folders, beside]) {
      try {
        const source = { folder, id, name, dataKey, writer }
        await makeBackup(source, { into, appVersion, at, label: ' before upgrade', workerFile, ...silent })
        return
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        failure = error
      }
    }
    throw new AppError(
      failure?.kind ?? 'internal',
      `This registry was last used with an older version of the program. Before it is brought up to date a backup of it is made, and that failed; nothing was changed. ${failure?.message ?? ''} Then open the registry again.`,
    )
  }
}
