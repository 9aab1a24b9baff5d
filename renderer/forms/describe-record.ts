/** Records in words, for tables, references and headings. Nothing is rounded and nothing is filled in. */
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import { missingReasons } from '#shared/dictionary/record.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { comparePartialDates, formatPartialDate } from '#shared/domain/partial-date.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { numberText } from './draft.ts'
import { partnerOf } from './layout.ts'
import { isTitre } from './number-rules.ts'

/** A value in words, with its unit apart so that it can be shown smaller. */
export interface Described {
  readonly text: string
  readonly unit?: string
}

/** The label of a code; the code itself where the list no longer holds it. */
const choiceLabel = (item: Item, code: string): string =>
  ('choices' in item ? item.choices.find((choice) => choice.code === code)?.label : undefined) ?? code

/** The unit of a number: chosen with it, the item's own, or the answer to the form's item "unit". */
function unitOf(form: Form, item: Item, columns: Readonly<Record<string, unknown>>): string | undefined {
  const unit =
    item.type === 'quantity'
      ? columns[`${item.name}_unit`]
      : 'unit' in item
        ? item.unit
        : partnerOf(form, item)?.name === 'unit'
          ? columns['unit']
          : undefined
  return typeof unit === 'string' ? unitLabel(unit) : undefined
}

/** One item of a record as a person reads it; `undefined` where it is empty. References are left as ids. */
export function describeItem(
  form: Form,
  item: Item,
  columns: Readonly<Record<string, unknown>>,
): Described | undefined {
  const value = columns[item.name]
  if (value == null || value === '') return undefined
  if (Array.isArray(value)) return { text: value.map((code) => choiceLabel(item, String(code))).join(', ') }
  if (typeof value === 'number') {
    const comparator = (columns[`${item.name}_comparator`] as string | undefined) ?? ''
    const unit = unitOf(form, item, columns)
    const text = `${comparator}${isTitre(item) ? '1:' : ''}${numberText(value)}`
    return unit === undefined ? { text } : { text, unit }
  }
  if (typeof value !== 'string') return undefined
  if (item.type === 'date') return { text: formatPartialDate(value) }
  return { text: item.type === 'choice' ? choiceLabel(item, value) : value }
}

export const describedText = ({ text, unit }: Described): string => (unit ? `${text} ${unit}` : text)

/** Why an item is empty, in words; `undefined` where no reason is known. */
export function missingText(item: Item, { missing }: Pick<AnyRecord, 'missing'>): string | undefined {
  const code = missing?.[item.name]
  return missingReasons.find((reason) => reason.code === code)?.label
}

/** The date that dates a record, as known. */
export const dateOf = (form: Form, record: AnyRecord): string | undefined =>
  form.dateItem ? (record[form.dateItem] as string | undefined) : undefined

const itemNamed = (form: Form, name: string): Item | undefined => form.items.find((item) => item.name === name)

/** A record in a few words: its first list items, then its date. `Prednisone, induction, Apr 2019`. */
export function titleOf(form: Form, record: AnyRecord): string {
  const parts = form.listItems
    .filter((name) => name !== form.dateItem)
    .map((name) => itemNamed(form, name))
    .filter((item) => item !== undefined && item.type !== 'reference' && item.type !== 'long-text')
    .map((item) => describeItem(form, item!, record))
    .filter((described) => described !== undefined)
    .slice(0, 2)
    .map((described, index) => (index === 0 ? describedText(described) : midSentence(describedText(described))))
  const date = dateOf(form, record)
  return [...parts, ...(date ? [formatPartialDate(date)] : [])].join(', ') || form.label
}

/** Newest first; undated records at the end. */
export function newestFirst<R extends AnyRecord>(form: Form, records: readonly R[]): readonly R[] {
  return [...records].sort((a, b) => {
    const [dateA, dateB] = [dateOf(form, a), dateOf(form, b)]
    if (dateA && dateB) return comparePartialDates(dateB, dateA)
    return dateA ? -1 : dateB ? 1 : 0
  })
}
