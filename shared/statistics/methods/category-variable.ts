import { chiSquared } from '../comparisons/chi-squared.ts'
import { fisherExact } from '../comparisons/fisher-table.ts'
import { proportionDifference } from '../comparisons/standardized-difference.ts'
import { attempt } from '../attempt.ts'
import { StatisticsProblem } from '../method.ts'
import type { Factor } from '../tidy/columns.ts'
import { crossTable, sizesOf } from '../tidy/groups.ts'
import type { Compared, Comparison, DescribedVariable, TableCell } from './described-variable.ts'

/** Below this, Pearson’s chi-squared is not trusted: Cochran, Biometrics 1954;10:417, in its strict form. */
const leastExpected = 5

/** Described by how many have each level. */
export function categoryVariable(values: Factor, groups: Factor): DescribedVariable {
  const table = crossTable(groups, values)
  const cell = (counts: readonly number[]): TableCell => {
    const n = counts.reduce((a, b) => a + b, 0)
    const shares = values.levels.map((level, at) => ({
      level,
      n: counts[at]!,
      percent: n ? (100 * counts[at]!) / n : null,
    }))
    return { n, levels: shares }
  }
  return {
    cells: table.map(cell),
    overall: cell(sizesOf(values)),
    compare: (wanted) => compared(table, wanted),
    difference: (one, other) => proportionDifference(table[one]!, table[other]!),
  }
}

function compared(table: readonly (readonly number[])[], wanted: Comparison | undefined): Compared {
  if (wanted === 'fisher') return { test: fisherExact(table) }
  if (wanted === 'welch' || wanted === 'student' || wanted === 'rank')
    throw new StatisticsProblem(`The test “${wanted}” compares numbers, not categories.`)
  const { smallestExpected, ...test } = chiSquared(table, { yates: wanted === 'yates' })
  if (wanted || smallestExpected >= leastExpected) return { test }
  const few = `An expected count is ${smallestExpected.toPrecision(2)}, below ${leastExpected}`
  const exact = attempt(() => fisherExact(table))
  return exact.value
    ? { test: exact.value, because: `${few}.` }
    : { test, because: `${few}, but: ${exact.why} The p of chi-squared is not to be relied on.` }
}
