import { Input } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import type { Item } from '#shared/dictionary/define-form.ts'
import { itemOf } from '#shared/dictionary/forms.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { ChoiceListField } from '../../forms/fields/choice-list-field.tsx'
import { DateField } from '../../forms/fields/date-field.tsx'
import type { FieldProps } from '../../forms/fields/field-props.ts'
import { NumberField } from '../../forms/fields/number-field.tsx'
import { QuantityField } from '../../forms/fields/quantity-field.tsx'
import { TextField } from '../../forms/fields/text-field.tsx'
import type { Fields } from './use-fields.ts'

interface PanelFieldProps {
  readonly fields: Fields
  readonly name: string
  /** Another label, where the place says the rest. */
  readonly label?: string
  /** Said under the field. */
  readonly note?: ReactNode
  readonly autoFocus?: boolean
}

/** One item of a form in a panel: label, input, and what there is to say about it. */
export function PanelField({ fields, name, label, note, autoFocus }: PanelFieldProps) {
  const id = useId()
  const item = itemOf(fields.form, name)
  if (!item) throw new Error(`${fields.form} has no item ${name}`)
  const field = fields.draft[name] ?? { text: '' }
  const problem = fields.problems[name]
  return (
    <FieldFrame
      id={id}
      name={name}
      label={label ?? item.label}
      problem={problem}
      note={note ?? (item.type === 'date' ? echoOf(field.text, fields.today) : undefined)}
      autoFocus={autoFocus}
    >
      <FieldInput
        item={{ ...item, label: label ?? item.label }}
        id={id}
        labelId={`${id}-label`}
        describedBy={`${id}-notes`}
        invalid={problem !== undefined}
        field={field}
        onChange={(next) => fields.set(name, next)}
        placeholder={undefined}
      />
    </FieldFrame>
  )
}

interface TextLineProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly problem?: string | undefined
  readonly note?: ReactNode
  readonly unit?: string
  readonly placeholder?: string
  readonly autoFocus?: boolean
}

/** A line of text that is no item of its own: a dose in words and figures, a number of days. */
export function TextLine(props: TextLineProps) {
  const { name, label, value, onChange, problem, note, unit, placeholder, autoFocus } = props
  const id = useId()
  return (
    <FieldFrame {...{ id, name, label, problem, note, autoFocus }}>
      <Input
        id={id}
        className="field-number"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={problem !== undefined}
        placeholder={placeholder}
        aria-describedby={`${id}-notes`}
        autoComplete="off"
        spellCheck={false}
        rightSection={unit && <span className="unit">{unit}</span>}
        rightSectionWidth={unit ? 'auto' : undefined}
      />
    </FieldFrame>
  )
}

interface FieldFrameProps {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly problem: string | undefined
  readonly note: ReactNode
  readonly autoFocus: boolean | undefined
  readonly children: ReactNode
}

/** Label above, notes below. */
function FieldFrame({ id, name, label, problem, note, autoFocus, children }: FieldFrameProps) {
  return (
    <div className="field" data-item={name} data-first={autoFocus || undefined}>
      <label id={`${id}-label`} htmlFor={id} className="field-label">
        {label}
      </label>
      {children}
      <div id={`${id}-notes`} className="field-notes">
        {problem !== undefined && <p className="field-note field-problem">{problem}</p>}
        {problem === undefined && note !== undefined && <p className="field-note">{note}</p>}
      </div>
    </div>
  )
}

/** The date that was understood, in words; what isn't known of a partial one is said. */
export function echoOf(text: string, today: string): string | undefined {
  if (text.trim() === '') return undefined
  const read = parseClinicalDate(text, today)
  if ('problem' in read) return read.problem
  const open = read.date.length === 4 ? ', month not known' : read.date.length === 7 ? ', day not known' : ''
  return `${read.echo}${open}`
}

function FieldInput({ item, ...props }: FieldProps<Item>) {
  switch (item.type) {
    case 'date':
      return <DateField item={item} {...props} />
    case 'choice':
      return <ChoiceListField item={item} {...props} />
    case 'integer':
    case 'number':
      return <NumberField item={item} {...props} />
    case 'quantity':
      return <QuantityField item={item} {...props} />
    case 'text':
      return <TextField item={item} {...props} />
    case 'long-text':
    case 'choices':
    case 'reference':
      throw new Error(`${item.name} does not fit into a panel`)
  }
}
