import { useId } from 'react'
import type { KeyboardEvent } from 'react'

const sheetWords = 24

interface RecoveryWordsProps {
  readonly value: string
  readonly onChange: (words: string) => void
  readonly error: string | undefined
  readonly submit: () => void
}

/** The words of the recovery sheet, counted as they are typed. */
export function RecoveryWords({ value, onChange, error, submit }: RecoveryWordsProps) {
  const id = useId()
  const count = value.trim() === '' ? 0 : value.trim().split(/[\s,;]+/).length
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    submit()
  }
  return (
    <div className="open-words">
      <label htmlFor={id}>Words of the recovery sheet</label>
      <textarea
        id={id}
        rows={5}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKey}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-count ${id}-error`}
        autoFocus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <p className="small soft" id={`${id}-count`}>
        {count} of {sheetWords} words, in the order of the sheet, with spaces between
      </p>
      <p className="small open-field-error" id={`${id}-error`} role="alert">
        {error}
      </p>
    </div>
  )
}
