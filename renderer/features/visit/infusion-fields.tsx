import type { ReactNode } from 'react'
import { useController, useWatch } from 'react-hook-form'
import type { Item } from '#shared/dictionary/define-form.ts'
import { formOf } from '#shared/dictionary/forms.ts'
import { totalDose, type Quantity } from '#shared/domain/next-infusion.ts'
import { formatQuantity, parseQuantity, rulesOfItem } from '#shared/domain/parse-quantity.ts'
import type { FieldDraft } from '#renderer/forms/draft.ts'
import { ChoiceRow } from '#renderer/forms/fields/choice-row.tsx'
import { useRecordForm } from '#renderer/forms/record-form-context.ts'
import { FieldRows } from './field-rows.tsx'
import { givenField } from './visit-parts.ts'

const answers = [
  { code: 'yes', label: 'Given' },
  { code: 'no', label: 'Not given' },
] as const

interface InfusionFieldsProps {
  readonly items: readonly Item[]
  /** The way to further fields. */
  readonly children: ReactNode
}

/** An infusion, once it is said that it was given: then it stands there like the last one, ready to be corrected. */
export function InfusionFields({ items, children }: InfusionFieldsProps) {
  const { control, idPrefix, form, onAnswer } = useRecordForm()
  const { field } = useController({ control, name: givenField })
  const given = (field.value as FieldDraft | undefined)?.text ?? ''
  const id = `${idPrefix}-${givenField}`
  return (
    <>
      <div className="visit-row visit-given" data-item={givenField}>
        <span id={`${id}-label`} className="field-label">
          Infusion today
        </span>
        <ChoiceRow
          id={id}
          choices={answers}
          value={given}
          aria-labelledby={`${id}-label`}
          onChange={(code) => {
            field.onChange({ text: code })
            onAnswer(givenField)
          }}
        />
      </div>
      {given === 'yes' && (
        <>
          <FieldRows form={form} items={items} />
          <Total />
          {children}
        </>
      )}
    </>
  )
}

const itemNamed = (name: string) => formOf('infusion').items.find((item) => item.name === name)!

function read(name: string, field: FieldDraft | undefined): Quantity | undefined {
  const rules = rulesOfItem(itemNamed(name), field?.unit)
  const parsed = rules && field?.text.trim() ? parseQuantity(field.text, rules) : undefined
  if (!parsed || 'problem' in parsed || parsed.quantity.unit === undefined) return undefined
  return { value: parsed.quantity.value, unit: parsed.quantity.unit }
}

/** Weight times dose, said as one would check it. */
function Total() {
  const { control } = useRecordForm()
  const [weight, dose] = useWatch({ control, name: ['weight', 'dose_per_kg'] })
  const [kilograms, perKg] = [read('weight', weight), read('dose_per_kg', dose)]
  const total = totalDose(kilograms, perKg)
  return (
    <p className="field-note visit-total" role="status">
      {total && kilograms && perKg
        ? `${formatQuantity(kilograms)} × ${formatQuantity(perKg)} = ${formatQuantity(total)}`
        : 'Weight and dose for body weight give the total.'}
    </p>
  )
}
