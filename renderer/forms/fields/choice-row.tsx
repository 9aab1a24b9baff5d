import type { KeyboardEvent } from 'react'
import type { Choice } from '#shared/dictionary/define-form.ts'
import './choice-row.css'

interface ChoiceRowProps {
  readonly id: string
  readonly choices: readonly Choice[]
  /** Code of the chosen answer; empty where there is none. */
  readonly value: string
  readonly onChange: (code: string) => void
  /** One answer always stands. */
  readonly demandsAnswer?: boolean
  readonly 'aria-label'?: string
  readonly 'aria-labelledby'?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-required'?: boolean
  readonly 'aria-invalid'?: boolean
}

/** A few answers side by side: arrow keys move, the digit in front of an answer chooses it, Delete empties. */
export function ChoiceRow({ id, choices, value, onChange, demandsAnswer, ...aria }: ChoiceRowProps) {
  const empty = () => demandsAnswer || onChange('')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const choice = choices[Number(event.key) - 1]
    if (choice) {
      onChange(choice.code)
      document.getElementById(`${id}-${choice.code}`)?.focus()
    } else if (event.key === 'Delete' || event.key === 'Backspace' || event.key === '0') empty()
    else return
    // Digits are shortcuts elsewhere on the page.
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div id={id} role="radiogroup" className="choice-row" onKeyDown={onKeyDown} {...aria}>
      {choices.map(({ code, label }, index) => (
        <label key={code} className="choice" data-checked={value === code || undefined}>
          <input
            type="radio"
            id={`${id}-${code}`}
            name={id}
            value={code}
            checked={value === code}
            onChange={() => onChange(code)}
            onClick={() => value === code && empty()}
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
