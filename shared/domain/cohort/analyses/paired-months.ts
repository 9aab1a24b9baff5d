/** Pairs of a baseline and a value around a month after the index, compared. */
import { attempt } from '#shared/statistics/attempt.ts'
import type { Adjustment } from '#shared/statistics/comparisons/adjusted-p.ts'
import { signedRank, type SignedRank } from '#shared/statistics/comparisons/signed-rank.ts'
import { pairedTest, type MeanComparison } from '#shared/statistics/comparisons/t-test.ts'
import { binomialInterval, type Interval } from '#shared/statistics/exact/binomial-test.ts'
import type { Gathered } from '../analysis.ts'
import { adjustedWhereKnown } from '../adjustment.ts'
import type { Outcome } from '../outcomes.ts'

export interface PairedCase {
  readonly baseline: number
  /** Of each month that is asked for; null where no value is near it. */
  readonly later: readonly (number | null)[]
  /** Whether anything is known of the case from the opening of the month’s window on. */
  readonly reached: readonly boolean[]
}

export interface Pair {
  readonly caseId: string
  readonly before: number
  readonly after: number
  readonly change: number
}

export interface Responders {
  readonly ids: readonly string[]
  readonly share: number
  readonly interval: Interval
}

/** How much of a change counts, by direction; of a direction without one nobody is counted. */
export interface Threshold {
  readonly better?: number
  readonly worse?: number
}

export interface MonthOfPairs {
  readonly month: number
  readonly pairs: readonly Pair[]
  readonly without: readonly string[]
  /** How many of those without a value were not known that long. */
  readonly notReached: number
  /** Missing where the data allow no test; then why. */
  readonly t?: MeanComparison
  readonly rank?: SignedRank
  readonly why?: string
  readonly better?: Responders
  readonly worse?: Responders
  readonly pAdjusted?: { readonly t?: number; readonly rank?: number }
}

/** Digits enough for any measurement, few enough that equal changes are equal. */
export const rounded = (value: number): number => Number(value.toFixed(6))

function pairsOf(gathered: readonly Gathered<PairedCase>[], at: number): readonly Pair[] {
  return gathered.flatMap(({ caseId, value: { baseline, later } }) => {
    const after = later[at]!
    return after === null ? [] : [{ caseId, before: baseline, after, change: rounded(after - baseline) }]
  })
}

function respondersOf(
  pairs: readonly Pair[],
  least: number | undefined,
  gainOf: (change: number) => number,
): Responders | undefined {
  if (least === undefined || pairs.length === 0) return undefined
  const ids = pairs.filter(({ change }) => gainOf(change) >= least).map(({ caseId }) => caseId)
  return { ids, share: ids.length / pairs.length, interval: binomialInterval(ids.length, pairs.length) }
}

function monthOfPairs(
  gathered: readonly Gathered<PairedCase>[],
  month: number,
  at: number,
  { better: least, worse: most }: Threshold,
  direction: Outcome['better'],
): MonthOfPairs {
  const pairs = pairsOf(gathered, at)
  const without = gathered.filter(({ value }) => value.later[at] === null)
  const changes = Float64Array.from(pairs, ({ change }) => change)
  const t = attempt(() => pairedTest(changes))
  const rank = attempt(() => signedRank(changes, { confidence: 0.95 }))
  const sign = direction === 'lower' ? -1 : 1
  const better = respondersOf(pairs, least, (change) => sign * change)
  const worse = respondersOf(pairs, most, (change) => -sign * change)
  const why = t.why ?? rank.why
  return {
    month,
    pairs,
    without: without.map(({ caseId }) => caseId),
    notReached: without.filter(({ value }) => !value.reached[at]).length,
    ...(t.value ? { t: t.value } : {}),
    ...(rank.value ? { rank: rank.value } : {}),
    ...(why === undefined ? {} : { why }),
    ...(better ? { better } : {}),
    ...(worse ? { worse } : {}),
  }
}

/** Each month compared with the baseline; probabilities adjusted over the months, each test for itself. */
export function pairsByMonth(
  gathered: readonly Gathered<PairedCase>[],
  months: readonly number[],
  threshold: Threshold,
  { better }: Outcome,
  adjust: Adjustment,
): readonly MonthOfPairs[] {
  const made = months.map((month, at) => monthOfPairs(gathered, month, at, threshold, better))
  if (adjust === 'none') return made
  const t = adjustedWhereKnown(
    made.map((month) => month.t?.p),
    adjust,
  )
  const rank = adjustedWhereKnown(
    made.map((month) => month.rank?.p),
    adjust,
  )
  return made.map((month, at) => ({
    ...month,
    pAdjusted: { ...(t[at] === undefined ? {} : { t: t[at] }), ...(rank[at] === undefined ? {} : { rank: rank[at] }) },
  }))
}
