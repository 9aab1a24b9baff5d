import type { KeyboardEvent } from 'react'
import type { ChoiceItem } from '#shared/dictionary/define-form.ts'
import { withText, type FieldProps } from './field-props.ts'

/** A few answers side by side: arrow keys move, the digit in front of an answer chooses it, Delete empties. */
export function ChoiceRowField({ item, id, labelId, describedBy, invalid, field, onChange }: FieldProps<ChoiceItem>) {
  const choose = (code: string) => onChange(withText(field, code))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const choice = item.choices[Number(event.key) - 1]
    if (choice) choose(choice.code)
    else if (event.key === 'Delete' || event.key === 'Backspace' || event.key === '0') choose('')
    else return
    event.preventDefault()
    event.stopPropagation()
    if (choice) document.getElementById(`${id}-${choice.code}`)?.focus()
  }
  return (
    <div
      id={id}
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      aria-required={item.required}
      aria-invalid={invalid || undefined}
      className="choice-row"
      onKeyDown={onKeyDown}
    >
      {item.choices.map(({ code, label }, index) => (
        <label key={code} className="choice" data-checked={field.text === code || undefined}>
          <input
            type="radio"
            id={`${id}-${code}`}
            name={id}
            value={code}
            checked={field.text === code}
            onChange={() => choose(code)}
            onClick={() => field.text === code && choose('')}
          />
          <span className="digit" aria-hidden>
            {index + 1}
          </span>
          <span>{label}</span>
        </label>
      ))}
    </div>
  )
}
