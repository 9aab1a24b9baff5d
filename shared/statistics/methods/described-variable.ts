import type { TestResult } from '../comparisons/test-result.ts'

export const variableKinds = ['mean', 'median', 'category'] as const
export type VariableKind = (typeof variableKinds)[number]

export const comparisons = ['welch', 'student', 'rank', 'chi-squared', 'yates', 'fisher'] as const
export type Comparison = (typeof comparisons)[number]

export type TableCell =
  | { readonly n: number; readonly mean: number | null; readonly sd: number | null }
  | { readonly n: number; readonly median: number | null; readonly q1: number | null; readonly q3: number | null }
  | { readonly n: number; readonly levels: readonly LevelShare[] }

export interface LevelShare {
  readonly level: string
  readonly n: number
  readonly percent: number | null
}

/** A variable of a baseline table where it is not missing. What the data do not allow throws a StatisticsProblem. */
export interface DescribedVariable {
  /** Of each group. */
  readonly cells: readonly TableCell[]
  readonly overall: TableCell
  /** Of the groups that hold values, by the test asked for or the usual one. */
  readonly compare: (wanted?: Comparison) => Compared
  /** The standardized difference of two groups, by their places. */
  readonly difference: (one: number, other: number) => number
}

export interface Compared {
  readonly test: TestResult
  /** Why this test and not the usual one. */
  readonly because?: string
}
