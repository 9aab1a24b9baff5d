/** Pearson’s chi-squared test of a table of counts, as R’s chisq.test. */
import { rangeOf } from '../describe.ts'
import { chiSquaredUpper } from '../distributions.ts'
import { expectedCounts, filledTable, type CountsTable } from './counts-table.ts'
import type { TestResult } from './test-result.ts'

export interface ChiSquared extends TestResult {
  readonly statistic: number
  readonly df: number
  readonly smallestExpected: number
}

/**
 * @param yates corrects a 2 × 2 table for continuity, which is R’s default; any other table is left as it is
 * @throws StatisticsProblem where there is nothing to compare
 */
export function chiSquared(table: CountsTable, { yates = false }: { readonly yates?: boolean } = {}): ChiSquared {
  const filled = filledTable(table)
  const expected = expectedCounts(filled)
  const isTwoByTwo = filled.length === 2 && filled[0]!.length === 2
  const gap = (row: number, column: number) => Math.abs(filled[row]![column]! - expected[row]![column]!)
  const correction = yates && isTwoByTwo ? Math.min(0.5, gap(0, 0)) : 0
  let statistic = 0
  for (const [row, cells] of expected.entries())
    for (const [column, cell] of cells.entries()) statistic += (gap(row, column) - correction) ** 2 / cell
  const df = (filled.length - 1) * (filled[0]!.length - 1)
  return {
    name: correction > 0 ? 'chi-squared with Yates’ correction' : 'chi-squared',
    statistic,
    df,
    p: chiSquaredUpper(statistic, df),
    smallestExpected: rangeOf(expected.flat())[0],
  }
}
