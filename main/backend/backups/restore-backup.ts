/**
 * Puts a backup into the place of a registry: staged beside it, verified there, then swapped in. What was there is kept.
 */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import { registerAudit } from '#main/database/audit.ts'
import { backupFiles, lookAtBackup } from '#main/database/backup/backup-folder.ts'
import type { BackupManifest } from '#main/database/backup/backup-manifest.ts'
import { openReader, openWriter } from '#main/database/connection.ts'
import { readEnvelope, unwrapKey } from '#main/database/keys/key-envelope.ts'
import { schemaNumber } from '#main/database/migrate.ts'
import { readmeText, registryFiles } from '#main/database/registry-folder.ts'
import { lockRegistry } from '#main/database/registry-lock.ts'
import { usersIn } from '#main/database/repositories/users.ts'
import { finishRestore, swapIn } from '#main/database/backup/restore-swap.ts'
import { writeWhole } from '#main/database/write-whole.ts'
import type { Session } from '../session.ts'
import { demandManifest, demandSeal, keyOfBackup } from './key-of-backup.ts'
import type { BackupKey } from './key-of-backup.ts'
import { demandPlace, headAt, keptName, openAt } from './preview-restore.ts'
import type { RestoreWish } from './preview-restore.ts'
import { runInWorker } from './run-in-worker.ts'

interface Wish extends RestoreWish {
  /** Whether a registry at that place may give way. */
  readonly replace: boolean
  readonly workerFile: string | undefined
}

/** @throws AppError; then the place holds what it held */
export async function restoreBackup(
  session: Session,
  wish: Wish,
  context: Pick<CallContext, 'signal' | 'progress'>,
): Promise<{ folder: string; keptAs?: string }> {
  const { backup, target, workerFile } = wish
  finishRestore(target)
  const found = await lookAtBackup(backup)
  const manifest = demandManifest(found)
  const open = session.status().state === 'open' ? session.registry() : undefined
  if (openAt(session, target)) session.demand('administer')
  const key = await keyOfBackup(found, wish, open)
  demandSeal(manifest, key.dataKey)
  demandPlace(target, manifest)
  const isThere = fs.existsSync(target)
  if (isThere && !wish.replace)
    throw new AppError(
      'invalid-input',
      `There is a registry at ${target} already. Say that it is to be replaced: it is kept beside it.`,
    )
  const stage = path.join(path.dirname(target), `.${path.basename(target)}.restore-${process.pid}.part`)
  sweepStages(target)
  try {
    fs.mkdirSync(stage, { mode: 0o700 })
    await copyToStage({ kind: 'stage', dataKey: key.dataKey, backup, stage }, { ...context, workerFile })
    if (isThere) demandAdministrator(stage, key)
    const at = session.clock.now()
    noteRestore(stage, { key, at, detail: wordsOfRestore(manifest, backup, headAt(session, target, key.dataKey)) })
    await addKeys(stage, { key, wish, isOpenHere: openAt(session, target) !== undefined })
    writeWhole(registryFiles(stage).readme, readmeText(manifest.name, manifest.registryId))
    if (context.signal.aborted) throw new AppError('cancelled', 'Cancelled; nothing was changed.')
    return { folder: target, ...swap(session, { target, stage, at, isThere }) }
  } catch (error) {
    fs.rmSync(stage, { recursive: true, force: true })
    throw error
  } finally {
    key.dataKey.fill(0)
  }
}

/** From here to the end nothing waits. */
function swap(
  session: Session,
  { target, stage, at, isThere }: { target: string; stage: string; at: string; isThere: boolean },
): { keptAs?: string } {
  if (openAt(session, target)) closeWhateverItsState(session)
  if (!isThere) {
    swapIn({ folder: target, staged: stage, kept: target })
    return {}
  }
  const kept = keptName(target, at)
  // Nobody else may be writing to what gives way.
  const lock = lockRegistry(target)
  // Windows renames no folder in which a file is open.
  if (process.platform === 'win32') lock.release()
  try {
    swapIn({ folder: target, staged: stage, kept })
  } finally {
    if (process.platform !== 'win32') lock.release()
  }
  fs.rmSync(registryFiles(kept).holder, { force: true })
  return { keptAs: kept }
}

/** A damaged file may refuse its last words; it is kept as it is. */
function closeWhateverItsState(session: Session): void {
  try {
    session.close()
  } catch {}
}

/** Stages that were cut short: copies of a backup, never a registry. */
function sweepStages(target: string): void {
  const parent = path.dirname(target)
  const start = `.${path.basename(target)}.restore-`
  for (const name of fs.readdirSync(parent))
    if (name.startsWith(start) && /^\d+\.part$/.test(name.slice(start.length)))
      fs.rmSync(path.join(parent, name), { recursive: true, force: true })
}

/** Whoever replaces a registry must have been its administrator, or hold the sheet. @throws AppError `forbidden` */
function demandAdministrator(stage: string, { dataKey, user }: BackupKey): void {
  if (user === undefined) return
  const reader = openReader(registryFiles(stage).database, dataKey)
  try {
    // Before there were users, whoever had a passphrase could do everything.
    if (schemaNumber(reader) < 5) return
    const users = usersIn(reader)
    const found = users.find(({ name }) => name.toLowerCase() === user.toLowerCase())
    if (users.length === 0 || (found && !found.endedAt && found.rights.includes('administer'))) return
  } finally {
    reader.close()
  }
  throw new AppError(
    'forbidden',
    `${user} is no administrator of the registry as this backup holds it. Use the recovery sheet, or ask an administrator.`,
  )
}

function noteRestore(stage: string, { key, at, detail }: { key: BackupKey; at: string; detail: string }): void {
  const db = openWriter(registryFiles(stage).database, key.dataKey, { rollbackJournal: true })
  try {
    const name = key.user ?? 'recovery sheet'
    registerAudit(db, key.dataKey).note({ name, operation: 'backups.restore', at }, 'restore', { detail })
  } finally {
    db.close()
  }
}

function wordsOfRestore(
  { auditEntries, auditHead }: BackupManifest,
  backup: string,
  replaced: { entries: number; head: string } | undefined,
): string {
  const now = replaced
    ? `in place of entry ${replaced.entries}, head ${replaced.head.slice(0, 16)}`
    : 'in place of nothing that could be read'
  return `${path.basename(backup)}: entry ${auditEntries}, head ${auditHead.slice(0, 16)}; ${now}`
}

interface KeysWish {
  readonly key: BackupKey
  readonly wish: Wish
  readonly isOpenHere: boolean
}

/** Today's passphrases stay valid where they open the same key; else those of the backup are valid again. */
async function addKeys(stage: string, { key, wish, isOpenHere }: KeysWish): Promise<void> {
  const today = registryFiles(wish.target).keys
  const then = backupFiles(wish.backup).keys
  const used = (await opensSame(today, { key, wish, isOpenHere })) ? today : isEnvelope(then) ? then : undefined
  if (used !== undefined) writeWhole(registryFiles(stage).keys, fs.readFileSync(used))
}

async function opensSame(keys: string, { key, wish, isOpenHere }: KeysWish): Promise<boolean> {
  if (!isEnvelope(keys) || wish.recoveryWords) return false
  // The open registry's own slots, and the key of this backup is the one in use.
  if (!wish.passphrase) return isOpenHere
  try {
    const other = await unwrapKey(readEnvelope(keys), wish.passphrase)
    return other.dataKey.equals(key.dataKey)
  } catch {
    return false
  }
}

function isEnvelope(file: string): boolean {
  try {
    readEnvelope(file)
    return true
  } catch {
    return false
  }
}

/** @throws AppError `corrupt` for a backup that is not what its manifest says */
async function copyToStage(...[task, context]: Parameters<typeof runInWorker>): Promise<void> {
  try {
    await runInWorker(task, context)
  } catch (error) {
    throw error instanceof AppError && error.kind === 'corrupt'
      ? new AppError('corrupt', `This backup is damaged: ${error.message} Nothing was changed. Choose another backup.`)
      : error
  }
}
