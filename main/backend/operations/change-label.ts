/** What undo and history call a change of one record: `CK 12 Apr 2021 added`. */
import { formOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { formatPartialDate, isPartialDate } from '#shared/domain/partial-date.ts'
import { recordName } from '#shared/domain/record-name.ts'

const verbs = { add: 'added', edit: 'changed', void: 'voided', restore: 'restored' } as const

/** @param values columns of the record, as typed or as stored */
export function labelOfChange(
  kind: keyof typeof verbs,
  formId: FormId,
  values: Readonly<Record<string, unknown>>,
): string {
  const form = formOf(formId)
  const date = form.dateItem ? values[form.dateItem] : undefined
  const when = typeof date === 'string' && isPartialDate(date) ? formatPartialDate(date) : undefined
  return [recordName(formId, values), when, verbs[kind]].filter(Boolean).join(' ')
}
