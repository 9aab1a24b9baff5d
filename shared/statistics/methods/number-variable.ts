import { kruskalWallis } from '../comparisons/kruskal-wallis.ts'
import { mannWhitney } from '../comparisons/mann-whitney.ts'
import { anova, welchAnova } from '../comparisons/one-way.ts'
import { meanDifference } from '../comparisons/standardized-difference.ts'
import { studentTest, welchTest } from '../comparisons/t-test.ts'
import type { TestResult } from '../comparisons/test-result.ts'
import { meanOf, quantileOf, varianceOf } from '../describe.ts'
import { StatisticsProblem } from '../method.ts'
import type { Factor } from '../tidy/columns.ts'
import { valuesByGroup } from '../tidy/groups.ts'
import type { Comparison, DescribedVariable, TableCell } from './described-variable.ts'

type Groups = readonly Float64Array[]

const tests: Readonly<Partial<Record<Comparison, (groups: Groups) => TestResult>>> = {
  welch: (groups) => (groups.length === 2 ? welchTest(groups[0]!, groups[1]!) : welchAnova(groups)),
  student: (groups) => (groups.length === 2 ? studentTest(groups[0]!, groups[1]!) : anova(groups)),
  rank: (groups) => (groups.length === 2 ? mannWhitney(groups[0]!, groups[1]!) : kruskalWallis(groups)),
}

/** Described by mean and standard deviation, or by median and quartiles. */
export function numberVariable(kind: 'mean' | 'median', values: Float64Array, groups: Factor): DescribedVariable {
  const byGroup = valuesByGroup(values, groups)
  const cell = kind === 'mean' ? meanCell : medianCell
  return {
    cells: byGroup.map(cell),
    overall: cell(values),
    compare: (wanted = kind === 'mean' ? 'welch' : 'rank') => {
      const test = tests[wanted]
      if (!test) throw new StatisticsProblem(`The test “${wanted}” compares categories, not numbers.`)
      const filled = byGroup.filter(({ length }) => length > 0)
      if (filled.length < 2) throw new StatisticsProblem('Fewer than two groups hold values.')
      const { name, statistic, df, p } = test(filled)
      return { test: { name, statistic, df, p } }
    },
    difference: (one, other) => meanDifference(byGroup[one]!, byGroup[other]!),
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

const meanCell = (values: Float64Array): TableCell => ({
  n: values.length,
  mean: finite(meanOf(values)),
  sd: finite(Math.sqrt(varianceOf(values))),
})

function medianCell(values: Float64Array): TableCell {
  const sorted = values.toSorted()
  const at = (p: number) => finite(quantileOf(sorted, p))
  return { n: values.length, median: at(0.5), q1: at(0.25), q3: at(0.75) }
}
