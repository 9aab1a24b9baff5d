/** McNemar, Psychometrika 1947;12:153: of paired yes and no, only those that changed count. As R’s mcnemar.test. */
import { chiSquaredUpper } from '../distributions.ts'
import { binomialTest } from '../exact/binomial-test.ts'
import { StatisticsProblem } from '../method.ts'
import type { TestResult } from './test-result.ts'

export interface McNemar extends TestResult {
  /** By the binomial distribution: better than the statistic where few changed. */
  readonly pExact: number
}

/**
 * With Edwards’ continuity correction.
 * @param gained went from no to yes
 * @param lost went from yes to no
 * @throws StatisticsProblem where nobody changed
 */
export function mcnemar(gained: number, lost: number): McNemar {
  const changed = gained + lost
  if (changed === 0) throw new StatisticsProblem('No value changed.')
  const correction = gained === lost ? 0 : 1
  const statistic = (Math.abs(gained - lost) - correction) ** 2 / changed
  return {
    name: 'McNemar',
    statistic,
    df: 1,
    p: chiSquaredUpper(statistic, 1),
    pExact: binomialTest(gained, changed).p,
  }
}
