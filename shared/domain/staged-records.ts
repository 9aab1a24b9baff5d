/**
 * Changes of a case's treatments that are not saved yet, laid over what is saved: the editor draws, checks and computes
 * with the record as it would be, and what is staged goes to the registry in one piece. It is plain data, so that it can be
 * kept as a draft.
 */
import { columnsOf } from '../dictionary/columns.ts'
import { formOf } from '../dictionary/forms.ts'
import type { AnyRecord, ColumnValue, Confirmed, MissingReason, RecordValues } from '../dictionary/record.ts'
import type { CaseRecord } from './case-record.ts'
import { firstDay } from './partial-date.ts'

export type StagedForm = 'treatment' | 'dose_step' | 'infusion'
const stagedForms: readonly StagedForm[] = ['treatment', 'dose_step', 'infusion']

interface Put {
  readonly form: StagedForm
  readonly id: string
  /** `null` empties a column; columns that are absent stay as they are. */
  readonly values: RecordValues
  /** Answers to doubts about the record, all of them; absent where they stay as they are. */
  readonly confirmed?: Confirmed
}

/** One change, as a key or a field makes it. */
export type Edit =
  | ({ readonly do: 'add' } & Put)
  | ({ readonly do: 'change' } & Put)
  | { readonly do: 'void'; readonly form: StagedForm; readonly id: string; readonly reason: string }

export interface Staged {
  readonly added: readonly Put[]
  /** Only the columns that differ from what is saved, with the version that the change started from. */
  readonly changed: readonly (Put & { readonly version: number })[]
  readonly voided: readonly {
    readonly form: StagedForm
    readonly id: string
    readonly version: number
    readonly reason: string
  }[]
}

export const nothingStaged: Staged = { added: [], changed: [], voided: [] }

export function isNothing({ added, changed, voided }: Staged): boolean {
  return added.length + changed.length + voided.length === 0
}

/** How many records it would change. */
export function countStaged({ added, changed, voided }: Staged): number {
  return added.length + changed.length + voided.length
}

/** How a record differs from what is saved. */
export type Mark = 'new' | 'changed' | 'voided'

export function marksOf({ added, changed, voided }: Staged): ReadonlyMap<string, Mark> {
  return new Map<string, Mark>([
    ...added.map(({ id }) => [id, 'new'] as const),
    ...changed.map(({ id }) => [id, 'changed'] as const),
    ...voided.map(({ id }) => [id, 'voided'] as const),
  ])
}

function savedRecord({ records }: CaseRecord, form: StagedForm, id: string): AnyRecord | undefined {
  return records[form].find((record) => record.id === id) as AnyRecord | undefined
}

function same(a: unknown, b: ColumnValue | null): boolean {
  return (a ?? null) === b || JSON.stringify(a ?? null) === JSON.stringify(b)
}

function withoutNulls(values: RecordValues): RecordValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

function staged(before: Staged, record: CaseRecord, edit: Edit): Staged {
  const { form, id } = edit
  const answers = edit.do === 'void' || edit.confirmed === undefined ? {} : { confirmed: edit.confirmed }
  const isNew = before.added.some((added) => added.id === id)
  switch (edit.do) {
    case 'add':
      return { ...before, added: [...before.added, { form, id, values: withoutNulls(edit.values), ...answers }] }
    case 'change': {
      if (isNew) {
        const added = before.added.map((one) =>
          one.id === id ? { ...one, values: withoutNulls({ ...one.values, ...edit.values }), ...answers } : one,
        )
        return { ...before, added }
      }
      const saved = savedRecord(record, form, id)
      if (!saved) return before
      const known = before.changed.find((changed) => changed.id === id)
      const differing = Object.entries({ ...known?.values, ...edit.values }).filter(
        ([column, value]) => !same(saved[column], value),
      )
      const others = before.changed.filter((changed) => changed.id !== id)
      if (differing.length === 0) return { ...before, changed: others }
      const version = known?.version ?? saved.version
      const changed = { ...known, form, id, version, values: Object.fromEntries(differing), ...answers }
      return { ...before, changed: [...others, changed] }
    }
    case 'void': {
      if (isNew) return { ...before, added: before.added.filter((added) => added.id !== id) }
      const saved = savedRecord(record, form, id)
      if (!saved || before.voided.some((voided) => voided.id === id)) return before
      return {
        ...before,
        changed: before.changed.filter((changed) => changed.id !== id),
        voided: [...before.voided, { form, id, version: saved.version, reason: edit.reason }],
      }
    }
  }
}

/**
 * What is staged after more edits.
 * @param record as saved
 */
export function stage(before: Staged, record: CaseRecord, edits: readonly Edit[]): Staged {
  return edits.reduce((all, edit) => staged(all, record, edit), before)
}

/** Reasons for missing values that no longer hold, since there is a value now, fall away. */
function missingLeft(record: AnyRecord): Readonly<Record<string, MissingReason>> {
  return Object.fromEntries(Object.entries(record.missing ?? {}).filter(([item]) => record[item] === undefined))
}

function overlaid(record: AnyRecord, { values, confirmed }: Pick<Put, 'values' | 'confirmed'>): AnyRecord {
  const merged: Record<string, unknown> = { ...record }
  for (const [column, value] of Object.entries(values)) {
    if (value === null) delete merged[column]
    else merged[column] = value
  }
  const missing = missingLeft(merged as AnyRecord)
  if (Object.keys(missing).length > 0) merged['missing'] = missing
  else delete merged['missing']
  if (confirmed) merged['confirmed'] = confirmed
  return merged as AnyRecord
}

/** Keeps the order of the record: by date, what has none last, what is new after what was there. */
function inOrder(form: StagedForm, records: readonly AnyRecord[]): readonly AnyRecord[] {
  const dateItem = formOf(form).dateItem!
  const dayOf = (record: AnyRecord) => {
    const date = record[dateItem]
    return typeof date === 'string' ? firstDay(date) : Number.POSITIVE_INFINITY
  }
  return records.toSorted((a, b) => (dayOf(a) === dayOf(b) ? 0 : dayOf(a) - dayOf(b)))
}

const notSavedYet = { version: 0, source: 'recorded', created_at: '', updated_at: '' } as const

/** The record as it would be with what is staged. */
export function withStaged(record: CaseRecord, { added, changed, voided }: Staged): CaseRecord {
  const lists = Object.fromEntries(
    stagedForms.map((form) => {
      const kept = (record.records[form] as readonly AnyRecord[])
        .filter(({ id }) => !voided.some((one) => one.id === id))
        .map((saved) => {
          const change = changed.find(({ id }) => id === saved.id)
          return change ? overlaid(saved, change) : saved
        })
      const fresh = added
        .filter((one) => one.form === form)
        .map((one) => overlaid({ ...notSavedYet, id: one.id } as AnyRecord, one))
      return [form, inOrder(form, [...kept, ...fresh])]
    }),
  )
  return { ...record, records: { ...record.records, ...(lists as Partial<CaseRecord['records']>) } }
}

/** Records of which somebody saved a newer version, or that are gone, since the change started. */
export function overtaken({ changed, voided }: Staged, record: CaseRecord): readonly string[] {
  return [...changed, ...voided]
    .filter(({ form, id, version }) => savedRecord(record, form, id)?.version !== version)
    .map(({ id }) => id)
}

/** The same changes on top of what is saved now; those of records that are gone fall away. */
export function rebased({ added, changed, voided }: Staged, record: CaseRecord): Staged {
  const onNewest = <T extends { readonly form: StagedForm; readonly id: string }>(one: T) => {
    const saved = savedRecord(record, one.form, one.id)
    return saved ? [{ ...one, version: saved.version }] : []
  }
  return { added, changed: changed.flatMap(onNewest), voided: voided.flatMap(onNewest) }
}

/** What is staged without the changes of some records. */
export function without({ added, changed, voided }: Staged, ids: readonly string[]): Staged {
  const others = <T extends { readonly id: string }>(list: readonly T[]) => list.filter(({ id }) => !ids.includes(id))
  return { added, changed: others(changed), voided: others(voided) }
}

type Values = Record<string, string | number | string[] | null>

/** One change in the words of the registry's contract. */
export type StagedChange =
  | { do: 'add'; form: StagedForm; key: string; values: Values; confirmed?: Confirmed }
  | {
      do: 'edit'
      form: StagedForm
      id: string
      version: number
      values: Values
      missing: Record<string, MissingReason>
      confirmed?: Confirmed
    }
  | { do: 'void'; form: StagedForm; id: string; version: number; reason: string }

const plain = (value: ColumnValue | null): string | number | string[] | null =>
  typeof value === 'object' && value !== null ? [...value] : value

/**
 * What is staged as changes to save, in an order in which no record ever points to one that isn't there: courses before
 * their doses, and the other way round for voiding. A saved record is replaced whole, so its other columns come along.
 */
export function changesOf(record: CaseRecord, { added, changed, voided }: Staged): readonly StagedChange[] {
  const isNew = new Set(added.map(({ id }) => id))
  const reference = (values: Values): Values => {
    const treatment = values['treatment']
    return typeof treatment === 'string' && isNew.has(treatment) ? { ...values, treatment: `key:${treatment}` } : values
  }
  const byForm = <T extends { readonly form: StagedForm }>(list: readonly T[]) =>
    stagedForms.flatMap((form) => list.filter((one) => one.form === form))
  const adds = byForm(added).map(({ form, id, values, confirmed }): StagedChange => {
    const given = Object.fromEntries(Object.entries(values).map(([column, value]) => [column, plain(value)]))
    return { do: 'add', form, key: id, values: reference(given), ...(confirmed ? { confirmed } : {}) }
  })
  const edits = changed.flatMap((change): readonly StagedChange[] => {
    const { form, id, version } = change
    const saved = savedRecord(record, form, id)
    if (!saved) return []
    const whole = overlaid(saved, change)
    const columns = [...columnsOf(form).map(({ name }) => name), 'comment']
    const given = columns.map((column) => [column, plain((whole[column] as ColumnValue | undefined) ?? null)] as const)
    const { missing = {}, confirmed } = whole
    const content = { values: reference(Object.fromEntries(given)), missing: { ...missing } }
    return [{ do: 'edit', form, id, version, ...content, ...(confirmed ? { confirmed } : {}) }]
  })
  const voids = byForm(voided)
    .toReversed()
    .map(({ form, id, version, reason }): StagedChange => ({ do: 'void', form, id, version, reason }))
  return [...adds, ...edits, ...voids]
}
