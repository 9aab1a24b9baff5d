/** Cohorts: defined, counted, frozen, analyzed. */
import { z } from 'zod'
import { analysisRequest } from '#shared/domain/cohort/analysis-request.ts'
import { analysisResult } from '#shared/domain/cohort/analysis-result.ts'
import { cohortFlow, cohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import { command, job, query } from '../operation.ts'

const id = z.string().min(1).max(64)

const savedCohort = z.object({
  id: z.string(),
  spec: cohortSpec,
  version: z.number(),
  savedAt: z.string(),
  savedBy: z.string(),
})
export type SavedCohort = z.infer<typeof savedCohort>

const dataCut = z.object({
  id: z.string(),
  cohortId: z.string(),
  cohortVersion: z.number(),
  name: z.string(),
  at: z.string(),
  by: z.string(),
  /** Of the content of its cases. */
  hash: z.string(),
  auditEntries: z.number(),
  auditHead: z.string(),
  cases: z.number(),
})
export type DataCut = z.infer<typeof dataCut>

/** A cohort as it is being built, over the registry as it is now; or a data cut as it was then. */
const subject = z.union([z.object({ spec: cohortSpec }), z.object({ cutId: id })])
export type CohortSubject = z.infer<typeof subject>

/** Runs that a report holds, in its order. */
const resultIds = z.array(id).min(1).max(20)

export const cohortsArea = {
  'cohorts.list': query(z.object({}), z.object({ cohorts: z.array(savedCohort), cuts: z.array(dataCut) }), {
    right: 'read',
  }),
  /** All versions of one, the newest first. */
  'cohorts.versions': query(z.object({ id }), z.object({ versions: z.array(savedCohort) }), { right: 'read' }),
  /** A new cohort, or a new version of one: `version` is the one that was changed. @throws `conflict` */
  'cohorts.save': command(
    z.object({ id: id.optional(), version: z.int().optional(), spec: cohortSpec }),
    z.object({ id: z.string(), version: z.number() }),
    { right: 'write' },
  ),
  /** Puts a cohort away; its versions and cuts stay. */
  'cohorts.remove': command(z.object({ id, reason: z.string().trim().min(1).max(500) }), z.object({}), {
    right: 'write',
  }),
  'cohorts.count': job(z.object({ spec: cohortSpec }), z.object({ flow: cohortFlow }), { right: 'read' }),
  /** Remembers the registry of this moment for a saved cohort, so that it runs to the same numbers ever after. */
  'cohorts.freeze': job(
    z.object({ cohortId: id, name: z.string().trim().min(1, 'Give the data cut a name.').max(120) }),
    dataCut,
    { right: 'write' },
  ),
  'cohorts.analyze': job(z.object({ of: subject, request: analysisRequest }), analysisResult, { right: 'read' }),
  /** The cases behind a number of a run, or of a count (`step:2:failed`, `step:2:unknown`, `step:2:left`). */
  'cohorts.casesBehind': job(
    z.object({ of: z.union([z.object({ resultId: id }), z.object({ spec: cohortSpec })]), key: z.string().max(200) }),
    z.object({ total: z.number(), cases: z.array(z.object({ caseId: z.string(), code: z.string() })) }),
    { right: 'read' },
  ),
  /** Runs that are remembered still, for who puts them on paper. */
  'cohorts.results': query(z.object({ ids: resultIds }), z.object({ results: z.array(analysisResult) }), {
    right: 'read',
  }),
  /** What takes a run to another program: its R script, its data, and itself with patients by number. For who saves it to a file. */
  'cohorts.files': query(
    z.object({ resultId: id }),
    z.object({ csv: z.string(), r: z.string().optional(), result: analysisResult }),
    { right: 'export' },
  ),
  /** Asks where to, then writes the report as a Word document. `null` when dismissed. */
  'cohorts.saveReport': job(
    z.object({ resultIds, paper: z.enum(['A4', 'Letter']) }),
    z.object({ file: z.string().nullable() }),
    { right: 'export', place: 'shell' },
  ),
  /** Asks where to, then writes one figure; PNG has 300 dots an inch. */
  'cohorts.saveFigure': job(
    z.object({ resultId: id, figureId: z.string().min(1).max(80), format: z.enum(['svg', 'png', 'pdf']) }),
    z.object({ file: z.string().nullable() }),
    { right: 'export', place: 'shell' },
  ),
  /** Asks for a folder, then writes what a run can be done again with: tables and data as CSV, the R script. */
  'cohorts.saveFiles': job(
    z.object({ resultId: id }),
    z.object({ folder: z.string().nullable(), files: z.array(z.string()) }),
    { right: 'export', place: 'shell' },
  ),
}
