/** The answer to one question about the evidence, before it becomes a criterion of a rule. */
import type { Criterion, Met, UsedInput } from '../rules/rule-finding.ts'

export interface Answer {
  readonly met: Met
  /** Fits behind `because` and into a list. */
  readonly because: string
  readonly inputs: readonly UsedInput[]
  /** What would have to be recorded; empty where it is told. */
  readonly missing: readonly string[]
}

export function criterionOf(
  { met, because, inputs }: Answer,
  about: Pick<Criterion, 'id' | 'name' | 'kind'>,
): Criterion {
  return { ...about, met, because, inputs }
}

/** Each of them once, in their order. */
export const each = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
