import { Input } from '@mantine/core'
import type { NumberItem } from '#shared/dictionary/define-form.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { withText, type FieldProps } from './field-props.ts'

/** A number typed as text: decimal comma, `<40` and `1:5120` are understood where the item allows them. */
export function NumberField({ item, id, describedBy, invalid, field, onChange, placeholder }: FieldProps<NumberItem>) {
  return (
    <Input
      id={id}
      className="field-number"
      value={field.text}
      onChange={(event) => onChange(withText(field, event.currentTarget.value))}
      error={invalid}
      placeholder={placeholder}
      inputMode="decimal"
      aria-describedby={describedBy}
      aria-required={item.required}
      autoComplete="off"
      rightSection={item.unit && <span className="unit">{unitLabel(item.unit)}</span>}
      rightSectionWidth={item.unit ? 'auto' : undefined}
    />
  )
}
