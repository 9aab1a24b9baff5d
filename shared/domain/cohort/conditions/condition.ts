/**
 * A condition on cases, as data. Answers are three-valued: a comparison with what is not known is neither met nor failed, and
 * stays so under `not`; `known` and `missing` ask for it. What is not known in the end is not in the cohort, and counted apart.
 */
import { z } from 'zod'

export const operators = [
  'is',
  'is-not',
  'any-of',
  'none-of',
  'at-least',
  'at-most',
  'over',
  'under',
  'contains',
  'known',
  'missing',
] as const
export type Operator = (typeof operators)[number]

const scalar = z.union([z.number(), z.string().max(200), z.boolean()])
/** Numbers are in the item’s or the variable’s first unit, dates are partial dates, choices are codes; a list for `any-of`. */
const value = z.union([scalar, z.array(scalar).max(200)]).optional()
export type ConditionValue = z.infer<typeof value>

/** Holds where the case has records of a form, or for `case` the case itself, whose items all compare so. */
const recordCondition = z.object({
  /** Id of a form of the dictionary. */
  record: z.string().max(40),
  where: z
    .array(z.object({ item: z.string().max(40), op: z.enum(operators), value }))
    .max(20)
    .default([]),
  /** How many such records; at least one where it is missing. */
  count: z.object({ atLeast: z.int().min(0).optional(), atMost: z.int().min(0).optional() }).optional(),
  /** Days from the index date that the record’s date lies within; only records whose date is known count then. */
  days: z.object({ from: z.int().optional(), to: z.int().optional() }).optional(),
})
export type RecordCondition = z.infer<typeof recordCondition>

/** Compares what is computed of a case: a variable of `variables.ts`. */
const factCondition = z.object({ fact: z.string().max(80), op: z.enum(operators), value })
export type FactCondition = z.infer<typeof factCondition>

export type Condition =
  | RecordCondition
  | FactCondition
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** Deeper than anybody reads, and than a file from elsewhere may go. */
const deepest = 12

/** What is all that may stand so many levels down. */
function conditionWithin(levels: number): z.ZodType<Condition> {
  if (levels === 0) return z.union([recordCondition.strict(), factCondition.strict()])
  const below = conditionWithin(levels - 1)
  const inner = z.lazy(() => below)
  return z.union([
    recordCondition.strict(),
    factCondition.strict(),
    z.object({ all: z.array(inner).max(50) }).strict(),
    z.object({ any: z.array(inner).max(50) }).strict(),
    z.object({ not: inner }).strict(),
  ])
}

export const condition: z.ZodType<Condition> = conditionWithin(deepest)
