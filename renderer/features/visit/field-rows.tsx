import type { Form, Item } from '#shared/dictionary/define-form.ts'
import { FormField } from '#renderer/forms/form-field.tsx'
import { partnerOf } from '#renderer/forms/layout.ts'

/** Labels that a narrow column can show whole; the full ones stand in the dictionary. */
const shortLabels: Readonly<Record<string, string>> = {
  systolic: 'Blood pressure',
  spo2_exertion: 'SpO₂ exertion',
  oxygen_exertion: 'O₂ on exertion',
  oxygen_rest: 'O₂ at rest',
  physician_global: 'Physician global',
  patient_global: 'Patient global',
  mmt8: 'Muscle sum',
  mmt8_range: 'Runs over',
  extramuscular_vas: 'Extramuscular',
  haemoglobin: 'Hb at the test',
  kco: 'KCO',
  dlco_basis: 'DLCO is',
  bronchodilator: 'Dilator',
  quality: 'Quality',
  traction_bronchiectasis: 'Traction br.',
  extent_pct: 'Extent',
  dose_per_kg: 'Dose per kg',
  certainty: 'Certainty',
  best_effect_day: 'Best effect',
  wearing_off_week: 'Wears off',
}

interface FieldRowsProps {
  readonly form: Form
  readonly items: readonly Item[]
}

/** Items one under the other, 28 px each: label, answer, and what it was last time. What is read as one shares a row. */
export function FieldRows({ form, items }: FieldRowsProps) {
  const second = new Set(items.map((item) => partnerOf(form, item)?.name))
  return (
    <div className="visit-rows">
      {items
        .filter(({ name }) => !second.has(name))
        .map((item) => {
          const partner = items.find(({ name }) => name === partnerOf(form, item)?.name)
          return (
            <div
              key={item.name}
              className="visit-row"
              data-pair={partner && (item.type === 'quantity' ? 'percent' : 'numbers')}
              data-type={item.type}
            >
              <FormField item={item} label={shortLabels[item.name] ?? item.label} />
              {partner && <FormField item={partner} />}
            </div>
          )
        })}
    </div>
  )
}
