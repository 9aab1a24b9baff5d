import { useEffect, useState } from 'react'
import type { QuantityItem } from '#shared/dictionary/define-form.ts'
import { parseNumber } from '#shared/domain/parse-number.ts'
import { convert, unitLabel } from '#shared/domain/units.ts'
import { numberText, type FieldDraft } from './draft.ts'

interface ConvertOfferProps {
  readonly item: QuantityItem
  readonly field: FieldDraft
  readonly onChange: (field: FieldDraft) => void
}

/** The number in another unit, to five significant digits; `undefined` where there is no way from one to the other. */
export function convertedText(item: QuantityItem, text: string, from: string, to: string): string | undefined {
  const read = parseNumber(text, { comparator: item.comparator })
  if ('problem' in read) return undefined
  const value = convert(read.value, from, to, item.name)
  return value === undefined ? undefined : `${read.comparator ?? ''}${numberText(Number(value.toPrecision(5)))}`
}

/** After another unit was chosen: the number stays as typed, and whoever wants it converted says so. */
export function ConvertOffer({ item, field, onChange }: ConvertOfferProps) {
  const unit = field.unit ?? item.units[0]
  const [typed, setTyped] = useState({ text: field.text, unit })
  useEffect(() => {
    if (field.text !== typed.text) setTyped({ text: field.text, unit })
  }, [field.text, typed.text, unit])
  if (!field.text.trim() || unit === typed.unit || field.text !== typed.text) return null
  const converted = convertedText(item, field.text, typed.unit, unit)
  if (converted === undefined || converted === field.text.trim()) return null
  return (
    <p className="field-note">
      Still {field.text.trim()}.{' '}
      <button
        type="button"
        className="text-button"
        onClick={() => {
          setTyped({ text: converted, unit })
          onChange({ ...field, text: converted })
        }}
      >
        Convert {field.text.trim()} {unitLabel(typed.unit)} to {converted} {unitLabel(unit)}
      </button>
    </p>
  )
}
