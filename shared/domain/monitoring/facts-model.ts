/** What is kept of each case so that what is due can be told for all of them at once, by whatever schedules hold then. */
import { z } from 'zod'

/** A date as known, empty where the thing is recorded but its date is not. */
const perhapsDated = z.string()

export const monitoringFacts = z.object({
  /** The patient died, was lost or has withdrawn: nothing is due. */
  closed: z.boolean().optional(),
  enrolled: perhapsDated.optional(),
  /** ILD is recorded, first on this date. */
  ild: perhapsDated.optional(),
  /** Drugs in force and when they were started. */
  drugs: z.record(z.string(), perhapsDated).optional(),
  /** Last date of each subject. */
  last: z.record(z.string(), z.string()).optional(),
  /** The next infusion by the order in force: days on which it falls due, days between two, date of the last one. */
  infusions: z
    .array(z.object({ drug: z.string(), from: z.string(), to: z.string(), days: z.number(), last: z.string() }))
    .optional(),
})
export type MonitoringFacts = z.infer<typeof monitoringFacts>

/** What the case table says of a case: the thing that would be overdue first. */
export const nextDue = z.object({
  label: z.string(),
  /** The day after which it is overdue. */
  on: z.string(),
  state: z.enum(['overdue', 'soon', 'open', 'later']),
  /** Days past it, or until it. */
  days: z.number(),
  /** How many things are overdue. */
  overdue: z.number(),
})
export type NextDue = z.infer<typeof nextDue>
