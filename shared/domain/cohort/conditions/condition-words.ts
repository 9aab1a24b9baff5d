/** Conditions in words: `FVC % predicted at index at most 70 %`, `at least 2 infusions with drug IVIG within 365 days after the index`. */
import type { Choice, Item } from '../../../dictionary/define-form.ts'
import { formOf, isFormId, itemOf } from '../../../dictionary/forms.ts'
import { listed } from '../../../lib/listed.ts'
import { assertNever } from '../../../lib/assert-never.ts'
import { formatNumber } from '../../format-number.ts'
import { midSentence } from '../../label-of.ts'
import { formatPartialDate, isPartialDate } from '../../partial-date.ts'
import { unitLabel } from '../../units.ts'
import { scalarsOf } from './compare.ts'
import type { Condition, ConditionValue, FactCondition, Operator, RecordCondition } from './condition.ts'
import { conditionUnit } from './condition-unit.ts'
import { variableOf } from '../variables.ts'

export function conditionWords(condition: Condition): string {
  const words = wordsOf(condition)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function wordsOf(condition: Condition): string {
  if ('all' in condition) return condition.all.length === 0 ? 'everybody' : condition.all.map(inner).join(' and ')
  if ('any' in condition) return condition.any.length === 0 ? 'nobody' : condition.any.map(inner).join(' or ')
  if ('not' in condition) return `not ${inner(condition.not)}`
  return 'fact' in condition ? factWords(condition) : recordWords(condition)
}

/** In brackets, where several are held together. */
function inner(condition: Condition): string {
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : []
  return parts.length > 1 ? `(${wordsOf(condition)})` : wordsOf(condition)
}

function factWords({ fact, op, value }: FactCondition): string {
  const variable = variableOf(fact)
  if (!variable) return `“${fact}” ${comparison(op, value, String)}`
  const { label, type, unit, choices, decimals } = variable
  if (type === 'yes-no' && typeof value === 'boolean' && (op === 'is' || op === 'is-not'))
    return `${value === (op === 'is') ? '' : 'not '}${midSentence(label)}`
  return `${label} ${comparison(op, value, (one) => valueWords(one, { unit, choices, decimals }), type === 'date')}`
}

interface Said {
  readonly unit?: string | undefined
  readonly choices?: readonly Pick<Choice, 'code' | 'label'>[] | undefined
  readonly decimals?: number | undefined
}

type Scalar = number | string | boolean

function valueWords(value: Scalar, { unit, choices, decimals }: Said): string {
  if (typeof value === 'number')
    return [formatNumber(value, decimals ?? 6), unit && unitLabel(unit)].filter(Boolean).join(' ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const choice = choices?.find(({ code }) => code === value)
  return choice ? midSentence(choice.label) : isPartialDate(value) ? formatPartialDate(value) : `“${value}”`
}

const dateWords: Readonly<Partial<Record<Operator, string>>> = {
  'at-least': 'from',
  over: 'after',
  'at-most': 'until',
  under: 'before',
}

function comparison(op: Operator, value: ConditionValue, say: (one: Scalar) => string, isDate = false): string {
  const said = scalarsOf(value).map(say)
  const or = said.length < 2 ? (said[0] ?? 'nothing') : `${said.slice(0, -1).join(', ')} or ${said.at(-1)}`
  const ofDate = isDate ? dateWords[op] : undefined
  if (ofDate) return `${ofDate} ${or}`
  switch (op) {
    case 'is':
      return `is ${or}`
    case 'is-not':
      return `is not ${or}`
    case 'any-of':
      return `is ${or}`
    case 'none-of':
      return said.length < 2 ? `is not ${or}` : `is none of ${listed(said)}`
    case 'at-least':
      return `at least ${or}`
    case 'at-most':
      return `at most ${or}`
    case 'over':
      return `over ${or}`
    case 'under':
      return `under ${or}`
    case 'contains':
      return `contains ${or}`
    case 'known':
      return 'is known'
    case 'missing':
      return 'is not known'
    default:
      return assertNever(op)
  }
}

function recordWords(condition: RecordCondition): string {
  const { record, where, count, days } = condition
  if (!isFormId(record)) return `a record “${record}”`
  const form = formOf(record)
  const items = where.map(({ item: name, op, value }) => {
    const item = itemOf(record, name)
    const said = item && saidOf(item, conditionUnit(condition, name)?.unit)
    return `${item ? midSentence(item.label) : `“${name}”`} ${comparison(op, value, (one) => valueWords(one, said ?? {}), item?.type === 'date')}`
  })
  if (record === 'case' && !count) return [listed(items) || 'the case', windowWords(days)].filter(Boolean).join(' ')
  const having = items.length > 0 ? `whose ${listed(items)}` : ''
  return [countWords(count, midSentence(form.label), midSentence(form.plural)), having, windowWords(days)]
    .filter(Boolean)
    .join(' ')
}

function saidOf(item: Item, unit: string | undefined): Said {
  switch (item.type) {
    case 'integer':
    case 'number':
      return { unit: unit ?? item.unit, decimals: item.decimals }
    case 'quantity':
      return { unit, decimals: item.decimals }
    case 'choice':
    case 'choices':
      return { choices: item.choices }
    default:
      return {}
  }
}

function countWords(count: RecordCondition['count'], one: string, many: string): string {
  const { atLeast, atMost } = count ?? { atLeast: 1 }
  if (atMost === 0) return `no ${one}`
  const named = (number: number) => `${number} ${number === 1 ? one : many}`
  if (atLeast !== undefined && atMost !== undefined)
    return atLeast === atMost ? `exactly ${named(atLeast)}` : `${atLeast} to ${named(atMost)}`
  if (atMost !== undefined) return `at most ${named(atMost)}`
  return atLeast === undefined ? `any number of ${many}` : `at least ${named(atLeast)}`
}

function windowWords(days: RecordCondition['days']): string {
  if (!days) return ''
  const { from, to } = days
  const day = (number: number) =>
    number === 0 ? 'the index' : `${Math.abs(number)} days ${number < 0 ? 'before' : 'after'} the index`
  if (from === undefined && to === undefined) return 'on a known day'
  if (from === undefined) return `until ${day(to!)}`
  if (to === undefined) return `from ${day(from)} on`
  return from === to ? `on the day ${day(from)}` : `from ${day(from)} to ${day(to)}`
}
