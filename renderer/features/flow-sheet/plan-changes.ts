/**
 * From cells to records. A laboratory cell is one record for each of its values; what was measured at one date in another
 * form is one record of that form, edited where there is one.
 */
import { columnsOf } from '#shared/dictionary/columns.ts'
import { standingAnswers } from '#shared/dictionary/confirmations.ts'
import type { AnyRecord, ColumnValue, Confirmed, MissingReason } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { MeasuredForm } from '#shared/domain/measures.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import type { RecordChange } from '#shared/ipc/areas/changes.ts'
import type { CellValue, Entry } from './entries.ts'
import { cellKey, type CellKey, type Result, type Sheet } from './sheet.ts'

type Values = Record<string, ColumnValue | null>

/** One record that is added, edited or voided, and the cells that it is about. */
export interface Plan {
  readonly do: 'add' | 'edit' | 'void'
  readonly form: MeasuredForm
  readonly date: PartialDate
  /** The record that is edited or voided. */
  readonly record: AnyRecord | undefined
  readonly values: Values
  readonly missing: Readonly<Record<string, MissingReason>>
  readonly confirmed: Confirmed
  /** The cell of each item that was typed. */
  readonly cells: ReadonlyMap<string, CellKey>
}

interface Draft {
  readonly form: MeasuredForm
  readonly date: PartialDate
  readonly record: AnyRecord | undefined
  readonly values: Values
  readonly cells: Map<string, CellKey>
}

/** Every column of a record as it is saved. Saving replaces a record: what isn't named would be emptied. */
function savedValues(form: MeasuredForm, record: AnyRecord): Values {
  const columns = columnsOf(form).map(({ name }) => name)
  const entries = [...columns, 'comment'].map((name) => [name, (record[name] ?? null) as ColumnValue | null])
  return Object.fromEntries(entries)
}

function laboratoryDrafts(entry: Entry, results: readonly Result[]): readonly Draft[] {
  const { measure, date, values } = entry
  const key = cellKey(measure.key, date)
  const count = Math.max(values.length, results.length)
  return Array.from({ length: count }, (_, index) => {
    const [value, before] = [values[index], results[index]]
    const saved = before ? savedValues('laboratory', before.record) : { test: measure.name, date }
    return {
      form: 'laboratory' as const,
      date,
      record: before?.record,
      values: value ? { ...saved, ...laboratoryColumns(value, before) } : { ...saved, value: null },
      cells: new Map([['value', key]]),
    }
  }).filter(({ record, values: after }) => !record || isChanged(record, after))
}

function laboratoryColumns(value: CellValue, before: Result | undefined): Values {
  const { comparator = null, unit = null, refLow, refHigh } = value
  // A reference range is in the unit of its result: it doesn't outlive a change of unit.
  const keepsRange = before !== undefined && before.unit === value.unit
  return {
    value: value.value,
    value_comparator: comparator,
    unit,
    ref_low: refLow ?? (keepsRange ? (before.low ?? null) : null),
    ref_high: refHigh ?? (keepsRange ? (before.high ?? null) : null),
  }
}

const isChanged = (record: AnyRecord, values: Values) =>
  Object.entries(values).some(([name, value]) => (record[name] ?? null) !== value)

/** Puts an entry of a form that is filled in once a date into the records of that date; one that is not there is added. */
function takeInto(
  drafts: Map<string, Draft>,
  entry: Entry,
  results: readonly Result[],
  saved: readonly AnyRecord[],
): void {
  const { measure, date, values } = entry
  const { form, name } = measure
  const columns = new Set(columnsOf(form).map((column) => column.name))
  const count = Math.max(values.length, results.length)
  for (let index = 0; index < count; index++) {
    const record = results[index]?.record ?? saved[index] ?? saved[0]
    const place = `${form} ${date} ${record?.id ?? 'new'}`
    const draft = drafts.get(place) ?? newDraft(form, date, record)
    drafts.set(place, draft)
    const value = values[index]
    draft.values[name] = value?.value ?? null
    if (columns.has(`${name}_unit`)) draft.values[`${name}_unit`] = value?.unit ?? null
    if (columns.has(`${name}_comparator`)) draft.values[`${name}_comparator`] = value?.comparator ?? null
    draft.cells.set(name, cellKey(measure.key, date))
  }
}

function newDraft(form: MeasuredForm, date: PartialDate, record: AnyRecord | undefined): Draft {
  const values = record ? savedValues(form, record) : { date, ...(form === 'visit' && { kind: 'follow-up' }) }
  return { form, date, record, values, cells: new Map() }
}

/** The sum of muscle strength means nothing without its range: that of the last visit goes with a new one. */
function withStrengthRange(draft: Draft, { records }: CaseRecord): void {
  if (draft.form !== 'visit' || typeof draft.values['mmt8'] !== 'number' || draft.values['mmt8_range']) return
  const range = records.visit.findLast((visit) => visit.mmt8_range !== undefined)?.mmt8_range
  if (range !== undefined) draft.values['mmt8_range'] = range
}

/** What a record says besides when and how it came about. */
function saysNothing({ form, values }: Draft): boolean {
  if (form === 'laboratory') return values['value'] === null
  const asides = new Set(['date', 'kind', 'clinician', 'laboratory'])
  return columnsOf(form).every(
    ({ name, role }) => asides.has(name) || role !== 'value' || (values[name] ?? null) === null,
  )
}

function planOf(draft: Draft, caseRecord: CaseRecord): Plan {
  withStrengthRange(draft, caseRecord)
  const { form, date, record, values, cells } = draft
  const missing = Object.entries((record?.missing ?? {}) as Plan['missing']).filter(
    ([name]) => (values[name] ?? null) === null,
  )
  const plan = { form, date, record, values, missing: Object.fromEntries(missing), cells }
  const isEmptied = saysNothing(draft) && (form === 'laboratory' || !values['comment'])
  const doing = record ? (isEmptied ? 'void' : 'edit') : 'add'
  return { ...plan, do: doing, confirmed: record?.confirmed ?? {} }
}

/** The changes that bring the records to what the cells are to hold. */
export function planChanges(entries: readonly Entry[], sheet: Sheet, caseRecord: CaseRecord): readonly Plan[] {
  const drafts: Draft[] = []
  const ofDates = new Map<string, Draft>()
  for (const entry of entries) {
    const { measure, date } = entry
    const results = sheet.results.get(cellKey(measure.key, date)) ?? []
    if (measure.form === 'laboratory') drafts.push(...laboratoryDrafts(entry, results))
    else takeInto(ofDates, entry, results, sheet.records.get(`${measure.form} ${date}`) ?? [])
  }
  drafts.push(...ofDates.values())
  return drafts.filter((draft) => draft.record || !saysNothing(draft)).map((draft) => planOf(draft, caseRecord))
}

/** The plan as the contract takes it. */
export function changeOf(
  plan: Plan,
  reasons: { readonly voiding: string; readonly confirmed: Confirmed },
): RecordChange {
  const { form, record } = plan
  if (plan.do === 'void' && record)
    return { do: 'void', form, id: record.id, version: record.version, reason: reasons.voiding }
  const values = plainValues(plan.values)
  const confirmed = { ...standingAnswers(plan.values, plan.confirmed), ...reasons.confirmed }
  const content = { values, missing: plan.missing, confirmed }
  return record
    ? { do: 'edit', form, id: record.id, version: record.version, ...content }
    : { do: 'add', form, ...content }
}

/** Lists that may be written to, as the contract's input is typed. */
const plainValues = (values: Values) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? [...value] : value,
    ]),
  )
