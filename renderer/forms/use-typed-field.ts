import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import type { Item } from '#shared/dictionary/define-form.ts'
import type { ParsedQuantity } from '#shared/domain/parse-quantity.ts'
import type { Draft, FieldDraft } from './draft.ts'
import { readNumberField, rulesDependOn, tidiedNumber, unitItemOf } from './number-rules.ts'
import { useRecordForm } from './record-form-context.ts'
import { useFill } from './use-fill.ts'

interface TypedField {
  /** A number as it is understood; undefined for an empty field and for what is no number. */
  readonly number: ParsedQuantity | undefined
  readonly change: (next: FieldDraft) => void
  /** The keyboard leaves the input: a unit that was typed now stands beside its number. */
  readonly leave: () => void
  /** It was left as it stands: what is wrong with it is no longer because it is being typed. */
  readonly isLeft: boolean
}

/** Typing into a field: a unit typed after a number is chosen by it, in the field or in the item that holds the unit. */
export function useTypedField(item: Item, field: FieldDraft, onChange: (next: FieldDraft) => void): TypedField {
  const { form, control } = useRecordForm()
  const fill = useFill()
  const [leftWith, setLeftWith] = useState<string>()
  const ruling = rulesDependOn(form)
  const rulingFields = useWatch({ control, name: ruling })
  const read = (own: FieldDraft) => {
    const draft: Draft = Object.fromEntries(ruling.map((name, index) => [name, rulingFields[index] ?? { text: '' }]))
    return readNumberField(form, item, { ...draft, [item.name]: own })
  }
  const number = read(field)
  const change = (next: FieldDraft) => {
    const typed = next.text === field.text ? undefined : read(next)
    const unit = typed && 'quantity' in typed && typed.withUnit && !typed.converted ? typed.quantity.unit : undefined
    const unitItem = unitItemOf(form, item)
    if (unit !== undefined && unitItem) fill({ [unitItem]: { text: unit } })
    onChange(unit !== undefined && item.type === 'quantity' ? { ...next, unit } : next)
  }
  const leave = () => {
    setLeftWith(field.text)
    const tidied = number && tidiedNumber(number)
    if (tidied !== undefined && tidied !== field.text) change({ ...field, text: tidied })
  }
  return { number, change, leave, isLeft: leftWith === field.text }
}
