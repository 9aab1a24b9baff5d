/**
 * One value held against what a condition wants of it. What is not known is neither met nor failed; so is a value that is only
 * known within limits (`<5`, `2019`), where the limits don't decide.
 */
import type { Comparator } from '../../../dictionary/record.ts'
import { firstDay, isPartialDate, lastDay, type PartialDate } from '../../partial-date.ts'
import { anyOf } from '../../progression/three-valued.ts'
import type { Met } from '../../rules/rule-finding.ts'
import type { ConditionValue, Operator } from './condition.ts'

type Scalar = number | string | boolean

/** What is compared: `kind` says how. */
export type Compared =
  | { readonly kind: 'number'; readonly value: number | undefined; readonly comparator?: Comparator | undefined }
  | { readonly kind: 'date'; readonly value: PartialDate | undefined }
  | { readonly kind: 'code'; readonly value: string | boolean | undefined }
  | { readonly kind: 'codes'; readonly value: readonly string[] | undefined }

/** Operators that are the opposite of another one. */
export const opposites: Readonly<Partial<Record<Operator, Operator>>> = {
  'is-not': 'is',
  'none-of': 'any-of',
  missing: 'known',
}

export function compare(compared: Compared, op: Operator, wanted: ConditionValue): Met {
  const opposite = opposites[op]
  if (opposite) return not(compare(compared, opposite, wanted))
  if (op === 'known') return compared.value !== undefined
  if (compared.value === undefined) return undefined
  if (op === 'any-of') return anyOf(...scalarsOf(wanted).map((one) => compareOne(compared, 'is', one)))
  return wanted === undefined || typeof wanted === 'object' ? undefined : compareOne(compared, op, wanted)
}

export const not = (met: Met): Met => (met === undefined ? undefined : !met)

export const scalarsOf = (wanted: ConditionValue): readonly Scalar[] =>
  wanted === undefined ? [] : typeof wanted === 'object' ? wanted : [wanted]

function compareOne(compared: Compared, op: Operator, wanted: Scalar): Met {
  switch (compared.kind) {
    case 'number':
      return typeof wanted === 'number' && compared.value !== undefined
        ? compareNumber(compared.value, compared.comparator, op, wanted)
        : undefined
    case 'date':
      return typeof wanted === 'string' && isPartialDate(wanted) && compared.value !== undefined
        ? compareDate(compared.value, op, wanted)
        : undefined
    case 'code':
      if (op === 'is') return compared.value === wanted
      return op === 'contains' && typeof compared.value === 'string' ? holdsText(compared.value, wanted) : undefined
    case 'codes':
      return op === 'is' || op === 'contains' ? compared.value?.some((code) => code === wanted) : undefined
  }
}

export const holdsText = (text: string, part: Scalar): boolean =>
  text.toLowerCase().includes(String(part).toLowerCase())

/** A result `<5` is any below 5: it is at most 7 for sure, and at least 3 perhaps. */
function compareNumber(value: number, comparator: Comparator | undefined, op: Operator, wanted: number): Met {
  const decided = comparator === undefined || (comparator === '<' ? value <= wanted : value >= wanted)
  if (!decided) return undefined
  switch (op) {
    case 'is':
      return comparator === undefined && value === wanted
    case 'at-least':
      return comparator === undefined ? value >= wanted : comparator === '>'
    case 'over':
      return comparator === undefined ? value > wanted : comparator === '>'
    case 'at-most':
      return comparator === undefined ? value <= wanted : comparator === '<'
    case 'under':
      return comparator === undefined ? value < wanted : comparator === '<'
    default:
      return undefined
  }
}

/** A wanted month or year is all of its days; a date is compared by the days that it can mean. */
function compareDate(date: PartialDate, op: Operator, wanted: PartialDate): Met {
  const [first, last] = [firstDay(date), lastDay(date)]
  const [from, to] = [firstDay(wanted), lastDay(wanted)]
  const between = (sure: boolean, never: boolean): Met => (sure ? true : never ? false : undefined)
  switch (op) {
    case 'is':
      return between(first >= from && last <= to, last < from || first > to)
    case 'at-least':
      return between(first >= from, last < from)
    case 'over':
      return between(first > to, last <= to)
    case 'at-most':
      return between(last <= to, first > to)
    case 'under':
      return between(last < from, first >= from)
    default:
      return undefined
  }
}
