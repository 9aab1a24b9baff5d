import { useState } from 'react'
import { formatNumber } from '#shared/domain/format-number.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { Infusion } from '#shared/domain/steroid-exposure.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { convert } from '#shared/domain/units.ts'
import { parseNumber } from '#shared/domain/parse-number.ts'
import type { FieldDraft } from '../../forms/draft.ts'
import { Panel, type RecordPanelProps } from './panel.tsx'
import { PanelField } from './panel-field.tsx'
import { useKeptTyping } from './typed-panel.ts'
import { useFields, type Fields } from './use-fields.ts'

interface InfusionPanelProps extends RecordPanelProps {
  /** The infusion to change; without one, a new one. */
  readonly infusion?: Infusion
  /** What a new one starts with. */
  readonly prefill?: RecordValues
}

/** An infusion that was given: its days, weight and dose. Everything else about it is asked for in the record. */
export function InfusionPanel(props: InfusionPanelProps) {
  const { record, infusion, prefill = {}, drugName, today, newId, onTake, onClose } = props
  const [daysAfter] = useState(() => lengthOf(prefill))
  const known = useFields('infusion', infusion ?? prefill, record, today)
  const fields: Fields = {
    ...known,
    set(name, field) {
      known.set(name, field)
      const first = name === 'date' && daysAfter > 0 ? parseClinicalDate(field.text, today) : undefined
      if (!first || 'problem' in first || first.date.length < 10) return
      // A cycle that was ordered over several days keeps its length.
      known.set('ended', { text: isoOfDay(dayNumber(first.date) + daysAfter) })
    },
  }
  useKeptTyping({ draft: fields.draft })
  const submit = (reasons?: readonly string[]) => {
    const taken = fields.take({ reasons })
    if (!taken) return
    const id = infusion?.id ?? newId()
    onTake([{ do: infusion ? 'change' : 'add', form: 'infusion', id, ...taken }], id)
  }
  return (
    <Panel
      title={infusion ? `Infusion of ${drugName}` : `New infusion of ${drugName}`}
      submitLabel={infusion ? 'Change' : 'Add'}
      onSubmit={submit}
      fields={fields}
      onClose={onClose}
    >
      <div className="panel-fields">
        <PanelField fields={fields} name="date" autoFocus />
        <PanelField fields={fields} name="ended" />
        <PanelField fields={fields} name="weight" />
        <PanelField fields={fields} name="weight_basis" />
        <PanelField fields={fields} name="dose_per_kg" />
        <PanelField fields={fields} name="total_dose" note={productOf(fields)} />
        <PanelField fields={fields} name="product" />
        <PanelField fields={fields} name="lot" />
      </div>
    </Panel>
  )
}

/** Days from the first to the last day of what a new infusion starts with. */
function lengthOf({ date, ended }: RecordValues): number {
  return typeof date === 'string' && typeof ended === 'string' ? dayNumber(ended) - dayNumber(date) : 0
}

function quantityIn(field: FieldDraft | undefined, unit: string): number | undefined {
  if (!field?.text.trim() || field.unit === undefined) return undefined
  const read = parseNumber(field.text)
  return 'problem' in read ? undefined : convert(read.value, field.unit, unit)
}

/** Dose × weight, beside the total: a slip in one of the three shows. */
function productOf({ draft }: Fields): string | undefined {
  const weight = quantityIn(draft['weight'], 'kg')
  const perKg = quantityIn(draft['dose_per_kg'], 'g/kg')
  if (weight === undefined || perKg === undefined) return undefined
  return `${formatNumber(perKg)} g/kg × ${formatNumber(weight, 1)} kg = ${formatNumber(perKg * weight, 1)} g`
}
