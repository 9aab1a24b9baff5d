/** What is wrong with a condition that came from somewhere else: an item that this registry does not have, a word for a number. */
import { formOf, isFormId, itemOf } from '../../../dictionary/forms.ts'
import { isPartialDate } from '../../partial-date.ts'
import type { Condition, ConditionValue, Operator, RecordCondition } from './condition.ts'
import { scalarsOf } from './compare.ts'
import { variableOf } from '../variables.ts'

/** A sentence, or undefined for a condition that can be asked. */
export function conditionProblem(condition: Condition): string | undefined {
  if ('all' in condition) return firstProblem(condition.all)
  if ('any' in condition) return firstProblem(condition.any)
  if ('not' in condition) return conditionProblem(condition.not)
  if ('record' in condition) return recordProblem(condition)
  const variable = variableOf(condition.fact)
  if (!variable) return `This version of the program does not know the variable “${condition.fact}”.`
  return valueProblem(variable.label, variable.type, condition.op, condition.value)
}

function firstProblem(parts: readonly Condition[]): string | undefined {
  for (const part of parts) {
    const problem = conditionProblem(part)
    if (problem) return problem
  }
  return undefined
}

function recordProblem({ record, where, days }: RecordCondition): string | undefined {
  if (!isFormId(record)) return `This registry has no records “${record}”.`
  const form = formOf(record)
  // Who looked at names would not be noted.
  if (form.identifying) return 'A cohort is not chosen by who the patients are.'
  if (days && form.dateItem === undefined) return `${form.label}: has no date to count days from.`
  for (const { item: name, op, value } of where) {
    const item = itemOf(record, name)
    if (!item) return `${form.label}: this registry has no item “${name}”.`
    const problem = valueProblem(`${form.label}, ${item.label}`, item.type, op, value)
    if (problem) return problem
  }
  return undefined
}

const ordered = new Set<Operator>(['at-least', 'at-most', 'over', 'under'])
const numeric = new Set(['integer', 'number', 'quantity'])

function valueProblem(label: string, type: string, op: Operator, value: ConditionValue): string | undefined {
  if (op === 'known' || op === 'missing') return undefined
  const values = scalarsOf(value)
  if (value === undefined) return `${label}: say what it is compared with.`
  if (typeof value === 'object' && op !== 'any-of' && op !== 'none-of')
    return `${label}: a list is compared by “any of” or “none of”.`
  if (numeric.has(type)) {
    if (op === 'contains') return `${label}: a number contains nothing.`
    return values.every((one) => typeof one === 'number') ? undefined : `${label}: compare it with a number.`
  }
  if (type === 'date') {
    if (op === 'contains') return `${label}: a date contains nothing.`
    return values.every((one) => typeof one === 'string' && isPartialDate(one))
      ? undefined
      : `${label}: compare it with a date, such as 2019-04.`
  }
  return ordered.has(op) ? `${label}: has no order to be over or under something.` : undefined
}
