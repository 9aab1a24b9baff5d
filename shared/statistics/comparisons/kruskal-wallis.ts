/** Kruskal and Wallis, J Am Stat Assoc 1952;47:583, corrected for ties, as R’s kruskal.test. */
import { sumOf } from '../describe.ts'
import { chiSquaredUpper } from '../distributions.ts'
import { StatisticsProblem } from '../method.ts'
import { ranksOf } from './ranks.ts'
import type { TestResult } from './test-result.ts'

export function kruskalWallis(groups: readonly Float64Array[]): TestResult {
  const n = sumOf(groups.map(({ length }) => length))
  const all = new Float64Array(n)
  let filled = 0
  for (const group of groups) {
    all.set(group, filled)
    filled += group.length
  }
  const { rankOf, ties } = ranksOf(all)
  const untied = 1 - ties / (n ** 3 - n)
  if (!(untied > 0)) throw new StatisticsProblem('All values are the same.')
  const squares = sumOf(groups.map((group) => group.reduce((sum, value) => sum + rankOf(value), 0) ** 2 / group.length))
  const statistic = ((12 * squares) / (n * (n + 1)) - 3 * (n + 1)) / untied
  const df = groups.length - 1
  return { name: 'Kruskal-Wallis', statistic, df, p: chiSquaredUpper(statistic, df) }
}
