import { useId } from 'react'
import './choice-row.css'

interface ChoiceRowProps<V extends string> {
  readonly legend: string
  readonly help?: string
  readonly choices: readonly { readonly value: V; readonly label: string }[]
  readonly value: V
  readonly onChange: (value: V) => void
}

/** One of a few, side by side: the arrow keys move, the choice holds at once. */
export function ChoiceRow<V extends string>({ legend, help, choices, value, onChange }: ChoiceRowProps<V>) {
  const name = useId()
  return (
    <fieldset className="setting-row page-section" aria-describedby={help && `${name}-help`}>
      <legend>{legend}</legend>
      <div className="setting-row-choices">
        {choices.map((choice) => (
          <label key={choice.value}>
            <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
            {choice.label}
          </label>
        ))}
      </div>
      {help && (
        <p className="small soft" id={`${name}-help`}>
          {help}
        </p>
      )}
    </fieldset>
  )
}
