import { MultiSelect } from '@mantine/core'
import { useMemo } from 'react'
import type { ChoicesItem } from '#shared/dictionary/define-form.ts'
import type { FieldDraft } from '../draft.ts'
import { optionsOf } from './choice-list-field.tsx'
import type { FieldProps } from './field-props.ts'
import './choice-row.css'

function withCodes({ text, missing, ...rest }: FieldDraft, codes: readonly string[]): FieldDraft {
  return { text, ...rest, codes, ...(missing && codes.length === 0 && { missing }) }
}

/** Any number of answers: a few as boxes to tick, many as a list to pick from. */
export function ChoicesField(props: FieldProps<ChoicesItem>) {
  const { item, id, labelId, describedBy, invalid, field, onChange, placeholder } = props
  const codes = field.codes ?? []
  const data = useMemo(() => optionsOf(item.choices), [item.choices])
  if (item.choices.length > 8)
    return (
      <MultiSelect
        id={id}
        data={data}
        value={[...codes]}
        onChange={(chosen) => onChange(withCodes(field, chosen))}
        error={invalid}
        placeholder={codes.length ? undefined : placeholder}
        aria-label={item.label}
        aria-describedby={describedBy}
        searchable
        openOnFocus={false}
        hidePickedOptions
        selectFirstOptionOnChange
        maxDropdownHeight={280}
        classNames={{ option: 'choice-option' }}
        nothingFoundMessage="Nothing in the list matches"
      />
    )
  const toggle = (code: string, on: boolean) =>
    onChange(
      withCodes(
        field,
        item.choices.map((choice) => choice.code).filter((each) => (each === code ? on : codes.includes(each))),
      ),
    )
  return (
    <div id={id} role="group" aria-labelledby={labelId} aria-describedby={describedBy} className="choice-row">
      {item.choices.map(({ code, label }) => (
        <label key={code} className="choice" data-checked={codes.includes(code) || undefined}>
          <input
            type="checkbox"
            checked={codes.includes(code)}
            onChange={(event) => toggle(code, event.currentTarget.checked)}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  )
}
