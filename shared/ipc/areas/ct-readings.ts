/** Readings of CTs over all cases: who read, and how far two readers agree. */
import { z } from 'zod'
import { query } from '../operation.ts'

const key = z.string().min(1).max(200)

const reader = z.object({
  key: z.string(),
  /** `Reader 2` for who may not see names. */
  name: z.string(),
  studies: z.number(),
})
export type ListedReader = z.infer<typeof reader>

const limits = { lower: z.number().nullable(), upper: z.number().nullable() }
const agreement = z.object({
  name: z.string(),
  label: z.string(),
  method: z.enum(['kappa', 'weighted-kappa', 'icc']),
  n: z.number(),
  dropped: z.number(),
  /** Places in `studies`. */
  droppedAt: z.array(z.number()),
  differAt: z.array(z.number()),
  estimate: z.union([
    z.object({
      value: z.number(),
      ...limits,
      samePercent: z.number(),
      /** Of percentages: mean and standard deviation of second less first; none (null) of one study. */
      difference: z.object({ mean: z.number(), sd: z.number().nullable() }).optional(),
    }),
    z.object({ unavailable: z.string() }),
  ]),
})
export type ListedAgreement = z.infer<typeof agreement>

export const ctReadingsArea = {
  /** Everybody who has read a CT of a case in use. */
  'ctReadings.readers': query(z.object({}), z.object({ readers: z.array(reader) }), { right: 'read' }),
  /** Studies that both readers read, and how far they agree, item by item. */
  'ctReadings.agreement': query(
    z.object({ first: key, second: key, onlyBlinded: z.boolean().optional() }),
    z.object({
      first: reader,
      second: reader,
      studies: z.array(
        z.object({
          caseId: z.string(),
          caseCode: z.string(),
          imaging: z.string(),
          date: z.string().optional(),
        }),
      ),
      repeated: z.number(),
      notBlinded: z.number(),
      items: z.array(agreement),
    }),
    { right: 'read' },
  ),
}
