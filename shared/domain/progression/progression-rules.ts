/** The rules of progression, on a case and over the whole of its record. */
import type { CaseRecord } from '../case-record.ts'
import { dayNumber, isoOfDay, type IsoDay, type PartialDate } from '../partial-date.ts'
import type { RuleContext } from '../rules/rule-context.ts'
import type { RuleFinding } from '../rules/rule-finding.ts'
import { caseEvidence } from './case-evidence.ts'
import type { Evidence } from './evidence.ts'
import { inbuild } from './inbuild.ts'
import { omeract } from './omeract.ts'
import { ppf } from './ppf.ts'
import { daysOf } from './window.ts'

export const progressionRules = [
  { id: 'ppf-2022', evaluate: ppf },
  { id: 'inbuild', evaluate: inbuild },
  { id: 'omeract', evaluate: omeract },
] as const
export type ProgressionRuleId = (typeof progressionRules)[number]['id']

export type Evaluate = (evidence: Evidence, asOf: IsoDay) => RuleFinding

/** A rule of progression as it is asked of a case. */
export const onCase =
  (evaluate: Evaluate) =>
  (record: CaseRecord, { asOf, today, settings }: RuleContext): RuleFinding =>
    evaluate(caseEvidence(record, settings, today), asOf)

/** The days on which the evidence grew, the oldest first; of a partial date the last day that it can mean. */
export function daysOfEvidence({ measurements, symptoms, imaging, knownBy }: Evidence): readonly IsoDay[] {
  const limit = knownBy === undefined ? undefined : dayNumber(knownBy)
  const dates: readonly PartialDate[] = [...measurements, ...symptoms, ...imaging].map(({ date }) => date)
  const days = new Set(dates.map((date) => daysOf(date, limit).last))
  return [...days].toSorted((a, b) => a - b).map(isoOfDay)
}

export interface Episode {
  readonly from: IsoDay
  /** The last day of evidence on which it was still met. */
  readonly to: IsoDay
  readonly because: string
}

export interface RuleCourse {
  readonly id: ProgressionRuleId
  /** The verdict looking back from each day on which the evidence grew. */
  readonly verdicts: readonly { readonly asOf: IsoDay; readonly finding: RuleFinding }[]
  /** Stretches of such days on which it was met without a break. */
  readonly episodes: readonly Episode[]
}

/** Each rule looking back from every day on which something new was known. */
export function progressionCourse(evidence: Evidence): readonly RuleCourse[] {
  const days = daysOfEvidence(evidence)
  return progressionRules.map(({ id, evaluate }) => {
    const verdicts = days.map((asOf) => ({ asOf, finding: evaluate(evidence, asOf) }))
    return { id, verdicts, episodes: episodesOf(verdicts) }
  })
}

function episodesOf(verdicts: RuleCourse['verdicts']): readonly Episode[] {
  const episodes: Episode[] = []
  let isOpen = false
  for (const { asOf, finding } of verdicts) {
    const open = isOpen ? episodes.pop() : undefined
    isOpen = finding.met === true
    if (isOpen) episodes.push({ from: open?.from ?? asOf, to: asOf, because: open?.because ?? finding.because })
    else if (open) episodes.push(open)
  }
  return episodes
}
