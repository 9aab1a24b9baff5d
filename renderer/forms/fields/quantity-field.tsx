import { Input } from '@mantine/core'
import type { QuantityItem } from '#shared/dictionary/define-form.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { withText, type FieldProps } from './field-props.ts'

/** A number and its unit. Another unit leaves the number as typed: converting it is offered beside (`ConvertOffer`). */
export function QuantityField(props: FieldProps<QuantityItem>) {
  const { item, id, describedBy, invalid, field, onChange, placeholder } = props
  const unit = field.unit ?? item.units[0]
  // A unit that the dictionary no longer offers stays with its value until another is chosen.
  const units = item.units.includes(unit) ? item.units : [unit, ...item.units]
  return (
    <div className="field-quantity">
      <Input
        id={id}
        className="field-number"
        value={field.text}
        onChange={(event) => onChange(withText(field, event.currentTarget.value))}
        error={invalid}
        placeholder={placeholder}
        inputMode="decimal"
        aria-describedby={describedBy}
        aria-required={item.required}
        autoComplete="off"
      />
      {units.length === 1 ? (
        <span className="unit">{unitLabel(unit)}</span>
      ) : (
        <select
          className="field-unit-select"
          aria-label={`Unit of ${item.label}`}
          value={unit}
          onChange={(event) => onChange({ ...field, unit: event.currentTarget.value })}
        >
          {units.map((choice) => (
            <option key={choice} value={choice}>
              {unitLabel(choice)}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
