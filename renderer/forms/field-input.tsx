import type { Item } from '#shared/dictionary/define-form.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import { ChoiceListField } from './fields/choice-list-field.tsx'
import { ChoiceRowField } from './fields/choice-row-field.tsx'
import { ChoicesField } from './fields/choices-field.tsx'
import { DateField } from './fields/date-field.tsx'
import type { FieldProps } from './fields/field-props.ts'
import { NumberField } from './fields/number-field.tsx'
import { QuantityField } from './fields/quantity-field.tsx'
import { ReferenceField } from './fields/reference-field.tsx'
import { LongTextField, TextField } from './fields/text-field.tsx'
import { useRecordForm } from './record-form-context.ts'

/** Answers that fit side by side into a column of the form. */
const fitsInRow = (item: Item, compact: boolean): boolean =>
  !compact &&
  item.type === 'choice' &&
  item.choices.length <= 4 &&
  item.choices.reduce((width, { label }) => width + label.length + 5, 0) <= 44

/** True where the control is a group of small ones, which no label element can point at. */
export const isGroup = (item: Item, compact = false): boolean =>
  fitsInRow(item, compact) || (!compact && item.type === 'choices' && item.choices.length <= 8)

/** The input that fits an item. */
export function FieldInput({ item, ...props }: FieldProps) {
  const { caseRecord, recordId, compact = false } = useRecordForm()
  switch (item.type) {
    case 'text':
      return <TextField item={item} {...props} />
    case 'long-text':
      return <LongTextField item={item} {...props} />
    case 'integer':
    case 'number':
      return <NumberField item={item} {...props} />
    case 'quantity':
      return <QuantityField item={item} {...props} />
    case 'date':
      return <DateField item={item} {...props} />
    case 'choice':
      return fitsInRow(item, compact) ? (
        <ChoiceRowField item={item} {...props} />
      ) : (
        <ChoiceListField item={item} {...props} />
      )
    case 'choices':
      return <ChoicesField item={item} compact={compact} {...props} />
    case 'reference':
      return <ReferenceField item={item} caseRecord={caseRecord} recordId={recordId} {...props} />
    default:
      return assertNever(item)
  }
}
