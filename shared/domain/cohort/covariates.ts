/** Variables of a case as columns of a model: numbers as they are, choices by their words. */
import { StatisticsProblem } from '#shared/statistics/method.ts'
import type { Dropped } from './analysis.ts'
import { analyzedValue } from './analyzed-value.ts'
import { rName } from './r-script.ts'
import type { CohortCase, Variable } from './variable-model.ts'
import { variableOf } from './variables.ts'

export interface Covariate {
  readonly variable: Variable
  /** Of the data, and in R: `fvc_percent_at_index`. */
  readonly column: string
}

export type CovariateValue = number | string

/** @throws StatisticsProblem for what no coefficient can stand for */
export function covariatesOf(ids: readonly string[]): readonly Covariate[] {
  return [...new Set(ids)].map((id) => {
    const variable = known(id)
    if (variable.type === 'choices')
      throw new StatisticsProblem(
        `“${variable.label}” can have several answers at once, so it can’t be a term of a model. Choose one with a single answer.`,
      )
    if (variable.type === 'date')
      throw new StatisticsProblem(`“${variable.label}” is a date, which can’t be a term of a model.`)
    return { variable, column: rName(id) }
  })
}

/** @throws StatisticsProblem for what does not put each case into one group */
export function groupingOf(id: string): Covariate {
  const variable = known(id)
  if (variable.type !== 'choice' && variable.type !== 'yes-no')
    throw new StatisticsProblem(
      `“${variable.label}” does not put each case into one of a few groups. Choose one with a single answer of several.`,
    )
  return { variable, column: rName(id) }
}

function known(id: string): Variable {
  const variable = variableOf(id)
  if (!variable) throw new StatisticsProblem(`There is no variable “${id}”.`)
  return variable
}

/** The values of a case in the order of the covariates, or which of them is not known. */
export function covariateValues(
  covariates: readonly Covariate[],
  one: CohortCase,
): readonly CovariateValue[] | Dropped {
  const values: CovariateValue[] = []
  for (const { variable } of covariates) {
    const value = analyzedValue(variable, one)
    if (value === undefined) return { dropped: `${variable.label} not known` }
    values.push(typeof value === 'number' ? value : wordOf(variable, String(value)))
  }
  return values
}

export const wordOf = ({ type, choices }: Variable, value: string): string =>
  type === 'yes-no' ? (value === 'true' ? 'yes' : 'no') : (choices?.find(({ code }) => code === value)?.label ?? value)

/**
 * The levels that occur of a covariate, the reference first: of yes and no it is no; of choices the most frequent one
 * (`frequent`), or the first of the dictionary (`listed`). Undefined for numbers.
 */
export function levelsOf(
  { variable: { type, choices = [] } }: Covariate,
  values: readonly CovariateValue[],
  reference: 'frequent' | 'listed',
): string[] | undefined {
  if (type === 'number') return undefined
  const counts = new Map<string, number>()
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1)
  const listed = type === 'yes-no' ? ['no', 'yes'] : choices.map(({ label }) => label)
  const order = [
    ...listed.filter((level) => counts.has(level)),
    ...[...counts.keys()].filter((level) => !listed.includes(level)),
  ]
  if (reference === 'listed' || type === 'yes-no') return order
  const most = order.reduce((best, level) => (counts.get(level)! > counts.get(best)! ? level : best), order[0] ?? '')
  return [most, ...order.filter((level) => level !== most)]
}
