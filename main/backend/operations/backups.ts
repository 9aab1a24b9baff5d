/** Operations on backups. */
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import type { ListedBackup } from '#shared/ipc/areas/backups.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { findBackups, lookAtBackup } from '#main/database/backup/backup-folder.ts'
import {
  backupSettingsIn,
  notedBackupFolders,
  noteBackupFolders,
  saveBackupSettings,
} from '#main/database/backup/backup-settings.ts'
import { realPlace } from '#main/database/place/place-facts.ts'
import type { BackupKeeper } from '../backups/backup-keeper.ts'
import { mountOf } from '../backups/folder-state.ts'
import { judgeBackup } from '../backups/judge-backup.ts'
import { demandManifest, keyOfBackup } from '../backups/key-of-backup.ts'
import { lookAtFolders } from '../backups/look-at-folders.ts'
import { previewRestore } from '../backups/preview-restore.ts'
import { restoreBackup } from '../backups/restore-backup.ts'
import { runInWorker } from '../backups/run-in-worker.ts'
import type { Session } from '../session.ts'

interface Needs {
  readonly session: Session
  readonly keeper: BackupKeeper
  readonly workerFile: string | undefined
}

type Area = Pick<Handlers<'backend'>, Extract<keyof Handlers<'backend'>, `backups.${string}`>>

export function backupOperations({ session, keeper, workerFile }: Needs): Area {
  const openRegistry = () => (session.status().state === 'open' ? session.registry() : undefined)
  return {
    'backups.settings': () => backupSettingsIn(session.reader()),
    async 'backups.saveSettings'({ folders, ...wished }, { changed }) {
      const before = backupSettingsIn(session.reader())
      folders?.forEach((folder) => demandOutside(folder, session.registry().folder))
      const places =
        folders &&
        (await Promise.all(
          [...new Set(folders)].map(async (place) => {
            const known = before.folders.find((folder) => folder.path === place)
            const mount = await mountOf(place)
            return known ?? { path: place, ...(mount !== undefined && { mount }) }
          }),
        ))
      const settings = { ...before, ...wished, ...(places && { folders: places }) }
      session.write('backups.saveSettings', undefined, (db) => saveBackupSettings(db, settings))
      noteBackupFolders(session.registry().folder, settings)
      changed('health')
      keeper.look()
      return settings
    },
    async 'backups.list'() {
      const seen = await lookAtFolders(session.registry(), keeper.failures)
      return {
        folders: seen.map(({ path: place, state, sentences, backups }) => ({
          path: place,
          state,
          sentences,
          backups: [...backups],
        })),
        isRunning: keeper.isRunning(),
      }
    },
    async 'backups.make'({ folder }, context) {
      if (folder !== undefined) demandOutside(folder, session.registry().folder)
      const made = await keeper.make(context, folder)
      context.changed('health')
      return made
    },
    async 'backups.verify'({ backup, ...wish }, context) {
      const found = await lookAtBackup(backup)
      demandManifest(found)
      const { dataKey } = await keyOfBackup(found, wish, openRegistry())
      try {
        const facts = await runInWorker({ kind: 'verify', dataKey, backup }, { ...context, workerFile })
        const entries = facts.auditEntries.toLocaleString('en-US')
        return {
          ok: true,
          words: `Every page, every reference and all ${entries} entries of its audit chain are whole.`,
        }
      } catch (error) {
        if (!(error instanceof AppError) || error.kind !== 'corrupt') throw error
        return { ok: false, words: `This backup is damaged: ${error.message} Keep it, and make another.` }
      } finally {
        dataKey.fill(0)
      }
    },
    async 'backups.known'({ registry }) {
      const folders = notedBackupFolders(registry)
      const backups = await Promise.all(folders.map(async (folder) => knownIn(folder)))
      return { folders: [...folders], backups: backups.flat() }
    },
    'backups.preview': (wish) => previewRestore(session, wish),
    async 'backups.restore'(wish, context) {
      const restored = await restoreBackup(session, { ...wish, workerFile }, context)
      context.changed('registry', 'cases')
      return restored
    },
  }
}

/** What lies in the registry's own folder, be it by a link, goes with it. @throws AppError `invalid-input` */
function demandOutside(folder: string, registry: string): void {
  const from = path.relative(realPlace(registry), realPlace(folder))
  if (path.isAbsolute(folder) && (from.startsWith('..') || path.isAbsolute(from))) return
  const message = `Backups can’t lie in ${folder}: choose a folder outside of the registry, best on another disk.`
  throw new AppError('invalid-input', message, { issues: [{ path: 'folders', message }] })
}

const mostKnown = 200

async function knownIn(folder: string): Promise<ListedBackup[]> {
  const found = await findBackups(folder).catch(() => [])
  return found.slice(0, mostKnown).map((backup) => judgeBackup(backup))
}
