import { NativeSelect } from '@mantine/core'
import { formOf, isFormId } from '#shared/dictionary/forms.ts'
import type { RecordCondition } from '#shared/domain/cohort/conditions/condition.ts'
import { ComparisonFields } from './comparison-fields.tsx'
import { askedItems, comparedItem, startOf } from './compared.ts'
import { PickOne } from './pickers.tsx'
import { NumberInput } from './typed-input.tsx'

interface RecordFieldsProps {
  readonly condition: RecordCondition
  readonly onChange: (condition: RecordCondition) => void
  readonly name: string
}

/** How many records of a form there must be, which, and when. */
export function RecordFields({ condition, onChange, name }: RecordFieldsProps) {
  const { record, where, days } = condition
  const form = isFormId(record) ? formOf(record) : undefined
  if (!form) return null
  const choices = askedItems(record).map(({ name: code, label, section }) => ({
    code,
    label,
    ...(section && { group: section }),
  }))
  const putWhere = (next: RecordCondition['where']) => onChange({ ...condition, where: next })
  const putDays = (change: NonNullable<RecordCondition['days']>) => {
    const { days: _, ...rest } = condition
    const next = Object.fromEntries(Object.entries({ ...days, ...change }).filter(([, value]) => value !== undefined))
    onChange(Object.keys(next).length === 0 ? rest : { ...rest, days: next })
  }
  return (
    <div className="cohort-record">
      {form.repeats && <CountFields condition={condition} onChange={onChange} name={name} />}
      {where.map((each, index) => {
        const compared = comparedItem(condition, each.item)
        const at = `item ${index + 1} of ${name}`
        const put = (next: (typeof where)[number]) => putWhere(where.map((one, i) => (i === index ? next : one)))
        return (
          // The order is all that they are told apart by.
          <div key={index} className="cohort-leaf-line">
            <span className="cohort-word">{index === 0 ? 'where' : 'and'}</span>
            <PickOne
              className="cohort-item"
              label={`Which ${at}`}
              hidesLabel
              choices={choices}
              placeholder="Item"
              value={each.item}
              onChange={(item) => {
                const next = comparedItem(condition, item)
                put(next ? { item, ...startOf(next) } : { item: '', op: 'is' })
              }}
            />
            {compared && (
              <ComparisonFields
                compared={compared}
                op={each.op}
                value={each.value}
                name={at}
                onChange={(op, value) => put({ item: each.item, op, ...(value !== undefined && { value }) })}
              />
            )}
            <button
              type="button"
              className="quiet-button"
              aria-label={`Remove ${at}`}
              onClick={() => putWhere(where.filter((_, i) => i !== index))}
            >
              ✕
            </button>
          </div>
        )
      })}
      <div className="cohort-leaf-line">
        <button type="button" className="quiet-button" onClick={() => putWhere([...where, { item: '', op: 'is' }])}>
          {where.length === 0 ? 'Where…' : 'And where…'}
        </button>
        {form.dateItem !== undefined && (
          <span className="cohort-days" role="group" aria-label={`Days from the index, ${name}`}>
            <span className="cohort-word">days from index</span>
            <NumberInput
              className="cohort-day"
              label={`From day, ${name}`}
              hidesLabel
              isWhole
              placeholder="any"
              value={days?.from}
              onChange={(from) => putDays({ from })}
            />
            <span className="cohort-word">to</span>
            <NumberInput
              className="cohort-day"
              label={`To day, ${name}`}
              hidesLabel
              isWhole
              placeholder="any"
              value={days?.to}
              onChange={(to) => putDays({ to })}
            />
          </span>
        )}
      </div>
    </div>
  )
}

const counts = {
  'at-least': 'At least',
  'at-most': 'At most',
  exactly: 'Exactly',
  none: 'None',
} as const
type CountKind = keyof typeof counts

const countOf = (kind: CountKind, number: number): NonNullable<RecordCondition['count']> =>
  kind === 'none'
    ? { atMost: 0 }
    : kind === 'at-least'
      ? { atLeast: number }
      : kind === 'at-most'
        ? { atMost: number }
        : { atLeast: number, atMost: number }

function kindOf({ count }: RecordCondition): { readonly kind: CountKind; readonly number: number } {
  const { atLeast, atMost } = count ?? { atLeast: 1 }
  if (atMost === 0) return { kind: 'none', number: 1 }
  if (atMost === undefined) return { kind: 'at-least', number: atLeast ?? 1 }
  return atLeast === undefined ? { kind: 'at-most', number: atMost } : { kind: 'exactly', number: atMost }
}

function CountFields({ condition, onChange, name }: RecordFieldsProps) {
  const { kind, number } = kindOf(condition)
  return (
    <div className="cohort-leaf-line">
      <NativeSelect
        className="cohort-operator"
        aria-label={`How many records, ${name}`}
        value={kind}
        data={Object.entries(counts).map(([value, label]) => ({ value, label }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...condition, count: countOf(value as CountKind, number) })
        }
      />
      {kind !== 'none' && (
        <NumberInput
          className="cohort-day"
          label={`Number of records, ${name}`}
          hidesLabel
          isWhole
          value={number}
          onChange={(next) => next !== undefined && next > 0 && onChange({ ...condition, count: countOf(kind, next) })}
        />
      )}
      <span className="cohort-word">{kind === 'none' ? 'such record' : 'of them'}</span>
    </div>
  )
}
