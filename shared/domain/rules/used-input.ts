import type { FormId } from '#shared/dictionary/forms.ts'
import type { RecordFrame } from '#shared/dictionary/record.ts'
import { onDate, type PartialDate } from '../partial-date.ts'
import type { UsedInput } from './rule-finding.ts'

/** A value of a record, as a rule that has used it names it. */
export function usedInput(
  form: FormId,
  { id, version, source }: RecordFrame,
  told: Pick<UsedInput, 'item' | 'date' | 'text'>,
): UsedInput {
  return { form, recordId: id, version, source, ...told }
}

/** Behind what happened: ` on 12 Apr 2019`, ` in Apr 2019`, nothing without a date. */
export function dated(date: PartialDate | undefined): string {
  return date === undefined ? '' : ` ${onDate(date)}`
}
