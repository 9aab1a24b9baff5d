/** Where, when and how long backups are kept. Kept in the registry, with its other settings: every change is audited. */
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { backupSettings } from '#shared/ipc/areas/backups.ts'
import type { BackupSettings } from '#shared/ipc/areas/backups.ts'
import type { Reader, Writer } from '../connection.ts'
import { writeWhole } from '../write-whole.ts'

const standard: BackupSettings = {
  folders: [],
  everyHours: 4,
  onClose: true,
  keepDaily: 7,
  keepWeekly: 4,
  keepMonthly: 12,
  warnAfterDays: 7,
}

/** Also read of a registry that must be brought up to date first. */
export function backupSettingsIn(db: Reader): BackupSettings {
  const hasSettings = (db.pragma('table_info(registry)') as { name: string }[]).some(({ name }) => name === 'settings')
  const text = hasSettings ? db.prepare(`SELECT settings ->> '$.backups' FROM registry`).pluck().get() : null
  const parsed = backupSettings.safeParse({ ...standard, ...(typeof text === 'string' ? JSON.parse(text) : {}) })
  return parsed.success ? parsed.data : standard
}

export function saveBackupSettings(db: Writer, settings: BackupSettings): void {
  db.prepare(`UPDATE registry SET settings = json_set(settings, '$.backups', json(?))`).run(JSON.stringify(settings))
}

/**
 * The folders again, beside the database and in the clear: a registry that does not open any more still tells where its
 * backups are.
 */
const hintFile = (registry: string): string => path.join(registry, 'backup-folders.json')
const hintSchema = z.object({ folders: z.array(z.string().max(4096)).max(20) })

/** Left out where it can't be written: it is a help, not a promise. */
export function noteBackupFolders(registry: string, { folders }: BackupSettings): void {
  const wanted = `${JSON.stringify({ folders: folders.map((folder) => folder.path) })}\n`
  try {
    if (folders.length === 0 && !fs.existsSync(hintFile(registry))) return
    if (fs.existsSync(hintFile(registry)) && fs.readFileSync(hintFile(registry), 'utf8') === wanted) return
    writeWhole(hintFile(registry), wanted)
  } catch {}
}

export function notedBackupFolders(registry: string): readonly string[] {
  try {
    return hintSchema.parse(JSON.parse(fs.readFileSync(hintFile(registry), 'utf8'))).folders
  } catch {
    return []
  }
}
