/** What was asked of a cohort, and what was answered: kept while the screen is open. */
import {
  analysisRequest,
  type AnalysisKind,
  type AnalysisRequest,
  type AnalysisRequestInput,
} from '#shared/domain/cohort/analysis-request.ts'
import type { AnalysisResult } from '#shared/domain/cohort/analysis-result.ts'
import { variableOf } from '#shared/domain/cohort/variables.ts'
import type { AnalysisPart } from './cohort-parts.ts'

export interface AnalysisRun {
  readonly request: AnalysisRequest
  /** With what it was asked: a result is not shown as one of something else. */
  readonly result?: AnalysisResult
  readonly asked?: string
}

/** What a Table 1 usually begins with. */
const usual = [
  'age-at-index',
  'sex',
  'smoking',
  'antibody',
  'ro52',
  'ct-pattern',
  'fvc-percent-at-index',
  'dlco-percent-at-index',
  'ck-at-index',
  'prednisone-at-index',
  'lines-before-index',
  'follow-up-after-index',
  'died',
]

const start = (input: AnalysisRequestInput): AnalysisRun => ({ request: analysisRequest.parse(input) })

/** Every analysis with the defaults of its schema. */
export const startRequests = (): Readonly<Record<AnalysisPart, AnalysisRun>> => ({
  table1: start({ analysis: 'table1', variables: usual.filter((id) => variableOf(id)).map((id) => ({ id })) }),
  trajectories: start({ analysis: 'lmm', outcome: 'fvc-percent' }),
  'time-to-event': start({ analysis: 'km' }),
  rates: start({ analysis: 'rates' }),
  paired: start({ analysis: 'paired', outcome: 'fvc-percent' }),
  exposure: start({ analysis: 'exposure' }),
})

/** A form of some kinds of request. */
export interface RequestFormProps<K extends AnalysisKind> {
  readonly request: Extract<AnalysisRequest, { readonly analysis: K }>
  readonly onChange: (request: AnalysisRequest) => void
}
