import { itemOf, type FormId } from '../../../dictionary/forms.ts'
import type { AnyRecord } from '../../../dictionary/record.ts'
import { formatNumber } from '../../format-number.ts'
import { labelOf, midSentence } from '../../label-of.ts'
import { unitLabel } from '../../units.ts'

/** An answer as a report writes it: `150 mm Hg`, `moderate`; undefined where there is none. */
export function itemWords(form: FormId, record: object, name: string): string | undefined {
  const item = itemOf(form, name)
  const columns = record as unknown as AnyRecord
  const value = columns[name]
  if (item === undefined || value === undefined || value === null) return undefined
  switch (item.type) {
    case 'choice':
      return typeof value === 'string' ? midSentence(labelOf(form, name, value)) : undefined
    case 'choices':
      return (value as readonly string[]).map((code) => midSentence(labelOf(form, name, code))).join(', ') || undefined
    case 'integer':
    case 'number':
    case 'quantity': {
      const unit = item.type === 'quantity' ? columns[`${name}_unit`] : item.unit
      const comparator = columns[`${name}_comparator`]
      const number = formatNumber(Number(value), item.decimals ?? 3)
      return `${typeof comparator === 'string' ? comparator : ''}${number}${typeof unit === 'string' ? ` ${unitLabel(unit)}` : ''}`
    }
    default:
      return undefined
  }
}

/** What the dictionary calls an item. */
export const itemLabel = (form: FormId, name: string): string => itemOf(form, name)?.label ?? name
