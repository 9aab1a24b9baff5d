/** Runs an analysis over cases as the backend does: one after another, then all together. */
import type { Analysis, Dropped, Gathered } from '#shared/domain/cohort/analysis.ts'
import type { AnalysisRequest } from '#shared/domain/cohort/analysis-request.ts'
import type { AnalysisOutcome } from '#shared/domain/cohort/analysis-result.ts'
import type { CohortCase } from '#shared/domain/cohort/variable-model.ts'

const isDropped = (value: unknown): value is Dropped =>
  typeof value === 'object' && value !== null && 'dropped' in value

export function runAnalysis<R extends AnalysisRequest, T>(
  analysis: Analysis<R, T>,
  cases: readonly CohortCase[],
  request: R,
  index = 'first dose of IVIG',
): AnalysisOutcome {
  const gathered: Gathered<T>[] = []
  const dropped: Gathered<Dropped>[] = []
  for (const one of cases) {
    const { id: caseId, code = '' } = one.record.case
    const value = analysis.gather(one, request)
    if (isDropped(value)) dropped.push({ caseId, code, value })
    else gathered.push({ caseId, code, value })
  }
  return analysis.conclude(gathered, dropped, request, index)
}
