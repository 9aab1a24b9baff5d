import { MultiSelect } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import type { ChoicesItem } from '#shared/dictionary/define-form.ts'
import type { FieldDraft } from '../draft.ts'
import { withUnmatched, type FieldProps } from './field-props.ts'
import { optionsFor } from './search-choices.ts'
import { Unmatched } from './unmatched.tsx'
import { useTypedChoice } from './use-typed-choice.ts'
import './choice-row.css'

function withCodes({ text, missing, unmatched: _, ...rest }: FieldDraft, codes: readonly string[]): FieldDraft {
  return { text, ...rest, codes, ...(missing && codes.length === 0 && { missing }) }
}

/** Any number of answers: a few as boxes to tick, also by digit; many, and those in a narrow row, as a list to pick from. */
export function ChoicesField({ compact, ...props }: FieldProps<ChoicesItem> & { readonly compact: boolean }) {
  return compact || props.item.choices.length > 8 ? <PickedChoices {...props} /> : <TickedChoices {...props} />
}

function PickedChoices(props: FieldProps<ChoicesItem>) {
  const { item, id, describedBy, invalid, field, onChange, placeholder } = props
  const codes = field.codes ?? []
  const open = item.choices.filter(({ code }) => !codes.includes(code))
  const add = (code: string) => onChange(withCodes(field, [...codes, code]))
  const noteUnmatched = (text: string | undefined) => {
    if (text !== field.unmatched) onChange(withUnmatched(field, text))
  }
  const { typed, unmatched, clear, inputProps } = useTypedChoice(open, codes.join(' '), add, noteUnmatched)
  // Chosen answers stay in the data, or the list could not name them; it hides them itself.
  const chosenOnes = item.choices.filter(({ code }) => codes.includes(code))
  const data = typed ? [...optionsFor(open, typed), ...optionsFor(chosenOnes, '')] : optionsFor(item.choices, '')
  return (
    <>
      <MultiSelect
        id={id}
        data={data}
        filter={({ options }) => options}
        value={[...codes]}
        onChange={(chosen) => {
          clear()
          onChange(withCodes(field, chosen))
        }}
        {...inputProps}
        error={invalid}
        placeholder={codes.length ? undefined : placeholder}
        aria-label={item.label}
        aria-describedby={[describedBy, `${id}-unmatched`].join(' ')}
        searchable
        openOnFocus={false}
        hidePickedOptions
        selectFirstOptionOnChange
        maxDropdownHeight={280}
        classNames={{ option: 'choice-option' }}
        nothingFoundMessage="Nothing in the list matches"
        renderOption={({ option }) => <span data-label>{(option as { label: string }).label}</span>}
      />
      <Unmatched id={id} text={unmatched ?? field.unmatched} invalid={invalid} onDrop={clear} />
    </>
  )
}

function TickedChoices({ item, id, labelId, describedBy, field, onChange }: FieldProps<ChoicesItem>) {
  const codes = field.codes ?? []
  const toggle = (code: string, on: boolean) =>
    onChange(
      withCodes(
        field,
        item.choices.map((choice) => choice.code).filter((each) => (each === code ? on : codes.includes(each))),
      ),
    )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const choice = item.choices[Number(event.key) - 1]
    if (choice) {
      toggle(choice.code, !codes.includes(choice.code))
      document.getElementById(`${id}-${choice.code}`)?.focus()
    } else if (event.key === 'Delete' || event.key === 'Backspace' || event.key === '0') onChange(withCodes(field, []))
    else return
    // Digits are shortcuts elsewhere on the page.
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      id={id}
      role="group"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      className="choice-row"
      onKeyDown={onKeyDown}
    >
      {item.choices.map(({ code, label }, index) => (
        <label key={code} className="choice" data-checked={codes.includes(code) || undefined}>
          <input
            type="checkbox"
            id={`${id}-${code}`}
            checked={codes.includes(code)}
            onChange={(event) => toggle(code, event.currentTarget.checked)}
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
