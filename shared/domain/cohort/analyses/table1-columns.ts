/** The variables of a baseline table as columns of data: one a variable, or one for each answer that occurs of several. */
import type { VariableKind } from '#shared/statistics/methods/described-variable.ts'
import type { TableRow } from '#shared/statistics/methods/table1-row.ts'
import type { TestResult } from '#shared/statistics/comparisons/test-result.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import type { Cell } from '#shared/statistics/tidy/columns.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { analyzedValue } from '../analyzed-value.ts'
import { levelsOf, wordOf } from '../covariates.ts'
import { rName } from '../r-script.ts'
import type { CohortCase, Variable } from '../variable-model.ts'
import { variableOf } from '../variables.ts'

/** A number, a word, several codes, or null where it is not known. */
type TableValue = number | string | readonly string[] | null

export interface TableColumn {
  readonly variable: Variable
  readonly kind: VariableKind
  /** Of the data, and in R. */
  readonly column: string
  readonly label: string
  readonly cells: readonly Cell[]
  /** Of a column of words. */
  readonly levels?: string[]
  /** One answer of a variable that can have several: yes or no. */
  readonly isAnswer: boolean
}

/** @throws StatisticsProblem for a variable that there is not, or that can’t be told so */
export function wantedVariables({ variables, groupBy }: AnalysisRequestOf<'table1'>): readonly {
  readonly variable: Variable
  readonly kind: VariableKind
}[] {
  const byId = new Map(variables.filter(({ id }) => id !== groupBy).map((wanted) => [wanted.id, wanted]))
  if (byId.size === 0) throw new StatisticsProblem('Choose a variable besides the one that makes the groups.')
  return [...byId.values()].map(({ id, kind }) => {
    const variable = variableOf(id)
    if (!variable) throw new StatisticsProblem(`There is no variable “${id}”.`)
    const isNumber = variable.type === 'number' || variable.type === 'date'
    if (kind && kind !== 'category' && !isNumber)
      throw new StatisticsProblem(`“${variable.label}” is no number, so it has no ${kind}.`)
    const usual = !isNumber ? 'category' : variable.skewed || variable.type === 'date' ? 'median' : 'mean'
    return { variable, kind: kind ?? usual }
  })
}

/** A date is told by its year. */
export function tableValue(variable: Variable, one: CohortCase): TableValue {
  const value = analyzedValue(variable, one)
  if (value === undefined) return null
  if (typeof value === 'number' || typeof value === 'object') return value
  return variable.type === 'date' ? Number(String(value).slice(0, 4)) : wordOf(variable, String(value))
}

export function tableColumns(
  { variable, kind }: { readonly variable: Variable; readonly kind: VariableKind },
  values: readonly TableValue[],
): readonly TableColumn[] {
  const { id, label, unit, type } = variable
  const column = rName(id)
  if (type === 'choices') return answerColumns(variable, values)
  const cells = values as readonly Cell[]
  const known = cells.filter((cell) => cell !== null)
  const words =
    type === 'number' || type === 'date' ? undefined : levelsOf({ variable, column }, known.map(String), 'listed')
  const isTold = unit === undefined || label.includes(unit)
  const withUnit = type === 'date' ? `${label}, year` : isTold ? label : `${label}, ${unit}`
  return [{ variable, kind, column, label: withUnit, cells, ...(words ? { levels: words } : {}), isAnswer: false }]
}

function answerColumns(variable: Variable, values: readonly TableValue[]): readonly TableColumn[] {
  const lists = values as readonly (readonly string[] | null)[]
  const given = new Set(lists.flatMap((codes) => codes ?? []))
  return (variable.choices ?? [])
    .filter(({ code }) => given.has(code))
    .map(({ code, label }) => ({
      variable,
      kind: 'category',
      column: rName(`${variable.id}_${code}`),
      label,
      cells: lists.map((codes) => (codes === null ? null : codes.includes(code) ? 'yes' : 'no')),
      levels: ['no', 'yes'],
      isAnswer: true,
    }))
}

export interface DescribedCase {
  /** Missing where there are no groups. */
  readonly group?: string
  readonly values: readonly TableValue[]
}

export interface MadeTable {
  readonly columns: readonly TableColumn[]
  /** Of the columns, in their order. */
  readonly rows: readonly (TableRow & { readonly test: (TestResult & { readonly pAdjusted?: number }) | null })[]
  readonly groups: readonly { readonly level: string; readonly n: number }[]
  readonly n: number
  readonly adjust: AnalysisRequestOf<'table1'>['adjust']
}

/** The p that counts: the adjusted one where one was asked for. */
export const pOf = ({ test }: MadeTable['rows'][number]): number | undefined => test?.pAdjusted ?? test?.p
