/**
 * The rules whose verdict can be judged, by the id that a judgment is stored under: so that what the rule said is computed
 * by the program when the judgment is saved, and again when it is looked at.
 */
import type { JudgedRule } from '#shared/dictionary/lists/judged-rules.ts'
import type { CaseRecord } from '../case-record.ts'
import { criteriaFindings } from '../criteria/criteria-findings.ts'
import { onCase, progressionRules } from '../progression/progression-rules.ts'
import type { RuleContext } from './rule-context.ts'
import type { RuleFinding } from './rule-finding.ts'

type Evaluate = (record: CaseRecord, context: RuleContext) => RuleFinding

const ofCriteria =
  (rule: JudgedRule): Evaluate =>
  (record, { asOf }) =>
    criteriaFindings(record, asOf).findings.find((finding) => finding.rule.id === rule)!

const evaluations: Partial<Record<JudgedRule, Evaluate>> = {
  'eular-acr-2017': ofCriteria('eular-acr-2017'),
  'bohan-peter': ofCriteria('bohan-peter'),
  connors: ofCriteria('connors'),
  solomon: ofCriteria('solomon'),
  lega: ofCriteria('lega'),
  ipaf: ofCriteria('ipaf'),
  ...Object.fromEntries(progressionRules.map(({ id, evaluate }) => [id, onCase(evaluate)])),
}

/** What a rule says of a case; `undefined` for one that the program doesn’t know (a judgment of a newer version). */
export function findingOfRule(rule: JudgedRule, record: CaseRecord, context: RuleContext): RuleFinding | undefined {
  return evaluations[rule]?.(record, context)
}
