/** Makes the backups of the open registry: when asked, while it is open, and when it is closed. One at a time. */
import path from 'node:path'
import { backupSettingsIn, noteBackupFolders } from '#main/database/backup/backup-settings.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { BackupSettings } from '#shared/ipc/areas/backups.ts'
import type { OutputOf, Topic } from '#shared/ipc/contract.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import type { Session } from '../session.ts'
import { lookAtFolders, newestVerified } from './look-at-folders.ts'
import { makeBackup } from './make-backup.ts'
import { thinOut } from './thin-out.ts'

interface Needs {
  readonly session: Session
  readonly appVersion: string
  readonly changed: (topics: readonly Topic[]) => void
  readonly workerFile: string | undefined
}

type Made = OutputOf<'backups.make'>
type Context = Pick<CallContext, 'signal' | 'progress'>

export interface BackupKeeper {
  /** @throws AppError where no folder could be used, or `in-use` while another backup is made */
  make(context: Context, only?: string): Promise<Made>
  /** Makes what is due, quietly. */
  makeDue(context?: Context): Promise<void>
  /** As `makeDue`, before the registry is closed: whatever its age. */
  makeBeforeClosing(context: Context): Promise<void>
  isRunning(): boolean
  /** What the last attempt at each folder failed with. */
  readonly failures: ReadonlyMap<string, string>
  /** Takes note that a registry was opened or its settings changed. */
  look(): void
}

const lookEveryMs = 60_000
/** After a failure. */
const tryAgainMs = 30 * 60_000
/** Not while the first screens are being drawn. */
const firstLookMs = 30_000

export function createBackupKeeper({ session, appVersion, changed, workerFile }: Needs): BackupKeeper {
  const failures = new Map<string, string>()
  const failedAt = new Map<string, number>()
  let running: { readonly stop: () => void; readonly ended: Promise<unknown> } | undefined
  let timer: NodeJS.Timeout | undefined

  /** The file is given back before it is closed. */
  function stopLooking(): void {
    running?.stop()
    clearInterval(timer)
    timer = undefined
    failures.clear()
    failedAt.clear()
  }

  async function make({ signal, progress }: Context, wanted?: readonly BackupSettings['folders'][number][]) {
    if (running) throw new AppError('in-use', 'A backup is being made at this moment. It is listed when it is done.')
    const registry = session.registry()
    const writer = session.writer()
    session.beforeClosing.add(stopLooking)
    const settings = backupSettingsIn(registry.reader)
    const folders = wanted ?? settings.folders
    if (folders.length === 0) throw new AppError('not-found', 'No backup folder is set. Choose one first.')
    const mine = new AbortController()
    const stop = (): void => mine.abort()
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    let end = (): void => {}
    running = { stop, ended: new Promise<void>((resolve) => (end = resolve)) }
    const made: string[] = []
    const failed: Made['failed'] = []
    try {
      for (const into of folders) {
        try {
          const at = session.clock.now()
          const source = { ...registry, writer }
          const backup = await makeBackup(source, { into, appVersion, at, workerFile, signal: mine.signal, progress })
          made.push(backup.path)
          failures.delete(into.path)
          failedAt.delete(into.path)
          note(registry, backup)
          await thinOut(into.path, registry, ruleOf(settings), at).catch(() => [])
        } catch (error) {
          if (mine.signal.aborted) throw new AppError('cancelled', 'The backup was cancelled; nothing was kept of it.')
          if (!(error instanceof AppError)) throw error
          failed.push({ folder: into.path, message: error.message })
          failures.set(into.path, error.message)
          failedAt.set(into.path, Date.now())
          if (folders.length === 1) throw error
        }
      }
    } finally {
      signal.removeEventListener('abort', stop)
      running = undefined
      end()
      changed(['health'])
    }
    return { made, failed }
  }

  function note(registry: OpenRegistry, backup: { path: string; auditEntries: number; auditHead: string }): void {
    if (session.status().state === 'closed' || session.registry() !== registry) return
    const { path: place, auditEntries, auditHead } = backup
    session.note('backups.make', 'backup', {
      detail: `${path.basename(place)}: entry ${auditEntries}, head ${auditHead.slice(0, 16)}`,
    })
  }

  /** Folders whose newest backup is too old, where something changed since. */
  async function dueFolders(olderThanMs: number): Promise<BackupSettings['folders']> {
    const registry = session.registry()
    const settings = backupSettingsIn(registry.reader)
    const seen = await lookAtFolders(registry, failures)
    if (session.status().state === 'closed' || session.registry() !== registry) return []
    const now = Date.parse(session.clock.now())
    return settings.folders.filter((folder, index) => {
      if (seen[index]?.state !== 'ready') return false
      const newest = newestVerified([seen[index]])
      return !newest || (now - Date.parse(newest.madeAt) >= olderThanMs && newest.changesSince > 0)
    })
  }

  const canMake = (): boolean => {
    const { state, readOnly, demo, damage } = session.status()
    return state === 'open' && !readOnly && !demo && !damage && !running
  }

  async function makeOlderThan(olderThanMs: number, context: Context, retries: boolean): Promise<void> {
    if (!canMake()) return
    const due = (await dueFolders(olderThanMs)).filter(
      ({ path: folder }) => retries || Date.now() - (failedAt.get(folder) ?? 0) >= tryAgainMs,
    )
    if (due.length === 0 || !canMake()) return
    context.progress({ done: 0, total: 1, what: 'Making a backup' })
    await make(context, due)
  }

  const alone: Context = { signal: new AbortController().signal, progress() {} }
  const hoursMs = () => backupSettingsIn(session.reader()).everyHours * 3_600_000

  /** What fails is kept in words for the health report. */
  async function makeDue(context = alone): Promise<void> {
    if (canMake()) await makeOlderThan(hoursMs(), context, false)
  }

  return {
    failures,
    isRunning: () => running !== undefined,
    async make(context, only) {
      const { folders } = backupSettingsIn(session.reader())
      return make(
        context,
        only === undefined ? undefined : [folders.find((one) => one.path === only) ?? { path: only }],
      )
    },
    makeDue,
    async makeBeforeClosing(context) {
      if (running) {
        context.progress({ done: 0, total: 1, what: 'Making a backup' })
        context.signal.addEventListener('abort', running.stop)
        await running.ended
      }
      if (canMake() && backupSettingsIn(session.reader()).onClose) await makeOlderThan(0, context, true)
    },
    look() {
      const { state, folder, readOnly, demo } = session.status()
      if (state === 'closed' || folder === undefined || demo) return
      session.beforeClosing.add(stopLooking)
      if (!readOnly) noteBackupFolders(folder, backupSettingsIn(session.reader()))
      const quietly = () => void makeDue().catch(() => {})
      timer ??= setInterval(quietly, lookEveryMs).unref()
      setTimeout(quietly, firstLookMs).unref()
    },
  }
}

const ruleOf = ({ keepDaily, keepWeekly, keepMonthly }: BackupSettings) => ({
  daily: keepDaily,
  weekly: keepWeekly,
  monthly: keepMonthly,
})
