/** A statistical method on tidy data: what cohort analyses run, and what `stats` runs on data from elsewhere. */
import type { z } from 'zod'

export interface Method<I extends z.ZodType = z.ZodType, O = unknown> {
  /** As typed: `lmm`. */
  readonly name: string
  /** What it computes and by which source, in one line. */
  readonly about: string
  /** An input as it may be given. */
  readonly example: Readonly<Record<string, unknown>>
  readonly input: I
  /** @throws StatisticsProblem where the data allow no answer */
  readonly run: (input: z.output<I>) => O
}

/** States a method as data, keeping its types. */
export function defineMethod<I extends z.ZodType, O>(method: Method<I, O>): Method<I, O> {
  return method
}

/** Why the data allow no answer: a plain sentence. */
export class StatisticsProblem extends Error {}
