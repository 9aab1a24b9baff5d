import { useWatch } from 'react-hook-form'
import type { Item } from '#shared/dictionary/define-form.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { bearsOnPast, previousAnswer, type PreviousAnswer } from './previous-answer.ts'
import { useRecordForm } from './record-form-context.ts'

/** The answer to an item last time, as far as what stands in the form says which time and about what. */
export function usePreviousAnswer(item: Item): PreviousAnswer | undefined {
  const { form, control, caseRecord, recordId, today } = useRecordForm()
  const names = bearsOnPast(form, item)
  const fields = useWatch({ control, name: names })
  const draft = Object.fromEntries(names.map((name, index) => [name, fields[index] ?? { text: '' }]))
  const read = parseClinicalDate(draft[form.dateItem ?? '']?.text ?? '', today)
  const date = 'problem' in read ? undefined : read.date
  return previousAnswer({ form, item, caseRecord, recordId, date, draft })
}
