/**
 * What every clinical rule answers: its verdict, the criteria that led there, the records that each rests on, and what is
 * missing where there is no verdict. Nothing of it is stored: it is computed from the record whenever it is looked at.
 */
import type { FormId } from '#shared/dictionary/forms.ts'
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { PartialDate } from '../partial-date.ts'

export interface Rule {
  /** `ppf-2022`; the same id that a judgment of it is stored under. */
  readonly id: string
  readonly name: string
  /** Changes whenever the same record could get another verdict. */
  readonly version: string
  /** Author, journal, DOI. */
  readonly citation: string
  /** What a reader has to know before trusting it: a part that is not confirmed, a population that it was not made for. */
  readonly caveat?: string
}

/** A value of the record that a rule has used. */
export interface UsedInput {
  readonly form: FormId
  readonly recordId: string
  readonly version: number
  /** Column of the form. */
  readonly item?: string
  readonly date?: PartialDate
  /** As one would say it: `FVC 61 % on 12 Apr 2019`. */
  readonly text: string
  readonly source: RecordSource
}

/** `undefined` where the record doesn’t say enough. */
export type Met = boolean | undefined

export interface Criterion {
  readonly id: string
  readonly name: string
  readonly met: Met
  /** A plain sentence: what makes it met or not, or what would be needed to tell. */
  readonly because: string
  readonly inputs: readonly UsedInput[]
  /** Points, where the rule counts them. */
  readonly points?: number
  /** A part of the criterion before it, or what must hold before the rule applies at all; neither counts by itself. */
  readonly kind?: 'part' | 'precondition'
}

export interface RuleFinding {
  readonly rule: Rule
  readonly met: Met
  /** One sentence: the verdict and its main reason. Of one that can’t be told: `not assessable because …`. */
  readonly because: string
  readonly criteria: readonly Criterion[]
  /** What would have to be recorded for a verdict, in words that fit after “missing:”. */
  readonly missing: readonly string[]
  /** A total, class or index, where the rule has one. */
  readonly score?: { readonly value: number; readonly text: string }
}

/** Every value that a finding rests on, each once. */
export function inputsOf(finding: Pick<RuleFinding, 'criteria'>): readonly UsedInput[] {
  const seen = new Map<string, UsedInput>()
  for (const { inputs } of finding.criteria)
    for (const input of inputs) seen.set(`${input.recordId} ${input.item ?? ''}`, input)
  return [...seen.values()]
}

/** What must be said beside a finding: the least real source among its inputs. */
export function leastRealSource(inputs: readonly UsedInput[]): Exclude<RecordSource, 'recorded'> | undefined {
  const has = (source: RecordSource) => inputs.some((input) => input.source === source)
  return has('illustrative') ? 'illustrative' : has('synthetic') ? 'synthetic' : undefined
}
