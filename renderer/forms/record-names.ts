import type { FormId } from '#shared/dictionary/forms.ts'
import { formOf, isFormId } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { titleOf } from './describe-record.ts'
import type { NameOfRecord } from './record-changes.ts'

/** Names the records of a case that others refer to: `Prednisone, induction, Apr 2019`. */
export function nameInCase(caseRecord: CaseRecord | undefined): NameOfRecord {
  const lists = caseRecord?.records as unknown as Partial<Record<FormId, readonly AnyRecord[]>> | undefined
  return (form, id) => {
    const record = isFormId(form) ? lists?.[form]?.find((each) => each.id === id) : undefined
    return record && isFormId(form) ? titleOf(formOf(form), record) : undefined
  }
}
