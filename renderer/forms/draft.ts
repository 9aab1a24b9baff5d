/**
 * What stands in a form while it is typed, and the way between that and the columns of a record. Answers are kept as
 * text as typed, so that nothing is lost by being understood too early.
 */
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import type { AnyRecord, ColumnValue, MissingReason, RecordValues } from '#shared/dictionary/record.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { parseDose } from '#shared/domain/parse-dose.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import { isDoseLine, lineOfParts } from './dose-line.ts'
import { isTitre, readNumberField, unitItemOf } from './number-rules.ts'

/** What stands in one field. */
export interface FieldDraft {
  /** As typed; the code of a coded answer, the id of a referred-to record. */
  readonly text: string
  /** Unit of a quantity. */
  readonly unit?: string
  /** Codes of an item with several answers. */
  readonly codes?: readonly string[]
  /** Why it is empty, where that is known. */
  readonly missing?: MissingReason
  /** Typed into a list that holds no such answer: kept until an answer is chosen, and never saved. */
  readonly unmatched?: string
}
/** By item name. */
export type Draft = Readonly<Record<string, FieldDraft>>

/** Something that must be put right before the record can be kept; no `item` where it concerns the whole. */
export interface FieldProblem {
  readonly item: string | undefined
  readonly message: string
}

export const isBlank = ({ text, codes, unmatched }: FieldDraft) => text.trim() === '' && !codes?.length && !unmatched

/** A number as text, without the noise of binary fractions. */
export const numberText = (value: number) => String(Number(value.toPrecision(12)))

function emptyField(item: Item): FieldDraft {
  if (item.type === 'quantity') return { text: '', unit: item.units[0] }
  if (item.type === 'choices') return { text: '', codes: [] }
  return { text: '' }
}

function fieldOf(item: Item, columns: Readonly<Record<string, unknown>>): FieldDraft {
  const value = columns[item.name]
  const empty = emptyField(item)
  const unit = columns[`${item.name}_unit`]
  const kept = typeof unit === 'string' ? { ...empty, unit } : empty
  if (value === null || value === undefined) return kept
  if (item.type === 'choices') return { ...kept, codes: (value as readonly unknown[]).map(String) }
  if (typeof value === 'string') return { ...kept, text: value }
  if (typeof value !== 'number') return kept
  const comparator = (columns[`${item.name}_comparator`] as string | undefined) ?? ''
  return { ...kept, text: `${comparator}${isTitre(item) ? '1:' : ''}${numberText(value)}` }
}

/** The fields of a form as a record, or values to start with, fill them. */
export function draftOf(form: Form, columns: AnyRecord | RecordValues = {}): Draft {
  const missing = (columns['missing'] ?? {}) as Readonly<Record<string, MissingReason>>
  const draft: Draft = Object.fromEntries(
    form.items.map((item) => {
      const field = fieldOf(item, columns)
      const reason = missing[item.name]
      return [item.name, reason && isBlank(field) ? { ...field, missing: reason } : field]
    }),
  )
  const line = form.items.find(isDoseLine)
  return line ? { ...draft, [line.name]: { text: lineOfParts(draft) } } : draft
}

type Columns = Record<string, ColumnValue | null>
type Understood =
  | { readonly columns: Columns; /** Answers of other items that were typed along. */ readonly typedAlong?: Columns }
  | { readonly problem: string }

/** The columns that one field fills, `null` where it is empty; or what is wrong with it. */
function understood(form: Form, item: Item, draft: Draft, today: PartialDate): Understood {
  const field = draft[item.name] ?? emptyField(item)
  const { name } = item
  const text = field.text.trim()
  if (field.unmatched) return { problem: `“${field.unmatched}” is no answer of the list: choose one, or drop it.` }
  if (isDoseLine(item)) {
    const read = parseDose(text)
    return text && 'problem' in read ? read : { columns: {} }
  }
  switch (item.type) {
    case 'text':
    case 'long-text':
    case 'choice':
    case 'reference':
      return { columns: { [name]: text || null } }
    case 'choices':
      return { columns: { [name]: field.codes?.length ? field.codes : null } }
    case 'date': {
      if (!text) return { columns: { [name]: null } }
      const read = parseClinicalDate(text, today)
      return 'problem' in read ? read : { columns: { [name]: read.date } }
    }
    case 'integer':
    case 'number':
    case 'quantity':
      return understoodNumber(form, item, draft)
  }
}

function understoodNumber(form: Form, item: Item, draft: Draft): Understood {
  const { name } = item
  const columns: Columns = { [name]: null }
  if ('comparator' in item && item.comparator) columns[`${name}_comparator`] = null
  if (item.type === 'quantity') columns[`${name}_unit`] = null
  const read = readNumberField(form, item, draft)
  if (!read) return { columns }
  if ('problem' in read) return read
  const { value, unit = null, comparator = null } = read.quantity
  columns[name] = value
  if ('comparator' in item && item.comparator) columns[`${name}_comparator`] = comparator
  if (item.type === 'quantity') columns[`${name}_unit`] = unit
  const unitItem = unitItemOf(form, item)
  return unitItem && read.withUnit ? { columns, typedAlong: { [unitItem]: unit } } : { columns }
}

export interface DraftColumns {
  /** Every column of the form; `null` for an empty one. */
  readonly values: RecordValues
  readonly missing: Readonly<Record<string, MissingReason>>
  /** Fields that can't be understood; they are left out of `values`. */
  readonly problems: readonly FieldProblem[]
}

/** What the fields of a form say, as columns of a record. */
export function columnsOf(form: Form, draft: Draft, today: PartialDate): DraftColumns {
  const values: Record<string, ColumnValue | null> = {}
  const missing: Record<string, MissingReason> = {}
  const problems: FieldProblem[] = []
  const typedAlong: Columns = {}
  for (const item of form.items) {
    const field = draft[item.name] ?? emptyField(item)
    if (field.missing && isBlank(field)) missing[item.name] = field.missing
    const read = understood(form, item, draft, today)
    if ('problem' in read) problems.push({ item: item.name, message: read.problem })
    else {
      Object.assign(values, read.columns)
      Object.assign(typedAlong, read.typedAlong)
    }
  }
  return { values: { ...values, ...typedAlong }, missing, problems }
}

/** The item that a column belongs to: `fvc_unit` belongs to `fvc`. */
export function itemOfColumn(form: Form, column: string): string | undefined {
  const [name] = column.split('.')
  const own = form.items.find((item) => item.name === name)
  return (own ?? form.items.find((item) => name === `${item.name}_unit` || name === `${item.name}_comparator`))?.name
}

/**
 * The form with the comment that every record can have. Saving replaces a record, its comment too: a form that did not
 * ask for it would empty it.
 */
export function withComment<F extends Form>(form: F, record?: AnyRecord): F {
  const needsNone = form.id === 'note' || form.identifying
  if (needsNone && !record?.comment) return form
  const comment: Item = { name: 'comment', label: 'Comment', type: 'long-text' }
  return { ...form, items: [...form.items, comment] }
}
