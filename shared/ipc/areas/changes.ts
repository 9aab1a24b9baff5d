/** Several changes of records as one, what was changed, and the way back. */
import { z } from 'zod'
import { command, query } from '../operation.ts'
import { content, draftPlace, reason, saved } from './record-values.ts'

const id = z.string().min(1).max(64)
const form = z.string().min(1).max(40)
const version = z.int().min(1)

const change = z.discriminatedUnion('do', [
  /** A reference of another added record to this one is written `key:KEY`. */
  z.object({ do: z.literal('add'), form, key: z.string().min(1).max(64).optional(), ...content }),
  /** Replaces the record's values. */
  z.object({ do: z.literal('edit'), form, id, version, ...content }),
  z.object({ do: z.literal('void'), form, id, version, reason: reason.min(1, 'Say why.') }),
  z.object({ do: z.literal('restore'), form, id, version }),
])
/** One change of a set. */
export type RecordChange = z.input<typeof change>

const step = z.object({ changeId: z.string(), label: z.string(), caseId: z.string().optional() })
const outcome = z.object({ label: z.string(), caseId: z.string().optional() })

const values = z.record(z.string(), z.unknown())
const changedRecord = z.object({
  table: z.string(),
  recordId: z.string(),
  kind: z.enum(['insert', 'update']),
  before: values.optional(),
  after: values.optional(),
})
const changeSet = z.object({
  changeId: z.string(),
  at: z.string(),
  actor: z.string(),
  operation: z.string(),
  label: z.string().optional(),
  reason: z.string().optional(),
  records: z.array(changedRecord),
  /** For what is no change of a record: a view of identity, a print, an export. */
  event: z.object({ kind: z.string(), detail: z.string().optional() }).optional(),
  /** Nothing of it was changed again since. */
  canRevert: z.boolean(),
  /** Place in the chain, for asking for older ones. */
  seq: z.number(),
})
export type ChangeSet = z.infer<typeof changeSet>

export const changesArea = {
  /** One transaction, all or nothing. Issues stand at `changes.INDEX.COLUMN`. */
  'records.change': command(
    z.object({
      caseId: id,
      /** How undo and history name it: `Visit 12 Apr 2026`, `36 pasted values`. */
      label: z.string().trim().min(1).max(120),
      changes: z.array(change).min(1).max(20_000),
      reason: reason.optional(),
      draft: draftPlace.optional(),
    }),
    z.object({ changeId: z.string(), saved: z.array(saved) }),
    { right: 'write' },
  ),
  /** What undo and redo would take back now: the session's own changes, the newest first. */
  'changes.undoable': query(z.object({}), z.object({ undo: step.optional(), redo: step.optional() }), {
    right: 'read',
  }),
  'changes.undo': command(z.object({}), outcome, { right: 'write' }),
  'changes.redo': command(z.object({}), outcome, { right: 'write' }),
  /** What happened to a case, newest first: changes of its records, and who looked, printed, exported. */
  'changes.ofCase': query(
    z.object({ caseId: id, before: z.int().min(1).optional(), limit: z.int().min(1).max(500) }),
    z.object({ sets: z.array(changeSet), more: z.boolean() }),
    { right: 'read' },
  ),
  /** Takes one change back, whenever it was made. */
  'changes.revert': command(z.object({ changeId: id, reason: reason.min(1, 'Say why.') }), outcome, {
    right: 'write',
  }),
}
