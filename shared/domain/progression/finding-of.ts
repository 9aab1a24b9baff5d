/** Puts the answers of a rule together into its finding, with one sentence for the whole. */
import type { Criterion, Met, Rule, RuleFinding } from '../rules/rule-finding.ts'
import { listed } from '#shared/lib/listed.ts'
import { each, type Answer } from './answer.ts'

/**
 * @param answers those that decide the rule
 * @param note said after the verdict
 */
export function findingOf(
  rule: Rule,
  met: Met,
  answers: readonly Answer[],
  criteria: readonly Criterion[],
  note = '',
): RuleFinding {
  const missing =
    met === undefined ? each(answers.flatMap((answer) => (answer.met === undefined ? answer.missing : []))) : []
  return { rule, met, because: `${sentence(met, answers)}${note}`, criteria, missing }
}

function sentence(met: Met, answers: readonly Answer[]): string {
  // Criteria share their reasons: each is said once.
  const because = (of: Met) =>
    each(answers.filter((answer) => answer.met === of).flatMap((answer) => answer.because.split('; ')))
  if (met === undefined) return `not assessable because ${because(undefined).join('; ')}`
  return met ? `met: ${listed(because(true))}` : `not met: ${because(false).join('; ')}`
}
