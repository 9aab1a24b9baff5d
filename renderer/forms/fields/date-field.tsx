import { Input } from '@mantine/core'
import type { DateItem } from '#shared/dictionary/define-form.ts'
import { withText, type FieldProps } from './field-props.ts'

/** A date as known: day, month or year, in any usual order, or `t` for today. What was understood is said under it. */
export function DateField({ item, id, describedBy, invalid, field, onChange, placeholder }: FieldProps<DateItem>) {
  return (
    <Input
      id={id}
      className="field-number"
      value={field.text}
      onChange={(event) => onChange(withText(field, event.currentTarget.value))}
      error={invalid}
      placeholder={placeholder}
      aria-describedby={describedBy}
      aria-required={item.required}
      autoComplete="off"
      spellCheck={false}
    />
  )
}
