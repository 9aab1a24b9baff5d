/** Operations on the registry as a whole: making, opening, closing, looking after it. */
import { z } from 'zod'
import { clinicalSettings } from '#shared/domain/clinical-settings.ts'
import { lockAfterMinutes } from './lock.ts'
import { command, job, query } from '../operation.ts'
import { wholePath } from '../whole-path.ts'
import { rights } from '../rights.ts'

const passphrase = z.string().min(1, 'Type the passphrase.').max(1024)
const folder = wholePath('folder')

export const registryStatus = z.object({
  state: z.enum(['closed', 'open']),
  folder: z.string().optional(),
  name: z.string().optional(),
  user: z.string().optional(),
  /** What this user may do. */
  rights: z.array(z.enum(rights)).optional(),
  /** The demo registry: a banner says so on every screen. */
  demo: z.boolean().optional(),
  /** Opened where nothing can be written. */
  readOnly: z.boolean().optional(),
  /** Plain sentence, when the file was found damaged while open: nothing more is written to it. */
  damage: z.string().optional(),
})
export type RegistryStatus = z.infer<typeof registryStatus>

/** Settings of the registry, the same for everybody who opens it. */
const registrySettings = clinicalSettings.extend({
  /** When a reason is asked for before a saved value is replaced. */
  reasonForChange: z.enum(['never', 'edits']),
  /** Minutes without a key or a click after which it is locked; `null`: only when somebody asks, or the computer is left. */
  autoLockMinutes: z.int().min(lockAfterMinutes.min).max(lockAfterMinutes.max).nullable(),
})
export type RegistrySettings = z.infer<typeof registrySettings>

const checkResult = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })
export type CheckResult = z.infer<typeof checkResult>

const salvageReport = z.object({
  folder: z.string(),
  /** `rebuilt`: made anew from the audit chain. `missing`: known to have been there. */
  tables: z.array(z.object({ table: z.string(), read: z.number(), rebuilt: z.number(), missing: z.number() })),
  pages: z.object({ total: z.number(), destroyed: z.number() }),
  /** Series of images by what became of their files. `withoutRecord`: files whose records could not be read. */
  images: z.object({ whole: z.number(), damaged: z.number(), missing: z.number(), withoutRecord: z.number() }),
  /** Entries of the audit chain that were kept, and the number of the last one. */
  history: z.object({ kept: z.number(), last: z.number() }),
})
export type SalvageReport = z.infer<typeof salvageReport>

export const registryArea = {
  'registry.status': query(z.object({}), registryStatus, { right: 'none' }),
  /** Makes an empty registry in a folder that must not exist yet (`….asild`), and opens it. */
  'registry.create': command(
    z.object({
      folder,
      name: z.string().trim().min(1, 'Give the registry a name.').max(100),
      user: z.string().trim().min(1, 'Type your name.').max(100),
      passphrase: z.string().min(1, 'Choose a passphrase.').max(1024),
    }),
    registryStatus,
    { right: 'none' },
  ),
  /**
   * Makes the demo registry (synthetic cases and the published one) in a folder that must not exist yet. Does not open it.
   * `images`: the published case gets a phantom at two dates, which takes a few seconds.
   */
  'registry.createDemo': job(
    z.object({
      folder,
      cases: z.int().min(1).max(200_000).optional(),
      seed: z.int().optional(),
      images: z.boolean().optional(),
    }),
    z.object({ folder: z.string(), cases: z.number() }),
    { right: 'none' },
  ),
  /** What is to be known of a place before a registry is made or opened there; empty for a good one. */
  'registry.place': query(z.object({ folder }), z.object({ sentences: z.array(z.string()) }), { right: 'none' }),
  /** Opens with a passphrase, or with the words of the recovery sheet. */
  'registry.open': command(
    z.object({
      folder,
      user: z.string().max(100).optional(),
      passphrase: passphrase.optional(),
      recoveryWords: z.string().max(1000).optional(),
      /** What the keychain of this computer kept; the shell says it. */
      deviceSecret: z.string().max(64).optional(),
    }),
    registryStatus,
    { right: 'none' },
  ),
  /** @property backup makes one first, where something changed since the last: not for a lock, which can't wait */
  'registry.close': command(z.object({ backup: z.boolean().optional() }), z.object({}), { right: 'none' }),
  'registry.info': query(
    z.object({}),
    z.object({
      name: z.string(),
      folder: z.string(),
      registryId: z.string(),
      createdAt: z.string(),
      cases: z.number(),
      records: z.record(z.string(), z.number()),
      schema: z.number(),
      sizeBytes: z.number(),
      lastBackup: z.string().nullable(),
      auditEntries: z.number(),
      /** Head of the audit chain, hexadecimal. */
      auditHead: z.string(),
    }),
    { right: 'read' },
  ),
  'registry.settings': query(z.object({}), registrySettings, { right: 'read' }),
  'registry.saveSettings': command(registrySettings.partial(), registrySettings, { right: 'administer' }),
  /** The words and the code of the recovery sheet. Asking for them is audited. */
  'registry.recoverySheet': command(
    z.object({}),
    z.object({
      name: z.string(),
      registryId: z.string(),
      words: z.array(z.string()),
      keyHex: z.string(),
      /** Tells this sheet from one of an earlier key. */
      keyId: z.string(),
    }),
    { right: 'administer' },
  ),
  /** Every page of the file, structure, foreign keys, audit chain. */
  'registry.verify': job(z.object({}), z.object({ ok: z.boolean(), checks: z.array(checkResult) }), { right: 'read' }),
  /**
   * Makes a new registry of what can still be read of a damaged one, which is only read. `into` must not exist. The new one
   * opens with the same passphrases and the same recovery sheet; the old audit entries lie beside it, encrypted.
   */
  'registry.salvage': job(
    z.object({
      folder,
      into: folder,
      user: z.string().max(100).optional(),
      passphrase: passphrase.optional(),
      recoveryWords: z.string().max(1000).optional(),
    }),
    salvageReport,
    { right: 'none' },
  ),
}
