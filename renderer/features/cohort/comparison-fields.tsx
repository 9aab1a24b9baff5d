import { NativeSelect } from '@mantine/core'
import type { ConditionValue, Operator } from '#shared/domain/cohort/conditions/condition.ts'
import { needsValue, operatorsOf, type Compared } from './compared.ts'
import { PickMany } from './pickers.tsx'
import { DateInput, NumberInput, PlainInput } from './typed-input.tsx'

interface ComparisonFieldsProps {
  readonly compared: Compared
  readonly op: Operator
  readonly value: ConditionValue
  readonly name: string
  readonly onChange: (op: Operator, value: ConditionValue) => void
}

/** How something is compared, and with what. */
export function ComparisonFields({ compared, op, value, name, onChange }: ComparisonFieldsProps) {
  const label = `Value of ${name}`
  const put = (next: ConditionValue) => onChange(op, next)
  return (
    <>
      <NativeSelect
        className="cohort-operator"
        aria-label={`Comparison of ${name}`}
        value={op}
        data={operatorsOf(compared.type).map(([code, words]) => ({ value: code, label: words }))}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value as Operator
          onChange(next, needsValue(next) ? value : undefined)
        }}
      />
      {needsValue(op) && <ValueField compared={compared} value={value} label={label} onChange={put} />}
    </>
  )
}

interface ValueFieldProps {
  readonly compared: Compared
  readonly value: ConditionValue
  readonly label: string
  readonly onChange: (value: ConditionValue) => void
}

function ValueField({ compared: { type, unit, choices = [] }, value, label, onChange }: ValueFieldProps) {
  switch (type) {
    case 'number':
      return (
        <NumberInput
          className="cohort-number"
          label={label}
          hidesLabel
          unit={unit}
          value={typeof value === 'number' ? value : undefined}
          onChange={onChange}
        />
      )
    case 'date':
      return (
        <DateInput
          className="cohort-date"
          label={label}
          hidesLabel
          value={typeof value === 'string' ? value : undefined}
          onChange={onChange}
        />
      )
    case 'yes-no':
      return (
        <NativeSelect
          className="cohort-yes-no"
          aria-label={label}
          value={value === false ? 'no' : 'yes'}
          data={[
            { value: 'yes', label: 'yes' },
            { value: 'no', label: 'no' },
          ]}
          onChange={({ currentTarget }) => onChange(currentTarget.value === 'yes')}
        />
      )
    case 'choice':
    case 'choices':
      return (
        <PickMany
          className="cohort-choices"
          label={label}
          hidesLabel
          choices={choices}
          placeholder="Type to choose"
          value={(Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String)}
          onChange={(codes) => onChange([...codes])}
        />
      )
    case 'text':
      return (
        <PlainInput
          className="cohort-text"
          label={label}
          hidesLabel
          value={typeof value === 'string' ? value : undefined}
          onChange={onChange}
        />
      )
  }
}
