/** How variables take one value out of a case. */
import { itemOf, type FormId } from '../../../dictionary/forms.ts'
import type { DayNumber } from '../../partial-date.ts'
import type { OutcomePoint } from '../outcomes.ts'
import type { CohortCase, Variable } from '../variable-model.ts'

/** Days before and after the index that a value “at index” may be of. */
const daysBeforeIndex = 180
const daysAfterIndex = 30
export const windowWords = `the value nearest to the index date, from ${daysBeforeIndex} days before it to ${daysAfterIndex} days after`

/** The nearest value in the window; of two as near the earlier one. */
export function atIndex(points: readonly OutcomePoint[], index: DayNumber): number | undefined {
  const off = ({ day }: OutcomePoint) => Math.abs(day - index)
  return points
    .filter(({ day }) => day >= index - daysBeforeIndex && day <= index + daysAfterIndex)
    .reduce<OutcomePoint | undefined>((best, next) => (best && off(best) <= off(next) ? best : next), undefined)?.value
}

/** The codes of an answer list with their labels. */
export function choicesOf(form: FormId, item: string): NonNullable<Variable['choices']> {
  const definition = itemOf(form, item)
  return definition && 'choices' in definition ? definition.choices.map(({ code, label }) => ({ code, label })) : []
}

/** Of a variable that means something only with an index date. */
export const withIndex =
  <T>(of: (one: CohortCase, index: DayNumber) => T | undefined) =>
  (one: CohortCase): T | undefined =>
    one.index === undefined ? undefined : of(one, one.index)
