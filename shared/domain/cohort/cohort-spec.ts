/** What a cohort is: who is in it, and the day that its time counts from. Saved as it stands here, and read from files. */
import { z } from 'zod'
import { condition } from './conditions/condition.ts'

export const indexEvents = ['diagnosis', 'first-symptom', 'first-visit', 'drug-start', 'infusion'] as const
export type IndexEvent = (typeof indexEvents)[number]

const cohortIndex = z.discriminatedUnion('event', [
  z.object({ event: z.enum(['diagnosis', 'first-symptom', 'first-visit']) }),
  /** First dose of a drug. */
  z.object({ event: z.literal('drug-start'), drug: z.string().min(1).max(80) }),
  /** The n-th infusion of a drug. */
  z.object({ event: z.literal('infusion'), drug: z.string().min(1).max(80), number: z.int().min(1).max(500) }),
])
export type CohortIndex = z.infer<typeof cohortIndex>

/** Which day stands for a date that is known to the month or year only. */
export const dateBounds = ['middle', 'first', 'last'] as const
export type DateBound = (typeof dateBounds)[number]

export const cohortSpec = z.object({
  name: z.string().trim().min(1, 'Give the cohort a name.').max(120),
  description: z.string().max(2000).optional(),
  index: cohortIndex,
  dates: z.enum(dateBounds).default('middle'),
  /** One after another, as in the flow diagram; each leaves out who does not meet it. No steps: everybody with an index date. */
  steps: z.array(z.object({ label: z.string().max(200).optional(), condition })).max(30),
})
export type CohortSpec = z.infer<typeof cohortSpec>
export type CohortSpecInput = z.input<typeof cohortSpec>

/** How many cases a cohort is of, and who was left out where. */
export const cohortFlow = z.object({
  /** Cases of the registry that are not voided. */
  registry: z.number(),
  /** The first step leaves out who has no index date; then those of the cohort, in order. */
  steps: z.array(
    z.object({
      label: z.string(),
      /** Left out because it is not met, and because it is not known. */
      failed: z.number(),
      unknown: z.number(),
      left: z.number(),
    }),
  ),
  cases: z.number(),
})
export type CohortFlow = z.infer<typeof cohortFlow>
