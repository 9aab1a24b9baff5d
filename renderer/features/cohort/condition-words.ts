/** Conditions in words, and what can be asked of what: the same for variables and for items of the dictionary. */
import type { Item } from '#shared/dictionary/define-form.ts'
import { forms, isFormId, formOf, itemOf, type RegistryForm } from '#shared/dictionary/forms.ts'
import { conditionUnit } from '#shared/domain/cohort/condition-unit.ts'
import type { Condition, ConditionValue, Operator, RecordCondition } from '#shared/domain/cohort/condition.ts'
import { variableOf } from '#shared/domain/cohort/variables.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { formatPartialDate, isPartialDate } from '#shared/domain/partial-date.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { listed } from '#shared/lib/listed.ts'

interface Choice {
  readonly code: string
  readonly label: string
}

/** What a comparison is about, wherever it comes from. */
export interface Compared {
  readonly label: string
  readonly type: 'number' | 'choice' | 'choices' | 'yes-no' | 'date' | 'text'
  readonly unit?: string | undefined
  readonly choices?: readonly Choice[] | undefined
}

const wordsOf: Readonly<Record<Compared['type'], readonly (readonly [Operator, string])[]>> = {
  number: [
    ['at-least', 'at least'],
    ['at-most', 'at most'],
    ['over', 'over'],
    ['under', 'under'],
    ['is', 'is'],
    ['is-not', 'is not'],
  ],
  choice: [
    ['any-of', 'is any of'],
    ['none-of', 'is none of'],
  ],
  choices: [
    ['any-of', 'has any of'],
    ['none-of', 'has none of'],
  ],
  'yes-no': [['is', 'is']],
  date: [
    ['at-least', 'on or after'],
    ['at-most', 'on or before'],
    ['over', 'after'],
    ['under', 'before'],
    ['is', 'is'],
  ],
  text: [
    ['contains', 'contains'],
    ['is', 'is'],
    ['is-not', 'is not'],
  ],
}
const existence: readonly (readonly [Operator, string])[] = [
  ['known', 'is known'],
  ['missing', 'is not known'],
]

/** What can be asked, the most usual first. */
export const operatorsOf = (type: Compared['type']): readonly (readonly [Operator, string])[] => [
  ...wordsOf[type],
  ...existence,
]

/** `known` and `missing` compare with nothing. */
export const needsValue = (op: Operator): boolean => op !== 'known' && op !== 'missing'

/** The operator and value that something newly chosen starts with. */
export function startOf({ type }: Compared): { readonly op: Operator; readonly value?: ConditionValue } {
  const op = operatorsOf(type)[0]![0]
  if (type === 'yes-no') return { op, value: true }
  return type === 'choice' || type === 'choices' ? { op, value: [] } : { op }
}

export function comparedFact(id: string): Compared | undefined {
  const variable = variableOf(id)
  return variable && { ...variable, unit: variable.unit }
}

/** Forms whose records can be asked for: none that tells who the patient is. */
export const askedForms: readonly RegistryForm[] = forms.filter(({ identifying }) => !identifying)

export function comparedItem(condition: RecordCondition, name: string): Compared | undefined {
  const item = isFormId(condition.record) ? itemOf(condition.record, name) : undefined
  if (!item) return undefined
  const { label } = item
  switch (item.type) {
    case 'integer':
    case 'number':
    case 'quantity': {
      const unit = conditionUnit(condition, name)?.unit ?? ('unit' in item ? item.unit : undefined)
      return { label, type: 'number', unit: unit && unitLabel(unit) }
    }
    case 'choice':
    case 'choices':
      return { label, type: item.type, choices: item.choices }
    case 'date':
      return { label, type: 'date' }
    default:
      return { label, type: 'text' }
  }
}

const isAsked = (item: Item) => item.type !== 'reference' && !item.identifying && !item.retired

/** Items of a form that a condition can compare. */
export const askedItems = (form: string): readonly Item[] => (isFormId(form) ? formOf(form).items.filter(isAsked) : [])

const hasValue = (value: ConditionValue): boolean =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** Whether nothing is left open: only what is complete can be counted. */
export function isComplete(condition: Condition): boolean {
  if ('all' in condition) return condition.all.length > 0 && condition.all.every(isComplete)
  if ('any' in condition) return condition.any.length > 0 && condition.any.every(isComplete)
  if ('not' in condition) return isComplete(condition.not)
  if ('fact' in condition)
    return variableOf(condition.fact) !== undefined && (!needsValue(condition.op) || hasValue(condition.value))
  return (
    isFormId(condition.record) &&
    condition.where.every(
      ({ item, op, value }) => comparedItem(condition, item) !== undefined && (!needsValue(op) || hasValue(value)),
    )
  )
}

function valueWords(value: ConditionValue, { choices, unit, type }: Compared): string {
  if (value === undefined) return '…'
  const one = (each: number | string | boolean): string => {
    if (typeof each === 'boolean') return each ? 'yes' : 'no'
    if (typeof each === 'string' && type === 'date' && isPartialDate(each)) return formatPartialDate(each)
    return choices?.find(({ code }) => code === each)?.label ?? String(each)
  }
  if (typeof value === 'object') return value.length === 0 ? '…' : value.map(one).join(' or ')
  return [one(value), type === 'number' && unit].filter(Boolean).join(' ')
}

function comparisonWords(compared: Compared | undefined, op: Operator, value: ConditionValue): string {
  if (!compared) return '…'
  const { label, type } = compared
  const words = operatorsOf(type).find(([each]) => each === op)?.[1] ?? op
  // One answer of a list needs no “any of”.
  const short =
    Array.isArray(value) && value.length === 1 ? words.replace(' any of', '').replace('none of', 'not') : words
  return [label, short, needsValue(op) && valueWords(value, compared)].filter(Boolean).join(' ')
}

function countWords({ count }: RecordCondition, { label, plural }: RegistryForm): string {
  const { atLeast, atMost } = count ?? { atLeast: 1 }
  if (atMost === 0) return `No ${midSentence(label)}`
  if (atLeast !== undefined && atLeast === atMost)
    return `Exactly ${atLeast} ${midSentence(atLeast === 1 ? label : plural)}`
  if (atMost !== undefined && atLeast === undefined)
    return `At most ${atMost} ${midSentence(atMost === 1 ? label : plural)}`
  if (atMost !== undefined) return `${atLeast} to ${atMost} ${midSentence(plural)}`
  return (atLeast ?? 1) <= 1 ? label : `At least ${atLeast} ${midSentence(plural)}`
}

/** `within days −90 to 0 of the index` */
export function daysWords({ days }: RecordCondition): string {
  if (!days || (days.from === undefined && days.to === undefined)) return ''
  const { from, to } = days
  const day = (value: number) => String(value).replace('-', '−')
  if (from === undefined) return to === 0 ? 'up to the index' : `up to day ${day(to!)}`
  if (to === undefined) return from === 0 ? 'from the index on' : `from day ${day(from)} on`
  return `within days ${day(from)} to ${day(to)} of the index`
}

/** A condition in words: `Antibody is Jo-1; FVC % at index at least 50 %`. */
export function conditionWords(condition: Condition): string {
  if ('all' in condition) return condition.all.map(conditionWords).join('; ') || '…'
  if ('any' in condition) return condition.any.map(conditionWords).join(', or ') || '…'
  if ('not' in condition) return `Not: ${conditionWords(condition.not)}`
  if ('fact' in condition) return comparisonWords(comparedFact(condition.fact), condition.op, condition.value)
  if (!isFormId(condition.record)) return '…'
  const where = condition.where.map(({ item, op, value }) => comparisonWords(comparedItem(condition, item), op, value))
  const parts = [where.length > 0 && `where ${listed(where)}`, daysWords(condition)].filter(Boolean)
  return [countWords(condition, formOf(condition.record)), ...parts].join(' ')
}
