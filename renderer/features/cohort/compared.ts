/** What can be asked of what: the same for variables and for items of the dictionary. */
import type { Item } from '#shared/dictionary/define-form.ts'
import { forms, isFormId, formOf, itemOf, type RegistryForm } from '#shared/dictionary/forms.ts'
import { conditionProblem } from '#shared/domain/cohort/conditions/condition-problem.ts'
import { conditionUnit } from '#shared/domain/cohort/conditions/condition-unit.ts'
import type {
  Condition,
  ConditionValue,
  Operator,
  RecordCondition,
} from '#shared/domain/cohort/conditions/condition.ts'
import { variableOf } from '#shared/domain/cohort/variables.ts'
import { unitLabel } from '#shared/domain/units.ts'

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
  const comparisons = 'fact' in condition ? [condition] : condition.where
  return (
    conditionProblem(condition) === undefined &&
    comparisons.every(({ op, value }) => !needsValue(op) || hasValue(value))
  )
}
