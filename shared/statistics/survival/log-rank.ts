import { stopIfUnwanted } from '../interruption.ts'
import { coxData } from './cox/cox-data.ts'
import { partialLikelihood } from './cox/partial-likelihood.ts'
import { byGroup, type Coded, type FollowUp } from './follow-up.ts'
import { quadraticForm, semidefinite, submatrix } from './semidefinite.ts'

export interface LogRank {
  readonly chisq: number
  readonly df: number
}

/**
 * Whether survival differs between groups: the log-rank test, within strata where these are given. With delayed entry, where R’s
 * survdiff refuses, the score test of the Cox model with Efron’s ties. Null where groups are never at risk together.
 * SOURCE: Mantel N. Cancer Chemother Rep 1966;50:163-70; Peto R, Peto J. J R Stat Soc A 1972;135:185-207.
 */
export function logRank(followUp: FollowUp, groups: Coded, strata?: Coded): LogRank | null {
  if (groups.count < 2) return null
  if (followUp.entry) return scoreTest(followUp, groups, strata)
  const { count } = groups
  const tally = {
    difference: new Float64Array(count),
    expected: new Float64Array(count),
    variance: new Float64Array(count ** 2),
  }
  for (const stratum of strata ? byGroup(followUp, strata) : [followUp]) addStratum(stratum, groups, tally)
  const compared = groupsOf(count).filter((group) => tally.expected[group]! > 0)
  const tested = compared.slice(1)
  if (tested.length === 0) return null
  const variance = semidefinite(submatrix(tally.variance, count, tested), tested.length)
  if (variance.rank < tested.length) return null
  const difference = Float64Array.from(tested, (group) => tally.difference[group]!)
  return { chisq: quadraticForm(difference, variance), df: tested.length }
}

const groupsOf = (count: number) => Array.from({ length: count }, (_, group) => group)

function addStratum(
  { time, event, rows }: FollowUp,
  { codes, count }: Coded,
  tally: { readonly difference: Float64Array; readonly expected: Float64Array; readonly variance: Float64Array },
): void {
  const atRisk = new Float64Array(count)
  for (let at = time.length - 1; at >= 0;) {
    stopIfUnwanted()
    const now = time[at]!
    let events = 0
    for (; at >= 0 && time[at] === now; at -= 1) {
      const group = codes[rows[at]!]!
      atRisk[group]! += 1
      events += event[at]!
      tally.difference[group]! += event[at]!
    }
    if (events === 0) continue
    const all = time.length - at - 1
    const spread = all > 1 ? (events * (all - events)) / (all - 1) : 0
    for (let group = 0; group < count; group += 1) {
      const share = atRisk[group]! / all
      tally.expected[group]! += events * share
      tally.difference[group]! -= events * share
      for (let other = 0; other < count; other += 1)
        tally.variance[group * count + other]! += spread * share * ((group === other ? 1 : 0) - atRisk[other]! / all)
    }
  }
}

function scoreTest(followUp: FollowUp, { codes, count }: Coded, strata: Coded | undefined): LogRank | null {
  const indicators = groupsOf(count)
    .slice(1)
    .map((group) => Float64Array.from(codes, (code) => (code === group ? 1 : 0)))
  const data = coxData(followUp, indicators, strata)
  const { score, information } = partialLikelihood(data, new Float64Array(count - 1), 'efron')
  const matrix = semidefinite(information, count - 1)
  return matrix.rank === 0 ? null : { chisq: quadraticForm(score, matrix), df: matrix.rank }
}
