/**
 * Holds what a person typed into a form against the form: types, codes, ranges, units, required items. What one item alone
 * can tell is here; what needs two is in `domain/validate-record.ts`.
 */
import type { Form, Item, Range } from './define-form.ts'
import { columnsOf, type Column } from './columns.ts'
import { missingReasons, type MissingReason } from './record.ts'
import { isPartialDate } from '../domain/partial-date.ts'
import { convert, unitLabel } from '../domain/units.ts'
import { assertNever } from '../lib/assert-never.ts'

export interface Problem {
  /** The rule that found it, under a name that never changes: answers to doubts are kept by it. */
  readonly rule: string
  /** Name of the column at which it is shown. */
  readonly path: string
  /** A whole sentence: what is wrong and what would be right. */
  readonly message: string
  /** `refuse`: can't be saved so. `ask`: unlikely; saved when the person says that it is right. */
  readonly severity: 'refuse' | 'ask'
}

export const refuse = (rule: string, path: string, message: string): Problem => ({
  rule,
  path,
  message,
  severity: 'refuse',
})
export const ask = (rule: string, path: string, message: string): Problem => ({ rule, path, message, severity: 'ask' })

type Values = Readonly<Record<string, unknown>>
export type Missing = Readonly<Record<string, MissingReason>>

const defaultLengths = { text: 500, 'long-text': 20_000 } as const

/** True for what a form takes as empty: nothing, empty text, an empty list. */
export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}

/** What was given, for messages. Only text and numbers can be quoted: other things may not even turn into text. */
const quoted = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? `“${String(value)}”` : 'what was given'

/** Numbers in messages: at most four significant digits beyond the integer part, no trailing zeros. */
function show(value: number): string {
  return String(Number(value.toPrecision(Math.abs(value) >= 1000 ? 6 : 4)))
}

function sayRange(range: Range, inUnit: (bound: number) => number, unit: string | undefined): string {
  const suffix = unit ? ` ${unitLabel(unit)}` : ''
  const { min, max } = range
  if (min !== undefined && max !== undefined) {
    return `between ${show(inUnit(min))} and ${show(inUnit(max))}${suffix}`
  }
  return min === undefined ? `at most ${show(inUnit(max ?? 0))}${suffix}` : `at least ${show(inUnit(min))}${suffix}`
}

/**
 * Whether a number lies in a range, and the sentence that says so where it doesn't.
 * @param label of the item, which starts the sentence
 * @param unit that the value is in, and `rangeUnit` that the range is in; a value that can't be converted isn't judged
 */
export function outsideRange(
  label: string,
  value: number,
  range: Range | undefined,
  verb: 'must be' | 'is usually',
  unit?: string,
  rangeUnit?: string,
  analyte?: string,
): string | undefined {
  if (!range) return undefined
  const converts = unit !== undefined && rangeUnit !== undefined && unit !== rangeUnit
  const inRangeUnit = converts ? convert(value, unit, rangeUnit, analyte) : value
  if (inRangeUnit === undefined) return undefined
  // A bound that is itself not exact after conversion must not refuse the value that sits on it.
  const tolerance = converts ? 1e-9 * Math.abs(inRangeUnit) : 0
  const { min, max } = range
  const inside =
    (min === undefined || inRangeUnit >= min - tolerance) && (max === undefined || inRangeUnit <= max + tolerance)
  if (inside) return undefined
  const inUnit = (bound: number) => (converts ? (convert(bound, rangeUnit, unit, analyte) ?? bound) : bound)
  const given = `${String(value)}${unit ? ` ${unitLabel(unit)}` : ''}`
  return `${label} ${verb} ${sayRange(range, inUnit, unit)}; ${given} was given.`
}

/** The unit that a number item is in: fixed, or the one given beside it. */
function unitOfValue(item: Item, values: Values): string | undefined {
  if (item.type === 'quantity') {
    const unit = values[`${item.name}_unit`]
    return typeof unit === 'string' ? unit : undefined
  }
  return item.type === 'integer' || item.type === 'number' ? item.unit : undefined
}

function rangeProblem(item: Item, value: number, values: Values, which: 'hard' | 'soft'): string | undefined {
  if (item.type !== 'integer' && item.type !== 'number' && item.type !== 'quantity') return undefined
  const verb = which === 'hard' ? 'must be' : 'is usually'
  const rangeUnit = item.type === 'quantity' ? item.units[0] : item.unit
  return outsideRange(item.label, value, item[which], verb, unitOfValue(item, values), rangeUnit, item.name)
}

function choiceProblem(item: Item & { type: 'choice' | 'choices' }, code: unknown): string | undefined {
  if (typeof code === 'string' && item.choices.some((choice) => choice.code === code)) return undefined
  return `${item.label}: ${quoted(code)} is not one of the answers.`
}

function valueProblem(item: Item, value: unknown, values: Values): string | undefined {
  const { label } = item
  switch (item.type) {
    case 'text':
    case 'long-text': {
      if (typeof value !== 'string') return `${label} must be text.`
      const maxLength = item.maxLength ?? defaultLengths[item.type]
      return value.length > maxLength
        ? `${label} can have at most ${maxLength} characters; it has ${value.length}.`
        : undefined
    }
    case 'integer':
    case 'number':
    case 'quantity':
      if (typeof value !== 'number' || !Number.isFinite(value)) return `${label} must be a number.`
      if (item.type === 'integer' && !Number.isSafeInteger(value)) {
        return `${label} must be a whole number; ${String(value)} was given.`
      }
      return rangeProblem(item, value, values, 'hard')
    case 'date':
      return typeof value === 'string' && isPartialDate(value)
        ? undefined
        : `${label} must be a date such as 2019, 2019-04 or 2019-04-12; ${typeof value === 'string' ? `“${value}”` : 'something else'} was given.`
    case 'choice':
      return choiceProblem(item, value)
    case 'choices': {
      if (!Array.isArray(value)) return `${label} must be a list of answers.`
      const codes: readonly unknown[] = value
      if (new Set(codes).size < codes.length) return `${label} names the same answer twice.`
      return codes.map((code) => choiceProblem(item, code)).find((problem) => problem !== undefined)
    }
    case 'reference':
      return typeof value === 'string' ? undefined : `${label} must name a record.`
    default:
      return assertNever(item)
  }
}

function unitProblem(item: Item, value: unknown): string | undefined {
  if (item.type !== 'quantity' || item.units.some((unit) => unit === value)) return undefined
  return `${item.label} can be in ${item.units.map(unitLabel).join(' or ')}, not in ${typeof value === 'string' ? value : 'what was given'}.`
}

function problemOfColumn(column: Column, item: Item, values: Values): string | undefined {
  const value = values[column.name]
  const itemIsEmpty = isEmpty(values[item.name])
  switch (column.role) {
    case 'unit':
      if (itemIsEmpty) return undefined
      return isEmpty(value) ? `${item.label} needs a unit.` : unitProblem(item, value)
    case 'comparator':
      if (isEmpty(value)) return undefined
      if (itemIsEmpty) return `${item.label} has a comparator but no value.`
      return value === '<' || value === '>' ? undefined : `${item.label} can only be marked < or >.`
    case 'value':
      return isEmpty(value) ? undefined : valueProblem(item, value, values)
    default:
      return assertNever(column.role)
  }
}

/** What of a form is held against values, found once: a visit of many records asks for the same form again and again. */
interface Checklist {
  readonly known: ReadonlySet<string>
  /** Columns with their items, in the order in which problems are told. */
  readonly columns: readonly (readonly [column: Column, item: Item])[]
  readonly required: readonly Item[]
}

/** By the items themselves: a form gets other ones when the site's own are installed. */
const checklists = new WeakMap<readonly Item[], Checklist>()

function checklistOf(form: Form): Checklist {
  const { items } = form
  const made = checklists.get(items)
  if (made) return made
  const columns = columnsOf(form)
  const itemsByName = new Map(items.map((item) => [item.name, item]))
  const checklist: Checklist = {
    known: new Set(columns.map(({ name }) => name)),
    columns: columns.map((column) => [column, itemsByName.get(column.item)!]),
    required: items.filter((item) => item.required),
  }
  checklists.set(items, checklist)
  return checklist
}

/** Reasons for missing values that can't be: of an item that the form doesn't have, or that has a value. */
export function missingProblems(form: Form, values: Values, missing: Missing): readonly Problem[] {
  return Object.entries(missing).flatMap(([name, reason]): readonly Problem[] => {
    const item = form.items.find((candidate) => candidate.name === name)
    if (!item) return [refuse('unknown-item', name, `${form.label} has no item named “${name}”.`)]
    if (!missingReasons.some(({ code }) => code === reason)) {
      return [refuse('unknown-reason', name, `${item.label}: “${reason}” is no reason known here.`)]
    }
    return isEmpty(values[name])
      ? []
      : [refuse('value-and-reason', name, `${item.label} has a value and a reason for having none.`)]
  })
}

/** Everything that refuses the values of a form, item by item. */
export function refusalsOf(form: Form, values: Values, missing: Missing = {}): readonly Problem[] {
  const { known, columns, required } = checklistOf(form)
  const problems: Problem[] = []
  for (const name of Object.keys(values))
    if (!known.has(name)) problems.push(refuse('unknown-item', name, `${form.label} has no item named “${name}”.`))
  // Required items that are empty without a reason.
  for (const { name, label } of required)
    if (isEmpty(values[name]) && missing[name] === undefined)
      problems.push(refuse('required', name, `${label} is needed.`))
  for (const [column, item] of columns) {
    // Most columns of most records are empty. Only a unit may not be: where its item has a value.
    if (column.role !== 'unit' && isEmpty(values[column.name])) continue
    const message = problemOfColumn(column, item, values)
    if (message !== undefined) problems.push(refuse('not-an-answer', column.name, message))
  }
  return problems
}

/** Values that can be, but seldom are: outside the soft ranges of their items. */
export function doubtsOf(form: Form, values: Values): readonly Problem[] {
  const problems: Problem[] = []
  for (const item of form.items) {
    const value = values[item.name]
    if (typeof value !== 'number' || rangeProblem(item, value, values, 'hard')) continue
    const message = rangeProblem(item, value, values, 'soft')
    if (message !== undefined) problems.push(ask('soft-range', item.name, message))
  }
  return problems
}
