/** What the analyst's thread does: one task after another, each over one unmoved view of the registry. */
import { createHash } from 'node:crypto'
import type { FormId } from '#shared/dictionary/forms.ts'
import { analyses } from '#shared/domain/cohort/analyses.ts'
import type { Analysis, Dropped, Gathered } from '#shared/domain/cohort/analysis.ts'
import type { AnalysisOutcome, AnalysisResult } from '#shared/domain/cohort/analysis-result.ts'
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import { indexWords } from '#shared/domain/cohort/index-date.ts'
import { figuresByNumber, leavingGroups, over89Words } from '#shared/domain/cohort/leaving-groups.ts'
import { scriptHeader } from '#shared/domain/cohort/r-script.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { interruptible } from '#shared/statistics/interruption.ts'
import type { Columns } from '#shared/statistics/tidy/columns.ts'
import { canonicalJson } from '#shared/lib/canonical-json.ts'
import { contentHash } from '#main/database/cohort/content-hash.ts'
import type { Reader } from '#main/database/connection.ts'
import { codesOfCases } from '#main/database/repositories/audit-entries.ts'
import { csvOf } from '#main/exchange/csv.ts'
import type { CsvRow } from '#main/exchange/csv.ts'
import { writeTables } from '#main/exchange/tables/write-tables.ts'
import { appVersion } from '#main/version.ts'
import type { AnalystTask, AnalystTasks, CasesBehind, Frozen } from './analyst-messages.ts'
import { caseSource } from './case-source.ts'
import type { CaseSource, Watch } from './case-source.ts'
import { createFactStore } from './fact-store.ts'
import { countCohort, selectCases } from './select-cases.ts'
import type { Selection } from './select-cases.ts'

/** How the registry is read: what `look` does sees one moment of it. */
export interface Looking {
  readonly read: <T>(look: (db: Reader) => T) => T
  /** The file is let go of until it is read again. */
  readonly letGo: () => void
}

/** Runs whose cases and data can still be asked for. */
const keptRuns = 20
const rowsBetweenLooks = 1000
/** Told at once of the cases behind a number. */
const mostTold = 2000

type Run = Pick<AnalysisOutcome, 'behind' | 'data'> & {
  readonly result: AnalysisResult
  /** As they leave. */
  readonly figures: AnalysisResult['figures']
}
type Ask<K extends keyof AnalystTasks> = AnalystTasks[K]['ask']

export function createTasks({ read, letGo }: Looking): (task: AnalystTask, watch: Watch) => unknown {
  const facts = createFactStore()
  const runs = new Map<string, Run>()
  const verified = new Set<string>()

  const choose = (source: CaseSource, spec: CohortSpec, watch: Watch): Selection => {
    facts.refresh(source.db)
    return selectCases(source, spec, facts, watch)
  }

  function analyze({ spec, today, cut, request, runId, at }: Ask<'analyze'>, watch: Watch): AnalysisResult {
    const analysis = analyses[request.analysis] as Analysis
    const { gathered, dropped, flow, hash, audit } = read((db) => {
      const source = caseSource(db, today, cut && { cut, watch })
      const selection = choose(source, spec, watch)
      if (cut && !verified.has(cut.id)) {
        if (hashOf(source, spec, selection, watch) !== cut.hash)
          throw new AppError(
            'corrupt',
            `The records of the data cut “${cut.name}” are not what they were when it was taken: the registry’s file or its history was changed by something else than this program. No numbers are given for it. Run the check of the registry, and look into its backups.`,
          )
        verified.add(cut.id)
      }
      return {
        ...gather(source, spec, selection, analysis, request, watch),
        flow: selection.flow,
        hash: cut?.hash ?? digestOfRun(source, spec, selection),
        audit: source.audit,
      }
    })
    letGo()
    const computing = () => watch(0, 1, 'Computing')
    computing()
    const index = indexWords(spec.index)
    const {
      behind,
      data,
      script: body,
      ...told
    } = interruptible(computing, () => analysis.conclude(gathered, dropped, request, index))
    computing()
    const ranOn = {
      hash,
      at: cut?.at ?? at,
      auditEntries: cut?.auditEntries ?? audit.entries,
      auditHead: cut?.auditHead ?? audit.head,
      frozen: cut !== undefined,
    }
    const script = body && {
      ...body,
      r: scriptHeader({ program: `AS-ILD Registry ${appVersion}`, cohort: spec.name, cut: ranOn }) + body.r,
    }
    const cohort = { name: spec.name, index, flow }
    const groups = leavingGroups(data)
    const warnings = [...told.warnings, ...over89Words(groups.over89)]
    const result = { ...told, warnings, ...(script && { script }), id: runId, cohort, cut: ranOn, groups, request }
    const numbers = new Map(gathered.map(({ caseId }, at) => [caseId, at + 1]))
    // A figure is of cases that were gathered.
    const figures = figuresByNumber(result.figures, (caseId) => numbers.get(caseId)!)
    keep(runs, runId, { behind, data, result, figures })
    return result
  }

  const runOf = (id: string): Run => {
    const run = runs.get(id)
    if (!run)
      throw new AppError('not-found', 'This result is not kept any more: only the newest ones are. Run it again.')
    return run
  }

  return (task, watch) => {
    switch (task.kind) {
      case 'count':
        return {
          flow: read((db) => {
            facts.refresh(db)
            return countCohort(caseSource(db, task.today), task.spec, facts, watch)
          }),
        }
      case 'behind-count':
        return read((db) => {
          const ids = choose(caseSource(db, task.today), task.spec, watch).behind(task.key)
          return behindOf(db, ids)
        })
      case 'freeze':
        return read((db): Frozen => {
          const source = caseSource(db, task.today)
          const selection = choose(source, task.spec, watch)
          return {
            hash: hashOf(source, task.spec, selection, watch),
            cases: selection.members.length,
            auditEntries: source.audit.entries,
            auditHead: source.audit.head,
            settings: source.settings,
          }
        })
      case 'analyze':
        return analyze(task, watch)
      case 'behind-run': {
        const ids = runOf(task.runId).behind[task.key]
        return read((db) => behindOf(db, ids))
      }
      case 'results':
        return { results: task.runIds.map((id) => runOf(id).result) }
      case 'write-tables':
        return read((db) => {
          // Columns that the site has added are among them.
          caseSource(db, task.today)
          return writeTables(db, task.wish, watch)
        })
      case 'files': {
        const { data, result, figures } = runOf(task.runId)
        const { script } = result
        const names = Object.keys(data)
        const csv = csvOf(names, rowsOf(data, watch))
        return { csv, ...(script && { r: script.r }), result: { ...result, figures } }
      }
    }
  }
}

function* rowsOf(data: Columns, watch: Watch): Generator<CsvRow> {
  const columns = Object.values(data)
  const rows = columns[0]?.length ?? 0
  for (let row = 0; row < rows; row += 1) {
    if (row % rowsBetweenLooks === 0) watch(row, rows, 'Writing the data')
    yield columns.map((column) => column[row])
  }
}

function keep(runs: Map<string, Run>, id: string, run: Run): void {
  runs.set(id, run)
  if (runs.size > keptRuns) runs.delete(runs.keys().next().value!)
}

function behindOf(db: Reader, ids: readonly string[] | undefined): CasesBehind {
  if (!ids) throw new AppError('not-found', 'There are no cases behind this number.')
  const codes = codesOfCases(db, ids.slice(0, mostTold))
  return { total: ids.length, cases: [...codes].map(([caseId, code]) => ({ caseId, code })) }
}

function gather(
  source: CaseSource,
  spec: CohortSpec,
  { members }: Selection,
  analysis: Analysis,
  request: Ask<'analyze'>['request'],
  watch: Watch,
) {
  const reads = new Set<FormId>(analysis.reads(request))
  const gathered: Gathered<unknown>[] = []
  const dropped: Gathered<Dropped>[] = []
  for (const [done, { id, code, index }] of members.entries()) {
    watch(done, members.length, 'Reading the cases')
    const value = analysis.gather(source.caseOf(id, spec, index, reads), request)
    if (isDropped(value)) dropped.push({ caseId: id, code, value })
    else gathered.push({ caseId: id, code, value })
  }
  return { gathered, dropped }
}

const isDropped = (value: unknown): value is Dropped =>
  typeof value === 'object' && value !== null && 'dropped' in value && typeof value.dropped === 'string'

/** Of everything that the records of the cohort's cases say. */
function hashOf(source: CaseSource, spec: CohortSpec, { members }: Selection, watch: Watch): string {
  const hash = contentHash(spec, source.settings)
  for (const [done, { id, index }] of members.entries()) {
    watch(done, members.length, 'Sealing the records')
    hash.add(source.caseOf(id, spec, index, undefined).record)
  }
  return hash.digest()
}

/** Of a run over the registry as it is: the head of the audit chain vouches for the records. */
function digestOfRun({ settings, today, audit }: CaseSource, spec: CohortSpec, { members }: Selection): string {
  return createHash('sha256')
    .update(canonicalJson([spec, settings, today, audit.head, members.map(({ id }) => id)]))
    .digest('hex')
}
