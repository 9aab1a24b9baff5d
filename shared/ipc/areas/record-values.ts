/** What the operations on records have in common. */
import { z } from 'zod'
import { missingReasons } from '#shared/dictionary/record.ts'

/** Column values as typed. The form's own schema checks them inside the operation: which form it is, is input too. */
const values = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()), z.null()]))
const missing = z.record(z.string(), z.enum(missingReasons.map((reason) => reason.code)))
/** Unlikely values that somebody said are right, by item. */
const confirmed = z.record(
  z.string().max(40),
  z.object({
    rule: z.string().min(1).max(60),
    value: z.union([z.string(), z.number()]),
    reason: z.string().trim().min(1, 'Say why it is right.').max(500),
  }),
)
/** Where a draft was typed: `CASE/FORM/new`, for example. */
export const draftPlace = z.string().min(1).max(200)
/** What is written of a record. */
export const content = { values, missing: missing.optional(), confirmed: confirmed.optional() }
/** Asked for where the registry's settings demand one; kept in the history. */
export const reason = z.string().trim().max(500)
export const saved = z.object({ id: z.string(), version: z.number() })
