/**
 * What an analysis answers with, of whatever kind: sentences, tables, figures, and what it takes to do it again in R. Page,
 * report and command line show the same. A number that is about cases has a key; the cases behind it are asked for by that key.
 */
import { z } from 'zod'
import { cohortFlow } from './cohort-spec.ts'

const cell = z.object({
  text: z.string(),
  /** The number itself, unrounded, where the text is one. */
  value: z.number().nullable().optional(),
  /** Of the cases behind it. */
  behind: z.string().optional(),
})
export type ResultCell = z.infer<typeof cell>

const table = z.object({
  id: z.string(),
  title: z.string(),
  columns: z.array(z.object({ label: z.string(), numeric: z.boolean().optional() })),
  rows: z.array(
    z.object({
      cells: z.array(cell),
      /** A heading over the rows after it, a level within the one before, or neither. */
      role: z.enum(['heading', 'level']).optional(),
    }),
  ),
  notes: z.array(z.string()),
})
export type ResultTable = z.infer<typeof table>

const point = z.tuple([z.number(), z.number()])
/** x, estimate, lower, upper. */
const banded = z.tuple([z.number(), z.number(), z.number(), z.number()])
const base = { id: z.string(), title: z.string(), xLabel: z.string(), yLabel: z.string(), caption: z.string() }

const figure = z.discriminatedUnion('kind', [
  /** Each patient’s values (of no more than some hundred patients), and the fitted mean with its band. */
  z.object({
    ...base,
    kind: z.literal('trajectories'),
    patients: z.array(z.object({ caseId: z.string(), group: z.string(), points: z.array(point) })),
    shown: z.number(),
    of: z.number(),
    fitted: z.array(z.object({ group: z.string(), points: z.array(banded) })),
  }),
  z.object({
    ...base,
    kind: z.literal('survival'),
    /** Falls from 1, or rises from 0 for cumulative incidence. */
    direction: z.enum(['down', 'up']),
    curves: z.array(z.object({ level: z.string(), steps: z.array(banded), censored: z.array(point) })),
    atRisk: z.object({
      times: z.array(z.number()),
      rows: z.array(z.object({ level: z.string(), counts: z.array(z.number()) })),
    }),
  }),
  /** Median and quartiles over time, and the share at or below doses. */
  z.object({
    ...base,
    kind: z.literal('doses'),
    groups: z.array(z.object({ group: z.string(), quartiles: z.array(banded) })),
    atMost: z.array(z.object({ group: z.string(), mgPerDay: z.number(), points: z.array(point) })),
  }),
  z.object({
    ...base,
    kind: z.literal('waterfall'),
    bars: z.array(z.object({ caseId: z.string(), value: z.number() })),
    thresholds: z.array(z.number()),
  }),
  z.object({
    ...base,
    kind: z.literal('swimmer'),
    rows: z.array(
      z.object({
        caseId: z.string(),
        code: z.string(),
        from: z.number(),
        to: z.number(),
        spans: z.array(z.object({ label: z.string(), from: z.number(), to: z.number() })),
        events: z.array(z.object({ label: z.string(), at: z.number() })),
      }),
    ),
    shown: z.number(),
    of: z.number(),
  }),
  /** Estimates with their intervals against a line of no effect. */
  z.object({
    ...base,
    kind: z.literal('forest'),
    noEffect: z.number(),
    logarithmic: z.boolean(),
    rows: z.array(
      z.object({
        label: z.string(),
        estimate: z.number().nullable(),
        lower: z.number().nullable(),
        upper: z.number().nullable(),
      }),
    ),
  }),
  z.object({ ...base, kind: z.literal('points'), points: z.array(point), line: z.array(point).optional() }),
])
export type ResultFigure = z.infer<typeof figure>

export const analysisResult = z.object({
  /** Of the run: the cases behind a number are asked for with it. */
  id: z.string(),
  title: z.string(),
  /** Whom it is about. */
  cohort: z.object({
    name: z.string(),
    /** The day that time counts from, in words. */
    index: z.string(),
    flow: cohortFlow,
  }),
  /** The finding in plain words, with its numbers. */
  findings: z.array(z.string()),
  /** As it would stand in a paper’s methods. */
  method: z.array(z.string()),
  references: z.array(z.string()),
  /** What a reader must know: not converged, singular, assumptions that fail, few events. */
  warnings: z.array(z.string()),
  cases: z.number(),
  used: z.object({ cases: z.number(), rows: z.number() }),
  dropped: z.array(z.object({ why: z.string(), count: z.number(), behind: z.string().optional() })),
  tables: z.array(table),
  figures: z.array(figure),
  /** Does the same in R with the data beside it, and prints the numbers; none where R has nothing to add. */
  script: z.object({ fileName: z.string(), r: z.string(), packages: z.array(z.string()) }).optional(),
  /** Of the data that it ran on: the audit chain’s head, and a digest of the cases as they were. */
  cut: z.object({
    hash: z.string(),
    at: z.string(),
    auditEntries: z.number(),
    auditHead: z.string(),
    frozen: z.boolean(),
  }),
  /** How well the patients hide among each other in the data, to be said before any of it leaves. */
  groups: z.object({
    /** What tells them apart there: `sex`, `age`. */
    by: z.array(z.string()),
    cases: z.number(),
    /** Cases in the smallest group of those alike by all of it. */
    smallest: z.number(),
    /** Cases in groups of fewer than the usual threshold. */
    casesInSmall: z.number(),
    /** Cases whose age is over 89, and counts as 90. */
    over89: z.number(),
  }),
  /** What was asked, to run it again. */
  request: z.unknown(),
})
export type AnalysisResult = z.infer<typeof analysisResult>

/** What an analysis makes before the run is numbered and dated. */
export interface AnalysisOutcome extends Omit<AnalysisResult, 'id' | 'cohort' | 'cut' | 'groups' | 'request'> {
  /** Ids of cases by key. */
  readonly behind: Readonly<Record<string, readonly string[]>>
  /** The tidy data that the script reads; cases go by number, never by code. */
  readonly data: Readonly<Record<string, readonly (number | string | boolean | null)[]>>
}
