/** What is due, over all cases. */
import { z } from 'zod'
import { subjectIds } from '#shared/domain/monitoring/subjects.ts'
import { query } from '../operation.ts'

const state = z.enum(['overdue', 'soon', 'open', 'later', 'undated'])
/** What is watched; `infusion` for infusions of any drug. */
const what = z.enum([...subjectIds, 'infusion'])
export type DueWhat = z.infer<typeof what>

const listedDue = z.object({
  caseId: z.string(),
  caseCode: z.string(),
  /** `illustrative` or `synthetic` when any record of the case is. */
  source: z.string().optional(),
  what,
  /** In full: `Pulmonary function test`, `IVIg infusion`. */
  label: z.string(),
  state,
  /** First day on which it can be due, and the day after which it is overdue. */
  from: z.string().optional(),
  to: z.string().optional(),
  /** `overdue by 12 days`. */
  standing: z.string(),
  /** `last 8 Mar 2022`, `never; on MMF since May 2020`. */
  last: z.string(),
  /** `every 3–6 months in the first year after the diagnosis of ILD`, and what that rests on. */
  rule: z.string(),
  ruleSource: z.string(),
})
export type ListedDue = z.infer<typeof listedDue>

export const dueArea = {
  /** A window of the list, in the order in which things are or become overdue; what has no day comes last. */
  'due.list': query(
    z.object({
      /** Of these states; of all where none is given. */
      states: z.array(state).max(10).optional(),
      what: what.optional(),
      /** The latest first. */
      descending: z.boolean().optional(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
    z.object({
      total: z.number(),
      rows: z.array(listedDue),
      /** Over all cases, of what is asked for in `what`. */
      states: z.record(state, z.number()),
      /** How many of the states asked for, by what it is. */
      whats: z.partialRecord(what, z.number()),
    }),
    { right: 'read' },
  ),
}
