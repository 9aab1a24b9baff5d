import type { ChoiceItem } from '#shared/dictionary/define-form.ts'
import { ChoiceRow } from './choice-row.tsx'
import { withText, type FieldProps } from './field-props.ts'

/** One of a few answers. */
export function ChoiceRowField({ item, id, labelId, describedBy, invalid, field, onChange }: FieldProps<ChoiceItem>) {
  return (
    <ChoiceRow
      id={id}
      choices={item.choices}
      value={field.text}
      onChange={(code) => onChange(withText(field, code))}
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      aria-required={item.required}
      aria-invalid={invalid || undefined}
    />
  )
}
