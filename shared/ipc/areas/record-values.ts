/** What the operations on records have in common. */
import { z } from 'zod'
import { missingReasons } from '#shared/dictionary/record.ts'

/** Column values as typed. The form's own schema checks them inside the operation: which form it is, is input too. */
const text = z.string().max(100_000)
const column = z.string().max(80)
/** More than any form has. */
const fewColumns = (record: object) => Object.keys(record).length <= 1000
const tooMany = 'There are too many columns.'
const values = z
  .record(column, z.union([text, z.number(), z.array(z.string().max(1000)).max(1000), z.null()]))
  .refine(fewColumns, tooMany)
const missing = z.record(column, z.enum(missingReasons.map((reason) => reason.code))).refine(fewColumns, tooMany)
/** Unlikely values that somebody said are right, by item. */
const confirmed = z
  .record(
    column,
    z.object({
      rule: z.string().min(1).max(60),
      value: z.union([text, z.number()]),
      reason: z.string().trim().min(1, 'Say why it is right.').max(500),
    }),
  )
  .refine(fewColumns, tooMany)
/** Where a draft was typed: `CASE/FORM/new`, for example. */
export const draftPlace = z.string().min(1).max(200)
/** What is written of a record. */
export const content = { values, missing: missing.optional(), confirmed: confirmed.optional() }
/** Asked for where the registry's settings demand one; kept in the history. */
export const reason = z.string().trim().max(500)
export const saved = z.object({ id: z.string(), version: z.number() })
