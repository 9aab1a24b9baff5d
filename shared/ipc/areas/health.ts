/** Whether the data are safe: computed anew from what lies on disk whenever it is asked for. */
import { z } from 'zod'
import { query } from '../operation.ts'

/** `bad` wants something done now. */
const light = z.enum(['good', 'attention', 'bad'])
export type Light = z.infer<typeof light>

const healthPart = z.object({
  id: z.enum(['integrity', 'images', 'backups', 'place', 'recovery']),
  light,
  /** What is so, and where something is to be done, what. */
  sentences: z.array(z.string()),
})
export type HealthPart = z.infer<typeof healthPart>

export const healthArea = {
  /** The light is that of the worst part. */
  'health.report': query(z.object({}), z.object({ light, parts: z.array(healthPart) }), { right: 'read' }),
}
