import { Select } from '@mantine/core'
import { useMemo, type KeyboardEvent } from 'react'
import type { Choice, ChoiceItem } from '#shared/dictionary/define-form.ts'
import './choice-row.css'
import { withText, type FieldProps } from './field-props.ts'

type Options = { group: string; items: { value: string; label: string }[] }[] | { value: string; label: string }[]

/** Choices as the list shows them: under their headings where they have some, in the order of the dictionary. */
export function optionsOf(choices: readonly Choice[]): Options {
  const option = ({ code, label }: Choice) => ({ value: code, label })
  if (!choices.some(({ group }) => group)) return choices.map(option)
  const groups = new Map<string, Choice[]>()
  for (const choice of choices) {
    const group = choice.group ?? 'Others'
    groups.set(group, [...(groups.get(group) ?? []), choice])
  }
  return [...groups].map(([group, members]) => ({ group, items: members.map(option) }))
}

/** One answer of a longer list: typing narrows it, Tab or Enter takes what is marked; up to nine also by digit. */
export function ChoiceListField(props: FieldProps<ChoiceItem>) {
  const { item, id, describedBy, invalid, field, onChange, placeholder } = props
  const { choices } = item
  const known = field.text === '' || choices.some(({ code }) => code === field.text)
  const data = useMemo(
    // A code that the list no longer holds stays visible as it is.
    () => optionsOf(known ? choices : [{ code: field.text, label: field.text }, ...choices]),
    [choices, known, field.text],
  )
  const byDigit = choices.length <= 9
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const choice = byDigit && /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined
    if (!choice || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onChange(withText(field, choice.code))
  }
  return (
    <Select
      id={id}
      data={data}
      value={field.text || null}
      onChange={(code) => onChange(withText(field, code ?? ''))}
      onKeyDown={onKeyDown}
      error={invalid}
      placeholder={placeholder}
      aria-label={item.label}
      aria-describedby={describedBy}
      aria-required={item.required}
      searchable
      clearable={field.text !== ''}
      clearButtonProps={{ 'aria-label': `Empty ${item.label}`, tabIndex: -1 }}
      allowDeselect={false}
      openOnFocus={false}
      autoSelectOnBlur
      selectFirstOptionOnChange
      maxDropdownHeight={280}
      classNames={{ option: 'choice-option' }}
      nothingFoundMessage="Nothing in the list matches"
      renderOption={({ option }) => {
        const index = choices.findIndex(({ code }) => code === option.value)
        return (
          <>
            {byDigit && <span className="digit">{index + 1}</span>}
            <span>{option.label}</span>
          </>
        )
      }}
    />
  )
}
