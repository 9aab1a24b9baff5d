import { Input, Textarea } from '@mantine/core'
import type { TextItem } from '#shared/dictionary/define-form.ts'
import { withText, type FieldProps } from './field-props.ts'

/** One line of text. */
export function TextField({ item, id, describedBy, invalid, field, onChange, placeholder }: FieldProps<TextItem>) {
  return (
    <Input
      id={id}
      value={field.text}
      onChange={(event) => onChange(withText(field, event.currentTarget.value))}
      error={invalid}
      placeholder={placeholder}
      maxLength={item.maxLength}
      aria-describedby={describedBy}
      aria-required={item.required}
      autoComplete="off"
    />
  )
}

/** As many lines as are typed. */
export function LongTextField({ item, id, describedBy, invalid, field, onChange, placeholder }: FieldProps<TextItem>) {
  return (
    <Textarea
      id={id}
      value={field.text}
      onChange={(event) => onChange(withText(field, event.currentTarget.value))}
      error={invalid}
      placeholder={placeholder}
      maxLength={item.maxLength}
      aria-describedby={describedBy}
      aria-required={item.required}
      rows={2}
      classNames={{ input: 'field-long-text' }}
    />
  )
}
