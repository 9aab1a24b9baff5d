/** A kept draft held against what is recorded now: which fields differ, and how. */
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import { missingReasons } from '#shared/dictionary/record.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { isBlank } from './draft.ts'
import type { Draft, FieldDraft } from './draft.ts'
import type { NameOfRecord } from './record-changes.ts'

export interface DraftDifference {
  readonly name: string
  readonly label: string
  /** In words; `undefined` where the field is empty. */
  readonly kept: string | undefined
  readonly recorded: string | undefined
}

/**
 * The fields that differ, in the order of the form.
 * @param today full ISO date that `t` means
 */
export function draftDifferences(
  form: Form,
  kept: Draft,
  recorded: Draft,
  today: string,
  nameOf: NameOfRecord = () => undefined,
): readonly DraftDifference[] {
  return form.items.flatMap((item): readonly DraftDifference[] => {
    const [mine, theirs] = [kept[item.name], recorded[item.name]]
    if (!mine || sameField(mine, theirs)) return []
    const words = (field: FieldDraft | undefined) => field && fieldWords(item, field, today, nameOf)
    return [{ name: item.name, label: item.label, kept: words(mine), recorded: words(theirs) }]
  })
}

/** The fields that somebody typed into: those that are not as they were. */
export function touchedFields(form: Form, typed: Draft, start: Draft): Draft {
  return Object.fromEntries(
    form.items.flatMap(({ name }) => {
      const field = typed[name]
      return field && !sameField(field, start[name]) ? [[name, field] as const] : []
    }),
  )
}

/** The unit of an empty field says nothing. */
function sameField(a: FieldDraft, b: FieldDraft | undefined): boolean {
  if (!b || isBlank(a) !== isBlank(b) || a.missing !== b.missing) return !b && isBlank(a) && !a.missing
  if (isBlank(a)) return true
  return (
    a.text.trim() === b.text.trim() &&
    a.unit === b.unit &&
    (a.codes ?? []).join('\n') === (b.codes ?? []).join('\n') &&
    a.unmatched === b.unmatched
  )
}

/** What stands in a field as a person reads it. What can't be understood stays as it was typed. */
function fieldWords(item: Item, field: FieldDraft, today: string, nameOf: NameOfRecord): string | undefined {
  if (isBlank(field)) return missingReasons.find(({ code }) => code === field.missing)?.label.toLowerCase()
  if (field.unmatched) return field.unmatched
  const label = (code: string) =>
    ('choices' in item ? item.choices.find((choice) => choice.code === code)?.label : undefined) ?? code
  const text = field.text.trim()
  switch (item.type) {
    case 'choices':
      return (field.codes ?? []).map(label).join(', ')
    case 'choice':
      return label(text)
    case 'date': {
      const read = parseClinicalDate(text, today)
      return 'problem' in read ? text : formatPartialDate(read.date)
    }
    case 'reference':
      return nameOf(item.form, text) ?? 'another record'
    case 'quantity':
      return field.unit === undefined ? text : `${text} ${unitLabel(field.unit)}`
    case 'integer':
    case 'number':
      return item.unit === undefined ? text : `${text} ${unitLabel(item.unit)}`
    case 'text':
    case 'long-text':
      return text
  }
}
