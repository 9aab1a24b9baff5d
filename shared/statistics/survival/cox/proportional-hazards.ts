import { lastAtMost } from '../even-out.ts'
import type { FollowUp } from '../follow-up.ts'
import { kaplanMeier } from '../kaplan-meier.ts'
import { quadraticForm, semidefinite, submatrix } from '../semidefinite.ts'
import type { CoxData, Ties } from './cox-data.ts'
import { addEvents, mirrored, noLikelihood } from './partial-likelihood.ts'
import { visitRiskSets } from './risk-sets.ts'

export interface HazardsTest {
  readonly term: string
  /** Null where the events are too few to tell. */
  readonly chisq: number | null
  readonly df: number
}

/**
 * Whether effects change with time: the score test of adding g(t)·x to the model, for each term and (`GLOBAL`) for all, where
 * g(t) is 1 less the Kaplan–Meier estimate just before t. This is the exact test of cox.zph since version 3 of R’s survival
 * package, not the older one that takes the information for constant in time.
 * SOURCE: Grambsch P, Therneau T. Biometrics 1994;81:515-26; survival package, vignette “approximate zph”.
 * @param all strata together
 * @param terms the covariates that belong to each term, by their place; a covariate that no term has is left out
 */
export function testProportionalHazards(
  data: CoxData,
  all: FollowUp,
  beta: Float64Array,
  ties: Ties,
  terms: ReadonlyMap<string, readonly number[]>,
): HazardsTest[] {
  const size = data.covariates
  const weightAt = timeWeights(all)
  const score = new Float64Array(2 * size)
  const information = new Float64Array(4 * size * size)
  visitRiskSets(data, beta, (set) => {
    const own = noLikelihood(size)
    addEvents(set, ties, own)
    mirrored(own)
    const weight = weightAt(set.time)
    for (let i = 0; i < size; i += 1) {
      score[size + i]! += weight * own.score[i]!
      for (let j = 0; j < size; j += 1) {
        const value = own.information[i * size + j]!
        information[i * 2 * size + j]! += value
        information[i * 2 * size + size + j]! += weight * value
        information[(size + i) * 2 * size + j]! += weight * value
        information[(size + i) * 2 * size + size + j]! += weight * weight * value
      }
    }
  })
  const inModel = [...terms.values()].flat()
  const testOf = (term: string, tested: readonly number[]): HazardsTest => {
    const kept = [...inModel, ...tested.map((at) => at + size)]
    const matrix = semidefinite(submatrix(information, 2 * size, kept), kept.length)
    const chisq = quadraticForm(Float64Array.from(kept, (at) => score[at]!), matrix)
    return { term, chisq: matrix.rank === kept.length && Number.isFinite(chisq) ? chisq : null, df: tested.length }
  }
  return [...[...terms].map(([term, tested]) => testOf(term, tested)), testOf('GLOBAL', inModel)]
}

/** g(t), less its mean over the events. */
function timeWeights(all: FollowUp): (time: number) => number {
  const { time, survival, events } = kaplanMeier(all)
  const before = survival.map((_, at) => 1 - (at === 0 ? 1 : survival[at - 1]!))
  const total = events.reduce((sum, count) => sum + count, 0)
  const mean = before.reduce((sum, value, at) => sum + value * events[at]!, 0) / total
  return (at) => before[lastAtMost(time, at)]! - mean
}
