/** The audit chain, seen by who administers the registry: looked through, checked, compared with paper, taken out. */
import { z } from 'zod'
import { auditGroupIds } from '#shared/domain/audit-kinds.ts'
import { command, job, query } from '../operation.ts'
import { wholePath } from '../whole-path.ts'

const moment = z.iso.datetime().max(40)

/** Which entries. Everything where nothing is said. */
const auditFilter = z.object({
  /** Registry code of a case. */
  case: z.string().min(1).max(40).optional(),
  actor: z.string().min(1).max(100).optional(),
  /** UTC; entries made then or later, and before `to`. */
  from: moment.optional(),
  to: moment.optional(),
  kind: z.enum(auditGroupIds).optional(),
})
export type AuditFilter = z.infer<typeof auditFilter>

const values = z.record(z.string(), z.unknown())
const auditEntry = z.object({
  seq: z.number(),
  at: z.string(),
  actor: z.string(),
  operation: z.string(),
  operationId: z.string(),
  /** As it stands in the chain: `insert`, `update`, or what happened. */
  kind: z.string(),
  group: z.enum(auditGroupIds),
  reason: z.string().optional(),
  caseId: z.string().optional(),
  caseCode: z.string().optional(),
  table: z.string().optional(),
  recordId: z.string().optional(),
  /** Changed columns only. */
  before: values.optional(),
  after: values.optional(),
  /** What an event says of itself. */
  detail: z.string().optional(),
  /** The record as it stands now, for its name. */
  record: values.optional(),
  /** Drug of the treatment that a dose step belongs to. */
  drug: z.string().optional(),
  /** Changes of identity are told without what they held: that is shown only where its viewing is recorded. */
  withheld: z.boolean().optional(),
})
export type AuditEntry = z.infer<typeof auditEntry>

const chainHead = z.object({ entries: z.number(), head: z.string() })

const auditFile = {
  format: z.enum(['csv', 'json']),
  filter: auditFilter,
  /** With what changes of identity held; wants the right to see identity. */
  withIdentity: z.boolean().optional(),
}

export const auditArea = {
  /** Entries, newest first. A search that finds little stops after a bounded walk and says how far it came. */
  'audit.find': query(
    z.object({ filter: auditFilter, before: z.int().min(1).optional(), limit: z.int().min(1).max(500) }),
    z.object({
      entries: z.array(auditEntry),
      /** The oldest entry that was looked at. */
      searchedTo: z.object({ seq: z.number(), at: z.string() }).optional(),
      /** There are older ones. */
      more: z.boolean(),
    }),
    { right: 'administer' },
  ),
  /** Length and head of the chain, who wrote in it, and the key that checks signed copies of it. */
  'audit.chain': query(
    z.object({}),
    chainHead.extend({
      at: z.string().optional(),
      /** Ed25519, as SubjectPublicKeyInfo in base64. */
      publicKey: z.string(),
      users: z.array(z.string()),
    }),
    { right: 'read' },
  ),
  /** Recomputes every seal. */
  'audit.verify': job(
    z.object({}),
    chainHead.extend({
      /** The first entry that is missing or not as it was written, and between which it stands. */
      broken: z
        .object({
          seq: z.number(),
          at: z.string().optional(),
          actor: z.string().optional(),
          lastSoundAt: z.string().optional(),
        })
        .optional(),
    }),
    { right: 'read' },
  ),
  /** Finds the entry whose seal was printed on a paper, and what was added since. */
  'audit.findHead': job(
    z.object({
      head: z
        .string()
        .max(120)
        .transform((text) => text.replace(/\s+/g, '').toLowerCase())
        .pipe(
          z
            .string()
            .regex(
              /^[0-9a-f]{8,64}$/,
              'Type at least the first 8 signs after “audit” at the foot of the page: digits and the letters a to f.',
            ),
        ),
    }),
    z.object({
      searched: z.number(),
      found: z
        .object({
          seq: z.number(),
          at: z.string(),
          actor: z.string(),
          head: z.string(),
          /** Entries added since, in all and by what they are about. */
          since: z.number(),
          groups: z.partialRecord(z.enum(auditGroupIds), z.number()),
        })
        .optional(),
    }),
    { right: 'read' },
  ),
  /** Asks where to, then writes the entries. `null` when dismissed. Wants the right to export as well. */
  'audit.export': job(z.object(auditFile), z.object({ file: z.string().nullable(), entries: z.number() }), {
    right: 'administer',
    place: 'shell',
  }),
  /** Writes the entries into a file. Asked by the shell and the command line only: no page names a path. */
  'audit.writeExport': job(
    z.object({ ...auditFile, file: wholePath('file') }),
    z.object({ file: z.string(), entries: z.number(), head: z.string(), publicKey: z.string() }),
    { right: 'administer' },
  ),
  /** Puts an event that is no change of a record (print, export) into the audit chain. Asked by the shell only. */
  'audit.note': command(
    z.object({ kind: z.enum(['print', 'export']), caseId: z.string().max(64).optional(), detail: z.string().max(500) }),
    z.object({ auditHead: z.string() }),
    { right: 'export' },
  ),
}
