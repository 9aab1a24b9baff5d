/** What the numbers of a condition are in. */
import { itemOf, isFormId } from '../../../dictionary/forms.ts'
import { laboratoryTestOf } from '../../../dictionary/lists/laboratory-tests.ts'
import { scalarsOf } from './compare.ts'
import type { RecordCondition } from './condition.ts'

export interface ConditionUnit {
  /** UCUM code of the condition's own numbers. */
  readonly unit: string
  /** Column of the record that says what its number is in. */
  readonly column: string
  /** What was measured: some conversions hold for one substance only. */
  readonly analyte: string
}

const resultItems = new Set(['value', 'ref_low', 'ref_high'])

/** The unit of an item in a condition; undefined where its numbers are compared as they stand. */
export function conditionUnit({ record, where }: RecordCondition, name: string): ConditionUnit | undefined {
  const item = isFormId(record) ? itemOf(record, name) : undefined
  if (item?.type === 'quantity') return { unit: item.units[0], column: `${name}_unit`, analyte: name }
  if (record !== 'laboratory' || !resultItems.has(name)) return undefined
  const asked = where.find((each) => each.item === 'test' && (each.op === 'is' || each.op === 'any-of'))?.value
  // Of several tests, each has its own.
  const [test, ...others] = scalarsOf(asked)
  if (others.length > 0) return undefined
  const known = typeof test === 'string' ? laboratoryTestOf(test) : undefined
  return known && { unit: known.units[0], column: 'unit', analyte: known.code }
}
