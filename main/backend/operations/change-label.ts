/** What undo and history call a change of one record: `CK 12 Apr 2021 added`. */
import { formOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { formatPartialDate, isPartialDate } from '#shared/domain/partial-date.ts'

const verbs = { add: 'added', edit: 'changed', void: 'voided', restore: 'restored' } as const

/** @param values columns of the record, as typed or as stored */
export function labelOfChange(
  kind: keyof typeof verbs,
  formId: FormId,
  values: Readonly<Record<string, unknown>>,
): string {
  const form = formOf(formId)
  const told = form.listItems
    .map((name) => form.items.find((item) => item.name === name))
    .find((item) => item?.type === 'choice' && item.required)
  const code = told && values[told.name]
  const choice = told?.type === 'choice' ? told.choices.find((each) => each.code === code)?.label : undefined
  const date = form.dateItem ? values[form.dateItem] : undefined
  const when = typeof date === 'string' && isPartialDate(date) ? formatPartialDate(date) : undefined
  // Of an identity nothing is told but that it is one.
  const name = form.id === 'visit' ? form.label : (choice ?? form.label)
  return [name, when, verbs[kind]].filter(Boolean).join(' ')
}
