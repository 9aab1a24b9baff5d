/** Conditions answered over the record of one case. */
import { formOf, isFormId, itemOf } from '../../../dictionary/forms.ts'
import type { FormId } from '../../../dictionary/forms.ts'
import type { Item } from '../../../dictionary/define-form.ts'
import type { AnyRecord, Comparator } from '../../../dictionary/record.ts'
import { allOf, anyOf } from '../../progression/three-valued.ts'
import type { Met } from '../../rules/rule-finding.ts'
import { convert } from '../../units.ts'
import { compare, not, type Compared } from './compare.ts'
import type { Condition, FactCondition, RecordCondition } from './condition.ts'
import { conditionUnit, type ConditionUnit } from './condition-unit.ts'
import { placedDay } from '../placed-day.ts'
import type { CohortCase, VariableValue } from '../variable-model.ts'
import { variableOf } from '../variables.ts'

/** Whether a case meets a condition; undefined where its record does not say enough. */
export function evaluate(condition: Condition, one: CohortCase): Met {
  if ('all' in condition) return allOf(...condition.all.map((part) => evaluate(part, one)))
  if ('any' in condition) return anyOf(...condition.any.map((part) => evaluate(part, one)))
  if ('not' in condition) return not(evaluate(condition.not, one))
  if ('fact' in condition) return factMet(condition, variableOf(condition.fact)?.of(one))
  return recordMet(condition, one)
}

/** Compares the value of a variable. */
export function factMet({ fact, op, value }: FactCondition, found: VariableValue | undefined): Met {
  const type = variableOf(fact)?.type
  return type && compare(factCompared(type, found), op, value)
}

function factCompared(type: 'number' | 'choice' | 'choices' | 'yes-no' | 'date', found: VariableValue | undefined) {
  const kind = type === 'choice' || type === 'yes-no' ? 'code' : type === 'choices' ? 'codes' : type
  return { kind, value: found } as Compared
}

/**
 * How many records fit for sure, and how many may, decide together. Before an index date is known, a window of days decides
 * nothing.
 */
function recordMet(condition: RecordCondition, one: CohortCase): Met {
  const { record: form, where, count: { atLeast = condition.count ? 0 : 1, atMost = Infinity } = {}, days } = condition
  if (!isFormId(form) || (days && one.index === undefined)) return undefined
  const compared = where.map(({ item, op, value }) => ({
    item: itemOf(form, item),
    unit: conditionUnit(condition, item),
    op,
    value,
  }))
  const fits = (record: AnyRecord): Met =>
    allOf(
      ...compared.map(({ item, unit, op, value }) => item && compare(itemCompared(record, item, unit), op, value)),
      ...(days ? [isWithin(record, form, days, one)] : []),
    )
  const answers = recordsOf(one, form).map(fits)
  const sure = answers.filter((met) => met === true).length
  const possible = answers.filter((met) => met !== false).length
  const enough = sure >= atLeast ? true : possible < atLeast ? false : undefined
  const few = possible <= atMost ? true : sure > atMost ? false : undefined
  return allOf(enough, few)
}

function recordsOf({ record }: CohortCase, form: FormId): readonly AnyRecord[] {
  const lists = record.records as unknown as Readonly<Record<string, readonly AnyRecord[] | undefined>>
  return form === 'case' ? [record.case as unknown as AnyRecord] : (lists[form] ?? [])
}

/** A record without a date lies nowhere. */
function isWithin(
  record: AnyRecord,
  form: FormId,
  { from = -Infinity, to = Infinity }: NonNullable<RecordCondition['days']>,
  { index, dates }: CohortCase,
): boolean {
  const date = record[formOf(form).dateItem ?? '']
  if (typeof date !== 'string' || index === undefined) return false
  const days = placedDay(date, dates) - index
  return days >= from && days <= to
}

function itemCompared(record: AnyRecord, item: Item, unit: ConditionUnit | undefined): Compared {
  const value = record[item.name]
  switch (item.type) {
    case 'integer':
    case 'number':
    case 'quantity':
      return {
        kind: 'number',
        value: typeof value === 'number' ? inUnit(record, value, unit) : undefined,
        comparator: record[`${item.name}_comparator`] as Comparator | undefined,
      }
    case 'date':
      return { kind: 'date', value: value as string | undefined }
    case 'choices':
      return { kind: 'codes', value: value as readonly string[] | undefined }
    default:
      return { kind: 'code', value: value as string | undefined }
  }
}

function inUnit(record: AnyRecord, value: number, wanted: ConditionUnit | undefined): number | undefined {
  if (!wanted) return value
  const unit = record[wanted.column]
  return typeof unit === 'string' ? convert(value, unit, wanted.unit, wanted.analyte) : undefined
}
