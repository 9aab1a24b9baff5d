/** Answers to doubts: somebody said of an unlikely value that it is right, and why. A changed value is asked about anew. */
import type { Problem } from './check-values.ts'
import { columnsOf } from './columns.ts'
import type { Form } from './define-form.ts'
import type { Confirmed } from './record.ts'
import { unitLabel } from '../domain/units.ts'

type Values = Readonly<Record<string, unknown>>

/** The item that a column belongs to: `fvc_unit` belongs to `fvc`. */
const itemOfPath = (form: Form, path: string): string => columnsOf(form).find(({ name }) => name === path)?.item ?? path

/** Items whose unit is an item of its own: of a laboratory result, a level, a dose. */
const unitStandsBeside = new Set(['value', 'dose'])

/** What stands in an item, as an answer remembers it: with its sign and unit, since another unit is another value. */
export function rememberedValue(values: Values, item: string): string | number {
  const value = values[item]
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'string') return value
  if (typeof value !== 'number') return ''
  const unit = values[`${item}_unit`] ?? (unitStandsBeside.has(item) ? values['unit'] : undefined)
  const sign = values[`${item}_comparator`]
  if (typeof unit !== 'string' && typeof sign !== 'string') return value
  return `${typeof sign === 'string' ? sign : ''}${value}${typeof unit === 'string' ? ` ${unitLabel(unit)}` : ''}`
}

/** A question that is open, at its item. */
export interface Doubt {
  readonly rule: string
  readonly item: string
  readonly value: string | number
  readonly message: string
}

/**
 * The questions about a record that nobody has answered: one an item, the first that was found, since whoever looks a
 * value up answers all of them.
 */
export function openDoubts(
  form: Form,
  values: Values,
  problems: readonly Problem[],
  confirmed: Confirmed = {},
): readonly Doubt[] {
  const byItem = new Map<string, Doubt>()
  for (const { rule, path, message, severity } of problems) {
    const item = itemOfPath(form, path)
    if (severity !== 'ask' || byItem.has(item)) continue
    byItem.set(item, { rule, item, value: rememberedValue(values, item), message })
  }
  return [...byItem.values()].filter(({ rule, item, value }) => {
    const answer = confirmed[item]
    return answer?.rule !== rule || answer.value !== value
  })
}

/** The answers that still hold: those about what stands in their items now. */
export const standingAnswers = (values: Values, confirmed: Confirmed = {}): Confirmed =>
  Object.fromEntries(Object.entries(confirmed).filter(([item, { value }]) => rememberedValue(values, item) === value))

/** What is most often the reason, to choose by digit. */
export const usualReasons = ['Checked against the report', 'Patient’s usual', 'Entered as reported'] as const
