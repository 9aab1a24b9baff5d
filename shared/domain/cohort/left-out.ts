/** Cases that an analysis could not use, by reason, and the keys that they are asked for by. */
import type { Dropped, Gathered } from './analysis.ts'
import type { AnalysisOutcome } from './analysis-result.ts'

export function leftOut(dropped: readonly Gathered<Dropped>[]): {
  readonly dropped: AnalysisOutcome['dropped']
  readonly behind: AnalysisOutcome['behind']
} {
  const byReason = Map.groupBy(dropped, ({ value }) => value.dropped)
  const reasons = [...byReason].map(([why, cases], at) => ({ why, cases, key: `dropped:${at + 1}` }))
  return {
    dropped: reasons.map(({ why, cases, key }) => ({ why, count: cases.length, behind: key })),
    behind: Object.fromEntries(reasons.map(({ cases, key }) => [key, cases.map(({ caseId }) => caseId)])),
  }
}
