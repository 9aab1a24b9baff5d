/** A case kept in memory behind the fake bridge: what is saved can be read again, with versions, history and voiding. */
import { AppError } from '#shared/ipc/app-error.ts'
import type { Topic } from '#shared/ipc/contract.ts'
import type { HistoryEntry } from '#shared/ipc/areas/cases.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { FakeHandlers } from './fake-bridge.ts'

export interface MemoryCase {
  readonly handlers: FakeHandlers
  /** The record as saved at this moment. */
  readonly saved: () => CaseRecord
  /** Somebody else saves a record: its version grows. */
  readonly changeBehind: (form: string, id: string, values: Readonly<Record<string, unknown>>) => void
}

type Lists = Record<string, readonly AnyRecord[]>

/** @param start as made by `aCase()` */
export function memoryCase(start: CaseRecord, identity?: AnyRecord): MemoryCase {
  let caseRow = start.case as unknown as AnyRecord
  let lists = start.records as unknown as Lists
  let voided: Lists = {}
  const history = new Map<string, HistoryEntry[]>()
  const caseId = start.case.id
  const topics: readonly Topic[] = [`case:${caseId}`, 'cases']
  const at = '2026-11-23T09:00:00.000Z'
  let added = 0

  const saved = (): CaseRecord => ({ case: caseRow, records: lists }) as unknown as CaseRecord
  const find = (form: string, id: string): AnyRecord => {
    const found = form === 'case' ? caseRow : lists[form]?.find((record) => record.id === id)
    if (!found) throw new AppError('not-found', 'This record is not in the registry any more.')
    return found
  }
  const put = (form: string, record: AnyRecord) => {
    if (form === 'case') caseRow = record
    else lists = { ...lists, [form]: [...(lists[form] ?? []).filter(({ id }) => id !== record.id), record] }
  }
  const note = (id: string, entry: Omit<HistoryEntry, 'at' | 'actor'>) =>
    history.set(id, [...(history.get(id) ?? []), { at, actor: 'A. Author', ...entry }])
  const withoutNulls = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

  const handlers = {
    'cases.get': () => saved(),
    'cases.nextCode': () => ({ code: 'AS-0043' }),
    'cases.create': () => ({ id: caseId, version: 1 }),
    'cases.viewIdentity': () => ({ record: identity ?? null }),
    'records.add'({ form, values, missing, confirmed }, { changed }) {
      const id = `${form}-new-${++added}`
      const frame = { id, version: 1, source: 'recorded' as const, created_at: at, updated_at: at }
      put(form, { ...frame, ...withoutNulls(values), ...(missing && { missing }), ...(confirmed && { confirmed }) })
      note(id, { operation: 'records.add', after: values })
      changed(...topics)
      return { id, version: 1 }
    },
    'records.edit'({ form, id, version, values, missing, confirmed }, { changed }) {
      const { source, created_at, ...before } = find(form, id)
      if (before.version !== version) throw new AppError('conflict', 'Somebody saved this record since you opened it.')
      const frame = { id, version: version + 1, source, created_at, updated_at: at }
      put(form, { ...frame, ...withoutNulls(values), ...(missing && { missing }), ...(confirmed && { confirmed }) })
      note(id, { operation: 'records.edit', before, after: values })
      changed(...topics)
      return { id, version: version + 1 }
    },
    'records.void'({ form, id, reason }, { changed }) {
      const record = { ...find(form, id), voided_at: at, void_reason: reason }
      lists = { ...lists, [form]: (lists[form] ?? []).filter((each) => each.id !== id) }
      voided = { ...voided, [form]: [...(voided[form] ?? []), record] }
      note(id, { operation: 'records.void', reason })
      changed(...topics)
      return { id, version: record.version }
    },
    'records.restore'({ form, id }, { changed }) {
      const { voided_at: _, void_reason: __, ...record } = voided[form]!.find((each) => each.id === id)!
      voided = { ...voided, [form]: voided[form]!.filter((each) => each.id !== id) }
      put(form, record as AnyRecord)
      changed(...topics)
      return { id, version: record.version }
    },
    'records.voided': () => ({ records: voided as Record<string, AnyRecord[]> }),
    'records.history': ({ id }) => ({ entries: history.get(id) ?? [] }),
  } satisfies FakeHandlers

  /** All or nothing: versions are looked at before anything is written. */
  const changeAll: FakeHandlers['records.change'] = ({ changes }, context) => {
    for (const change of changes)
      if (change.do === 'edit' && find(change.form, change.id).version !== change.version)
        throw new AppError('conflict', 'Somebody saved this record since you opened it.')
    const keys = new Map<string, string>()
    const written = changes.map((change) => {
      if (change.do === 'void') return handlers['records.void'](change, context)
      if (change.do === 'restore') return handlers['records.restore'](change, context)
      const values = Object.fromEntries(
        Object.entries(change.values).map(([name, value]) => [
          name,
          typeof value === 'string' && value.startsWith('key:') ? (keys.get(value.slice(4)) ?? value) : value,
        ]),
      )
      if (change.do === 'edit') return handlers['records.edit']({ ...change, values }, context)
      const kept = handlers['records.add']({ ...change, caseId, values }, context)
      if (change.key !== undefined) keys.set(change.key, kept.id)
      return kept
    })
    return { changeId: 'change-1', saved: written }
  }

  return {
    saved,
    changeBehind(form, id, values) {
      const record = find(form, id)
      put(form, { ...record, ...values, version: record.version + 1 })
    },
    handlers: { ...handlers, 'records.change': changeAll },
  }
}
