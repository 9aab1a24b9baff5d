/** What is asked of the analyst's thread, and what it says. */
import type { AnalysisRequest } from '#shared/domain/cohort/analysis-request.ts'
import type { AnalysisResult } from '#shared/domain/cohort/analysis-result.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { CohortFlow, CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'
import type { AppErrorData } from '#shared/ipc/app-error.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import type { TablesWish, WrittenTables } from '#main/exchange/tables/write-tables.ts'
import type { KeptCut } from '#main/database/repositories/cohorts.ts'

export type CasesBehind = OutputOf<'cohorts.casesBehind'>

/** What was found of a cohort to freeze it by. */
export interface Frozen {
  readonly hash: string
  readonly cases: number
  readonly auditEntries: number
  readonly auditHead: string
  readonly settings: ClinicalSettings
}

interface OfCohort {
  readonly spec: CohortSpec
  readonly today: IsoDay
}

/** Each kind of task with what it is answered by. */
export interface AnalystTasks {
  readonly count: { readonly ask: OfCohort; readonly answer: { readonly flow: CohortFlow } }
  readonly 'behind-count': { readonly ask: OfCohort & { readonly key: string }; readonly answer: CasesBehind }
  readonly freeze: { readonly ask: OfCohort; readonly answer: Frozen }
  readonly analyze: {
    readonly ask: OfCohort & {
      readonly runId: string
      /** UTC ISO time. */
      readonly at: string
      readonly request: AnalysisRequest
      /** Runs on the records as they were then. */
      readonly cut: KeptCut | undefined
    }
    readonly answer: AnalysisResult
  }
  readonly 'behind-run': {
    readonly ask: { readonly runId: string; readonly key: string }
    readonly answer: CasesBehind
  }
  readonly results: {
    readonly ask: { readonly runIds: readonly string[] }
    readonly answer: OutputOf<'cohorts.results'>
  }
  /** Not of a cohort; it takes a thread with its own view of the registry. */
  readonly 'write-tables': {
    readonly ask: { readonly wish: TablesWish; readonly today: IsoDay }
    readonly answer: WrittenTables
  }
  readonly files: { readonly ask: { readonly runId: string }; readonly answer: OutputOf<'cohorts.files'> }
}

export type AnalystTaskKind = keyof AnalystTasks
export type AnalystTask = {
  [K in AnalystTaskKind]: { readonly kind: K } & AnalystTasks[K]['ask']
}[AnalystTaskKind]
export type AnswerTo<T extends AnalystTask> = AnalystTasks[T['kind']]['answer']

/** How the thread is started. Key and state are shared: whoever closes the registry wipes the one and waits for the other. */
export interface AnalystStart {
  /** The registry's database. */
  readonly file: string
  readonly key: SharedArrayBuffer
  /** `connection` and `ended`, see below. */
  readonly state: SharedArrayBuffer
}

/** Places in the shared state: 1 while the thread has the file open; 1 once it may not open it any more. */
export const connectionIsOpen = 0
export const hasEnded = 1

export type ToAnalyst =
  /** The flag is set to 1 when the answer is no longer wanted. */
  { readonly type: 'do'; readonly task: AnalystTask; readonly cancelled: SharedArrayBuffer } | { readonly type: 'end' }

export type FromAnalyst =
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly what: string }
  | { readonly type: 'done'; readonly answer: unknown }
  | { readonly type: 'failed'; readonly error?: AppErrorData; readonly message: string }
