import { useEffect, useMemo, type RefObject } from 'react'
import { useWatch } from 'react-hook-form'
import type { Item } from '#shared/dictionary/define-form.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { bearsOnPast, previousAnswer, type PreviousAnswer } from './previous-answer.ts'
import { useRecordForm } from './record-form-context.ts'

interface PreviousNoteProps {
  readonly item: Item
  /** Where the field finds the answer when it is to be given again. */
  readonly found: RefObject<PreviousAnswer | undefined>
}

/** The answer last time, in words. A part of its own: it follows the date of the form, the field beside it does not. */
export function PreviousNote({ item, found }: PreviousNoteProps) {
  const { form, control, caseRecord, recordId, today, compact } = useRecordForm()
  const names = useMemo(() => bearsOnPast(form, item), [form, item])
  const fields = useWatch({ control, name: names })
  const draft = Object.fromEntries(names.map((name, index) => [name, fields[index] ?? { text: '' }]))
  const read = parseClinicalDate(draft[form.dateItem ?? '']?.text ?? '', today)
  const date = 'problem' in read ? undefined : read.date
  const previous = previousAnswer({ form, item, caseRecord, recordId, date, draft })
  useEffect(() => {
    found.current = previous
  })
  if (!previous?.words) return null
  if (compact) return <Beside item={item} previous={previous} />
  return <p className="field-note field-last">{previous.words}</p>
}

/** In rows the answer comes first, without the unit that stands beside the field anyway. */
function Beside({ item, previous }: { readonly item: Item; readonly previous: PreviousAnswer }) {
  const { control } = useRecordForm()
  const field = useWatch({ control, name: item.name })
  const last = previous.fields[item.name]
  const isSameUnit = item.type === 'quantity' && last?.unit === (field?.unit ?? item.units[0])
  const isNumber = isSameUnit || item.type === 'integer' || item.type === 'number'
  return (
    <p className="field-note field-last">
      {isNumber && last ? last.text : previous.text}{' '}
      <span className="field-last-date">{formatPartialDate(previous.date)}</span>
    </p>
  )
}
