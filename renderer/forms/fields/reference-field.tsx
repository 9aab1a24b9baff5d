import { useMemo } from 'react'
import type { ReferenceItem } from '#shared/dictionary/define-form.ts'
import { isFormId, formOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { newestFirst, titleOf } from '../describe-record.ts'
import { ChoiceListField } from './choice-list-field.tsx'
import type { FieldProps } from './field-props.ts'

/** Records of a form in a case; none where the form does not repeat. */
function recordsOf(caseRecord: CaseRecord | undefined, form: string): readonly AnyRecord[] {
  const lists = caseRecord?.records as Readonly<Record<string, readonly AnyRecord[]>> | undefined
  return lists?.[form] ?? []
}

interface ReferenceFieldProps extends FieldProps<ReferenceItem> {
  readonly caseRecord: CaseRecord | undefined
  /** The record that is being edited: it can't refer to itself. */
  readonly recordId: string | undefined
}

/** Another record of the same case, named by what tells it apart and its date. */
export function ReferenceField({ item, caseRecord, recordId, ...props }: ReferenceFieldProps) {
  const choices = useMemo(() => {
    if (!isFormId(item.form)) return []
    const form = formOf(item.form)
    return newestFirst(form, recordsOf(caseRecord, item.form))
      .filter(({ id }) => id !== recordId)
      .map((record) => ({ code: record.id, label: titleOf(form, record) }))
  }, [item.form, caseRecord, recordId])
  return <ChoiceListField {...props} item={{ ...item, type: 'choice', choices }} />
}
