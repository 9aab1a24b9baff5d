import { chiSquaredUpper } from '../distributions.ts'
import { StatisticsProblem } from '../method.ts'
import type { MixedFit } from './mixed-fit.ts'

/**
 * The likelihood ratio test of two models of the same rows, of which the larger holds all that the smaller does. Where a variance
 * is among what is tested, the p value is too large: nothing can be less than no variance.
 * @throws StatisticsProblem where likelihoods can't be compared
 */
export function compareModels(
  smaller: MixedFit,
  larger: MixedFit,
): { readonly chiSquared: number; readonly df: number; readonly p: number } {
  if (smaller.model.method !== 'ML' || larger.model.method !== 'ML')
    throw new StatisticsProblem(
      'Models are compared by maximum likelihood (ML): that of REML depends on the fixed terms.',
    )
  if (smaller.data.sums.rows !== larger.data.sums.rows)
    throw new StatisticsProblem('The two models use different rows: a term has missing values that the other has not.')
  const df = larger.parameters - smaller.parameters
  if (df < 1) throw new StatisticsProblem('The second model must hold more than the first.')
  const chiSquared = Math.max(0, 2 * (larger.logLik - smaller.logLik))
  return { chiSquared, df, p: chiSquaredUpper(chiSquared, df) }
}
