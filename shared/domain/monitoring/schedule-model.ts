/** How often something is to be done, for whom. Kept in the settings of the registry as far as the site set it. */
import { z } from 'zod'
import { subjectIds } from './subjects.ts'

const count = z.int('Use a whole number.').min(1, 'Use 1 or more.').max(120, 'Use 120 or less.')

const interval = z
  .object({
    /** The next one is due from so long after the last … */
    from: count,
    /** … and overdue after so long. */
    to: count,
    unit: z.enum(['wk', 'mo']),
  })
  .refine(({ from, to }) => from <= to, 'The shorter interval comes first.')
export type Interval = z.infer<typeof interval>

export const monitoringSchedule = z
  .object({
    id: z
      .string()
      .max(60)
      .regex(/^[a-z0-9-]+$/),
    what: z.array(z.enum(subjectIds)).min(1, 'Say what is to be done.').max(100).readonly(),
    /** Everybody, those with ILD, or those on any of these drugs (codes of the drug list). */
    whom: z.union([
      z.enum(['all', 'ild']),
      z.object({ drugs: z.array(z.string().min(1).max(40)).min(1, 'Choose a drug.').max(500).readonly() }),
    ]),
    /** Another interval at first: in so many months after the diagnosis of ILD, the enrollment or the start of the drug. */
    initial: z.object({ months: count, every: interval }).optional(),
    every: interval.optional(),
    /** Days before it would be overdue from which it is called due soon. */
    soonDays: z.int('Use a whole number.').min(0, 'Use 0 or more.').max(180, 'Use 180 or less.'),
    on: z.boolean(),
  })
  .refine(({ on, initial, every }) => !on || initial !== undefined || every !== undefined, {
    message: 'Give an interval, or leave it off.',
    path: ['every'],
  })
export type Schedule = z.infer<typeof monitoringSchedule>
export type Whom = Schedule['whom']

/** What a site has set: its changes to the standard schedules, and schedules of its own. */
export const monitoringSettings = z
  .array(monitoringSchedule)
  .max(100)
  .readonly()
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'Two schedules have the same name.')
