/**
 * The rules whose verdict can be judged, by the id that a judgment is stored under: so that what the rule said is computed
 * by the program when the judgment is saved, and again when it is looked at.
 */
import type { JudgedRule } from '#shared/dictionary/lists/judged-rules.ts'
import type { CaseRecord } from '../case-record.ts'
import { inbuild } from '../progression/inbuild.ts'
import { omeract } from '../progression/omeract.ts'
import { ppf } from '../progression/ppf.ts'
import { onCase } from '../progression/progression-rules.ts'
import type { RuleContext } from './rule-context.ts'
import type { RuleFinding } from './rule-finding.ts'

type Evaluate = (record: CaseRecord, context: RuleContext) => RuleFinding

const evaluations: Partial<Record<JudgedRule, Evaluate>> = {
  'ppf-2022': onCase(ppf),
  inbuild: onCase(inbuild),
  omeract: onCase(omeract),
}

/** What a rule says of a case; `undefined` for one that the program doesn’t know (a judgment of a newer version). */
export function findingOfRule(rule: JudgedRule, record: CaseRecord, context: RuleContext): RuleFinding | undefined {
  return evaluations[rule]?.(record, context)
}
