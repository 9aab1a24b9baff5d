import { Select } from '@mantine/core'
import { useMemo, type KeyboardEvent } from 'react'
import type { ChoiceItem } from '#shared/dictionary/define-form.ts'
import { withText, withUnmatched, type FieldProps } from './field-props.ts'
import { optionsFor } from './search-choices.ts'
import { Unmatched } from './unmatched.tsx'
import { useTypedChoice } from './use-typed-choice.ts'
import './choice-row.css'

/** One answer of a longer list: typing narrows it, Tab or Enter takes what is marked and moves on; up to nine also by digit. */
export function ChoiceListField(props: FieldProps<ChoiceItem>) {
  const { item, id, describedBy, invalid, field, onChange, placeholder } = props
  const choices = useMemo(() => {
    const offered = item.choices.filter(({ code, retired }) => !retired || code === field.text)
    // A code that the list no longer holds stays visible as it is.
    const isKnown = field.text === '' || offered.some(({ code }) => code === field.text)
    return isKnown ? offered : [{ code: field.text, label: field.text }, ...offered]
  }, [item.choices, field.text])
  const choose = (code: string) => onChange(withText(field, code))
  const noteUnmatched = (text: string | undefined) => {
    if (text !== field.unmatched) onChange(withUnmatched(field, text))
  }
  const { typed, unmatched, clear, inputProps } = useTypedChoice(choices, field.text, choose, noteUnmatched)
  const data = useMemo(() => optionsFor(choices, typed), [choices, typed])
  const byDigit = choices.length <= 9
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    inputProps.onKeyDown(event)
    const choice = byDigit && !typed && /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined
    if (!choice || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    clear()
    choose(choice.code)
  }
  return (
    <>
      <Select
        id={id}
        data-one-answer
        data={data}
        filter={({ options }) => options}
        value={field.text || null}
        onChange={(code) => {
          clear()
          choose(code ?? '')
        }}
        {...inputProps}
        onKeyDown={onKeyDown}
        error={invalid}
        placeholder={placeholder}
        aria-label={item.label}
        aria-describedby={[describedBy, `${id}-unmatched`].join(' ')}
        aria-required={item.required}
        searchable
        clearable={field.text !== ''}
        clearButtonProps={{ 'aria-label': `Empty ${item.label}`, tabIndex: -1 }}
        allowDeselect={false}
        openOnFocus={false}
        selectFirstOptionOnChange
        maxDropdownHeight={280}
        classNames={{ option: 'choice-option' }}
        nothingFoundMessage="Nothing in the list matches"
        renderOption={({ option }) => {
          const index = choices.findIndex(({ code }) => code === option.value)
          return (
            <>
              {byDigit && <span className="digit">{index + 1}</span>}
              <span data-label>{option.label}</span>
            </>
          )
        }}
      />
      <Unmatched id={id} text={unmatched ?? field.unmatched} invalid={invalid} onDrop={clear} />
    </>
  )
}
