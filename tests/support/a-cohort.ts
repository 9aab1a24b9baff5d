/** A cohort, its count and a result, as the backend tells them. */
import { type AnalysisResult } from '#shared/domain/cohort/analysis-result.ts'
import type { CohortFlow, CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { DataCut, SavedCohort } from '#shared/ipc/areas/cohorts.ts'
import type { FakeHandlers } from './fake-bridge.ts'
import { figures } from './result-figures.ts'

export const aSpec = (change: Partial<CohortSpec> = {}): CohortSpec => ({
  name: 'Treated with IVIg',
  index: { event: 'infusion', drug: 'ivig', number: 1 },
  dates: 'middle',
  steps: [{ condition: { fact: 'age-at-index', op: 'at-least', value: 18 } }],
  ...change,
})

export const aSavedCohort = (change: Partial<SavedCohort> = {}): SavedCohort => ({
  id: 'cohort-1',
  spec: aSpec(),
  version: 2,
  savedAt: '2026-11-20T09:00:00.000Z',
  savedBy: 'Dr. Test',
  ...change,
})

export const aCut = (change: Partial<DataCut> = {}): DataCut => ({
  id: 'cut-1',
  cohortId: 'cohort-1',
  cohortVersion: 2,
  name: 'Abstract',
  at: '2026-11-21T09:00:00.000Z',
  by: 'Dr. Test',
  hash: 'abcdef0123456789'.repeat(4),
  auditEntries: 9012,
  auditHead: 'head',
  cases: 38,
  ...change,
})

export const aFlow = (change: Partial<CohortFlow> = {}): CohortFlow => ({
  registry: 61,
  steps: [
    { label: 'With a date: first infusion of IVIg', failed: 19, unknown: 0, left: 42 },
    { label: 'Age at index at least 18 years', failed: 1, unknown: 2, left: 39 },
  ],
  cases: 39,
  ...change,
})

export const aResult = (change: Partial<AnalysisResult> = {}): AnalysisResult => ({
  id: 'run-1',
  title: 'Survival',
  cohort: { name: 'Treated with IVIg', index: 'first infusion of IVIg', flow: aFlow() },
  findings: ['9 of 39 patients died; after 5 years 82 % were alive (95 % CI 71 to 94).'],
  method: ['Survival was estimated by the Kaplan–Meier method.'],
  references: ['Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457.'],
  warnings: ['Fewer than 10 events: intervals are wide.'],
  cases: 39,
  used: { cases: 37, rows: 37 },
  dropped: [{ why: 'not followed after day 0', count: 2, behind: 'dropped:0' }],
  tables: [
    {
      id: 'overview',
      title: 'Groups',
      columns: [{ label: 'Group' }, { label: 'Patients', numeric: true }, { label: 'Median <years>', numeric: true }],
      rows: [
        { cells: [{ text: 'Antibody' }], role: 'heading' },
        {
          cells: [{ text: 'Jo-1' }, { text: '23', value: 23, behind: 'group:jo-1' }, { text: 'not reached' }],
          role: 'level',
        },
      ],
      notes: ['Medians with 95 % intervals.'],
    },
  ],
  figures: [...figures],
  script: { fileName: 'survival.R', r: 'library(survival)\nprint(1)\n', packages: ['survival'] },
  cut: {
    hash: 'abcdef0123456789'.repeat(4),
    at: '2026-11-26T09:00:00.000Z',
    auditEntries: 9012,
    auditHead: '0123456789abcdef'.repeat(4),
    frozen: false,
  },
  groups: { by: ['sex', 'outcome'], cases: 38, smallest: 6, casesInSmall: 0, over89: 0 },
  request: {},
  ...change,
})

export const cohortHandlers = (change: FakeHandlers = {}): FakeHandlers => ({
  'cohorts.list': () => ({ cohorts: [aSavedCohort()], cuts: [aCut()] }),
  'cohorts.versions': () => ({ versions: [aSavedCohort(), aSavedCohort({ version: 1, savedBy: 'Dr. Other' })] }),
  'cohorts.save': ({ id, version }) => ({ id: id ?? 'cohort-9', version: (version ?? 0) + 1 }),
  'cohorts.remove': () => ({}),
  'cohorts.count': () => ({ flow: aFlow() }),
  'cohorts.freeze': ({ name }) => aCut({ id: 'cut-2', name }),
  'cohorts.analyze': () => aResult(),
  'cohorts.casesBehind': () => ({
    total: 2,
    cases: [
      { caseId: 'case-1', code: 'AS-0001' },
      { caseId: 'case-7', code: 'AS-0007' },
    ],
  }),
  ...change,
})
