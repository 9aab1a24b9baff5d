/** Several changes of the records of one case, in a transaction that is open. */
import { formOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { RecordChange } from '#shared/ipc/areas/changes.ts'
import { insertRecords } from '#main/database/repositories/records.ts'
import type { NewRecord } from '#main/database/repositories/records.ts'
import {
  addRecord,
  editRecord,
  existing,
  formNamed,
  newRecord,
  restoreRecord,
  standsAlone,
  voidRecord,
} from './record-writes.ts'
import type { Saved, Writing } from './record-writes.ts'

/**
 * Applies changes in their order. New records of one form that follow each other are checked first and written together.
 * @throws AppError of the change that is refused: it says which
 */
export function applyChanges(writing: Writing, caseId: string, changes: readonly RecordChange[]): Saved[] {
  const ids = new Map<string, string>()
  let waiting: { readonly form: FormId; readonly records: NewRecord[] } | undefined
  const writeWaiting = () => {
    if (waiting) insertRecords(writing.db, waiting.form, waiting.records)
    waiting = undefined
  }
  const saved = changes.map((change, index): Saved => {
    try {
      const form = formNamed(change.form)
      if (waiting?.form !== form) writeWaiting()
      if (change.do !== 'add' || !standsAlone(form, change.values)) {
        writeWaiting()
        return apply(writing, caseId, change, ids)
      }
      const record = newRecord(writing, caseId, form, change)
      waiting ??= { form, records: [] }
      waiting.records.push(record)
      if (change.key !== undefined) ids.set(change.key, record.id)
      return { id: record.id, version: 1 }
    } catch (error) {
      throw error instanceof AppError ? atChange(error, index) : error
    }
  })
  writeWaiting()
  return saved
}

function apply(writing: Writing, caseId: string, change: RecordChange, ids: Map<string, string>): Saved {
  const form = formNamed(change.form)
  if (change.do === 'add') {
    const added = addRecord(writing, caseId, form, { ...change, values: withIds(form, change.values, ids) })
    if (change.key !== undefined) ids.set(change.key, added.id)
    return added
  }
  const { caseId: owner } = existing(writing.db, form, change.id)
  if (owner !== caseId) throw new AppError('invalid-input', 'A change of one case can’t reach into another.')
  switch (change.do) {
    case 'edit':
      return editRecord(writing, { ...change, form }, { ...change, values: withIds(form, change.values, ids) })
    case 'void':
      return voidRecord(writing, { ...change, form }, change.reason)
    case 'restore':
      return restoreRecord(writing, { ...change, form })
  }
}

type Values = (RecordChange & { do: 'add' })['values']

/** References to records that the same call added become references by id. */
function withIds(form: FormId, values: Values, ids: ReadonlyMap<string, string>): Values {
  let resolved: Record<string, Values[string]> | undefined
  for (const { type, name } of formOf(form).items) {
    if (type !== 'reference') continue
    const value = values[name]
    const id = typeof value === 'string' && value.startsWith('key:') ? ids.get(value.slice(4)) : undefined
    if (id !== undefined) (resolved ??= { ...values })[name] = id
  }
  return resolved ?? values
}

function atChange(error: AppError, index: number): AppError {
  const at = `changes.${index}`
  const issues = error.issues?.map(({ path, message }) => ({ path: path ? `${at}.${path}` : at, message }))
  return new AppError(error.kind, error.message, { issues: issues ?? [{ path: at, message: error.message }] })
}
