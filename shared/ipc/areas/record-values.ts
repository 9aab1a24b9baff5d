/** What the operations on records have in common. */
import { z } from 'zod'
import { missingReasons } from '#shared/dictionary/record.ts'

/** Column values as typed. The form's own schema checks them inside the operation: which form it is, is input too. */
export const values = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()), z.null()]))
export const missing = z.record(z.string(), z.enum(missingReasons.map((reason) => reason.code)))
export const saved = z.object({ id: z.string(), version: z.number() })
