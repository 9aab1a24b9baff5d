/** How an analysis is made: what it takes of each case, one after another, and what it makes of all of them. */
import type { FormId } from '../../dictionary/forms.ts'
import type { AnalysisRequest } from './analysis-request.ts'
import type { AnalysisOutcome } from './analysis-result.ts'
import type { CohortCase } from './variable-model.ts'

export interface Gathered<T> {
  readonly caseId: string
  readonly code: string
  readonly value: T
}

/** A case that an analysis can't use, and why, in words that fit after “n cases:”. */
export interface Dropped {
  readonly dropped: string
}

export interface Analysis<R extends AnalysisRequest = AnalysisRequest, T = unknown> {
  /** Forms whose records it reads; the others come empty. */
  readonly reads: (request: R) => readonly FormId[]
  /** What is needed of one case: little, since a cohort may have 100,000. */
  readonly gather: (one: CohortCase, request: R) => T | Dropped
  /**
   * @param gathered in the order of the case codes
   * @param index what time counts from, in words: `first infusion of IVIG`
   * @throws StatisticsProblem where the data allow no answer
   */
  readonly conclude: (
    gathered: readonly Gathered<T>[],
    dropped: readonly Gathered<Dropped>[],
    request: R,
    index: string,
  ) => AnalysisOutcome
}
