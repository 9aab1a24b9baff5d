/** One row of the case table, as it is stored and handed to the page. Made by `caseRowOf`. */
import { z } from 'zod'
import { monitoringFacts, nextDue } from './monitoring/facts-model.ts'

const trend = z.object({
  /** Last value, percent of predicted. */
  last: z.number(),
  /** Change against the value nearest to a year before, in percentage points. */
  change: z.number().optional(),
  /** Months between the two. */
  months: z.number().optional(),
  /** Values in order of time, for the sparkline: [days since 1970-01-01, value]. */
  series: z.array(z.tuple([z.number(), z.number()])),
  /** All of its values are as the laboratory reported them; without it, all are computed. */
  reported: z.literal(true).optional(),
})
export type Trend = z.infer<typeof trend>

/** Facts of the record, computed when a record changes. */
export const caseRow = z.object({
  id: z.string(),
  code: z.string(),
  status: z.string(),
  sex: z.string().optional(),
  birthDate: z.string().optional(),
  /** Positive antibodies, anti-synthetase first. Codes of the antibody list. */
  antibodies: z.array(z.string()),
  /** Pattern on the newest CT that names one. */
  pattern: z.string().optional(),
  /** First date of ILD or antisynthetase syndrome, as known. */
  diagnosedOn: z.string().optional(),
  fvc: trend.optional(),
  dlco: trend.optional(),
  ck: z
    .object({
      value: z.number(),
      unit: z.string(),
      timesUln: z.number().optional(),
      comparator: z.string().optional(),
      date: z.string(),
    })
    .optional(),
  /** Prednisone-equivalent now: mg a day, `unknown` where a running glucocorticoid has no known dose, `0` when none runs. */
  prednisone: z.union([z.number(), z.literal('unknown')]).optional(),
  /** Other immunosuppressants and antifibrotics running now. Codes of the drug list. */
  drugs: z.array(z.string()),
  /** Number of immune globulin infusions and date of the last. */
  ivig: z.object({ count: z.number(), last: z.string() }).optional(),
  lastSeen: z.string().optional(),
  /** `illustrative` or `synthetic` when any record of the case is. */
  source: z.string().optional(),
  /** What decides what is due. Stored; the page gets `due` instead, which follows today and the schedules. */
  monitoring: monitoringFacts.optional(),
  due: nextDue.optional(),
})
export type CaseRow = z.infer<typeof caseRow>

/** As kept: `fvc` is that of GLI Global 2022, and this one that of GLI-2012. */
export interface StoredCaseRow extends CaseRow {
  readonly fvcBy2012?: Trend | undefined
}
