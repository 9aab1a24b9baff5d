/** Changing records: one transaction, one audited operation that can be undone, each. */
import { formOf, tableOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CallContext, Handlers } from '#shared/ipc/server.ts'
import { historyOf } from '#main/database/audit.ts'
import { auditedColumns } from '#main/database/audited-columns.ts'
import { outdateCaseRow } from '#main/database/repositories/cases.ts'
import { dropDraft } from '#main/database/repositories/drafts.ts'
import { registrySettings } from '#main/database/repositories/registry-settings.ts'
import { noteIdentityView } from '../identity-views.ts'
import type { Session } from '../session.ts'
import { applyChanges } from './apply-changes.ts'
import { labelOfChange } from './change-label.ts'
import {
  addCase,
  addRecord,
  editRecord,
  existing,
  formNamed,
  restoreRecord,
  voidRecord,
  writingIn,
} from './record-writes.ts'
import type { Saved, Writing } from './record-writes.ts'

type Area = Pick<
  Handlers<'backend'>,
  | 'cases.create'
  | 'records.add'
  | 'records.edit'
  | 'records.void'
  | 'records.restore'
  | 'records.change'
  | 'records.history'
>

interface Wish {
  readonly operation: string
  readonly label: string
  readonly reason?: string | undefined
  /** Draft of what is saved: gone with the saving. */
  readonly draft?: string | undefined
}

export function recordOperations(session: Session): Area {
  /** Writes, renews the row of the case table, drops the draft and puts the change on the undo stack: all or nothing. */
  function write<T extends object>(
    { operation, label, reason, draft }: Wish,
    { changed }: Pick<CallContext, 'changed'>,
    change: (writing: Writing) => { readonly caseId: string; readonly result: T },
  ): T & { readonly changeId: string } {
    const today = session.clock.today()
    const { caseId, result, changeId } = session.change({ operation, reason, label }, (db, at) => {
      const done = change(writingIn(db, at, today))
      outdateCaseRow(db, done.caseId, today)
      if (draft !== undefined) dropDraft(db, session.registry().user, draft)
      return done
    })
    session.undo.push({ changeId, label, caseId })
    changed('cases', 'changes', `case:${caseId}`)
    if (draft !== undefined) changed('drafts')
    return { ...result, changeId }
  }

  const demandReason = (reason: string | undefined) => {
    if (reason || registrySettings(session.reader()).reasonForChange === 'never') return
    const message = 'This registry asks for a reason when a saved value is changed. Say why.'
    throw new AppError('invalid-input', message, { issues: [{ path: 'reason', message }] })
  }
  /** Who the patient is is written only by those who may see it. */
  const named = (name: string): FormId => {
    const form = formNamed(name)
    if (formOf(form).identifying) session.demand('identity')
    return form
  }
  const saved = ({ id, version }: Saved): Saved => ({ id, version })

  return {
    'cases.create'({ draft, reason, identity, ...typed }, context) {
      if (identity) session.demand('identity')
      const code = String(typed.values['code'] ?? '')
      return saved(
        write({ operation: 'cases.create', label: `Case ${code} added`, reason, draft }, context, (writing) => {
          const result = addCase(writing, typed)
          if (identity) addRecord(writing, result.id, 'identity', identity)
          return { caseId: result.id, result }
        }),
      )
    },

    'records.add'({ form: name, caseId, draft, ...typed }, context) {
      const form = named(name)
      const label = labelOfChange('add', form, typed.values)
      return saved(
        write({ operation: 'records.add', label, draft }, context, (writing) => ({
          caseId,
          result: addRecord(writing, caseId, form, typed),
        })),
      )
    },

    'records.edit'({ form: name, id, version, reason, draft, ...typed }, context) {
      const form = named(name)
      demandReason(reason)
      const label = labelOfChange('edit', form, typed.values)
      return saved(
        write({ operation: 'records.edit', label, reason, draft }, context, (writing) => {
          const { caseId } = existing(writing.db, form, id)
          return { caseId, result: editRecord(writing, { form, id, version }, typed) }
        }),
      )
    },

    'records.void'({ form: name, id, version, reason }, context) {
      const form = named(name)
      const { caseId, record } = existing(session.reader(), form, id)
      const label = labelOfChange('void', form, record)
      return saved(
        write({ operation: 'records.void', label, reason }, context, (writing) => ({
          caseId,
          result: voidRecord(writing, { form, id, version }, reason),
        })),
      )
    },

    'records.restore'({ form: name, id, version, reason }, context) {
      const form = named(name)
      const { caseId, record } = existing(session.reader(), form, id)
      const label = labelOfChange('restore', form, record)
      return saved(
        write({ operation: 'records.restore', label, reason }, context, (writing) => ({
          caseId,
          result: restoreRecord(writing, { form, id, version }),
        })),
      )
    },

    'records.change'({ caseId, label, changes, reason, draft }, context) {
      changes.forEach(({ form }) => named(form))
      if (changes.some((change) => change.do === 'edit')) demandReason(reason)
      const { changeId, list } = write({ operation: 'records.change', label, reason, draft }, context, (writing) => ({
        caseId,
        result: { list: applyChanges(writing, caseId, changes) },
      }))
      return { changeId, saved: list }
    },

    'records.history'({ form: name, id }) {
      const form = named(name)
      if (formOf(form).identifying)
        noteIdentityView(session, 'records.history', existing(session.reader(), form, id).caseId)
      const rows = historyOf(session.reader(), tableOf(form), id)
      return {
        entries: rows.map(({ at, actor, operation, reason, ...kept }) => ({
          at,
          actor,
          operation,
          ...(reason !== null && { reason }),
          ...auditedColumns(kept),
        })),
      }
    },
  }
}
