/** Backups: where they go, what is there, making, checking and restoring them. */
import { z } from 'zod'
import { command, job, query } from '../operation.ts'

const place = z.string().min(1, 'Choose a folder.').max(4096)

const rules = {
  /** While the registry is open and something changed. */
  everyHours: z.int().min(1).max(168),
  /** When the registry is closed and something changed. */
  onClose: z.boolean(),
  keepDaily: z.int().min(1).max(366),
  keepWeekly: z.int().min(0).max(520),
  keepMonthly: z.int().min(0).max(1200),
  /** From this age of the newest backup on the light asks to be looked at; from three times of it on to act. */
  warnAfterDays: z.int().min(1).max(365),
}
export const backupSettings = z.object({
  folders: z
    .array(
      z.object({
        path: place,
        /** Where its drive was mounted when it was chosen: when that is gone, the drive was removed. */
        mount: z.string().max(4096).optional(),
      }),
    )
    .max(5),
  ...rules,
})
export type BackupSettings = z.infer<typeof backupSettings>

const folderState = z.enum(['ready', 'missing', 'drive-removed', 'read-only', 'no-space', 'unreachable'])
export type BackupFolderState = z.infer<typeof folderState>

const listedBackup = z.object({
  path: z.string(),
  /** Name of the registry at that time. */
  name: z.string(),
  /** UTC ISO times; missing where it has no manifest. */
  madeAt: z.string().optional(),
  verifiedAt: z.string().optional(),
  appVersion: z.string().optional(),
  bytes: z.number(),
  cases: z.number().optional(),
  entries: z.number().optional(),
  /** Missing where the registry has not come from it. At most 10,000 are counted. */
  changesSince: z.number().optional(),
  /** `verified`: it was opened and compared when it was made, its manifest is sealed and its files are there. */
  state: z.enum(['verified', 'unchecked', 'damaged', 'unfinished', 'other-registry', 'other-key']),
  /** Why it is not `verified`, or how it differs from the registry now. */
  words: z.string(),
})
export type ListedBackup = z.infer<typeof listedBackup>

const key = {
  /** Missing where the open registry has the same key. */
  passphrase: z.string().max(1024).optional(),
  recoveryWords: z.string().max(1000).optional(),
}

const preview = z.object({
  backup: z.object({
    path: z.string(),
    name: z.string(),
    madeAt: z.string(),
    appVersion: z.string(),
    schema: z.number(),
    cases: z.number(),
    records: z.number(),
    entries: z.number(),
    bytes: z.number(),
  }),
  /** Where the registry that is there now is kept; missing where nothing is there. */
  keptAs: z.string().optional(),
  /** How the backup stands to the registry that is there now. */
  relation: z.enum(['nothing-there', 'same', 'earlier', 'different-history', 'unreadable']),
  /** What the registry holds and the backup does not. At most 10,000 are counted. */
  lost: z.object({
    entries: z.number(),
    changes: z.number(),
    cases: z.array(z.object({ code: z.string(), changes: z.number() })),
    moreCases: z.number(),
  }),
})
export type RestorePreview = z.infer<typeof preview>

export const backupsArea = {
  'backups.settings': query(z.object({}), backupSettings, { right: 'read' }),
  'backups.saveSettings': command(
    z
      .object({ folders: z.array(place).max(5) })
      .extend(rules)
      .partial(),
    backupSettings,
    { right: 'administer' },
  ),
  /** What lies in the folders now. */
  'backups.list': query(
    z.object({}),
    z.object({
      folders: z.array(
        z.object({
          path: z.string(),
          state: folderState,
          /** What is wrong with the folder, and the way on. */
          sentences: z.array(z.string()),
          backups: z.array(listedBackup),
        }),
      ),
      /** Being made at this moment. */
      isRunning: z.boolean(),
    }),
    { right: 'read' },
  ),
  /** Makes a verified backup in one folder, or in all that are set. */
  'backups.make': job(
    z.object({ folder: place.optional() }),
    z.object({
      made: z.array(z.string()),
      failed: z.array(z.object({ folder: z.string(), message: z.string() })),
    }),
    { right: 'read' },
  ),
  /** Reads a whole backup and holds it against its manifest. */
  'backups.verify': job(z.object({ backup: place, ...key }), z.object({ ok: z.boolean(), words: z.string() }), {
    right: 'none',
  }),
  /** Backups in the folders that a registry noted beside its file: of one that does not open any more as well. */
  'backups.known': query(
    z.object({ registry: place }),
    z.object({ folders: z.array(z.string()), backups: z.array(listedBackup) }),
    { right: 'none' },
  ),
  /** What a backup holds, and what restoring it would lose. Changes nothing. */
  'backups.preview': job(z.object({ backup: place, target: place, ...key }), preview, { right: 'none' }),
  /** Puts a backup into its place. What was there is kept beside it; the registry is closed. */
  'backups.restore': job(
    z.object({ backup: place, target: place, replace: z.boolean(), ...key }),
    z.object({ folder: z.string(), keptAs: z.string().optional() }),
    { right: 'none' },
  ),
}
