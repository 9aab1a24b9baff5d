/** Puts the verdict of a criteria set into words. */
import { midSentence } from '../label-of.ts'
import type { Criterion, Met, Rule, RuleFinding } from '../rules/rule-finding.ts'

/** A condition of a set: its criteria, and whether enough of them are met. */
export interface Condition {
  readonly met: Met
  readonly criteria: readonly Criterion[]
  /** What to say where it is not met or can’t be told, instead of the names of its criteria. */
  readonly says?: { readonly not: string; readonly open: string }
}

const list = (criteria: readonly Criterion[]) => criteria.map(({ name }) => midSentence(name)).join(', ')
const unique = (criteria: readonly Criterion[]) => [...new Map(criteria.map((each) => [each.id, each])).values()]

/** The finding of a set that asks for all of some conditions. The one that decides is the one that is named. */
export function findingOf(rule: Rule, conditions: readonly Condition[]): RuleFinding {
  const criteria = unique(conditions.flatMap((condition) => condition.criteria))
  const failed = conditions.find(({ met }) => met === false)
  if (failed) {
    const because = `Not met: ${failed.says?.not ?? `too few of ${list(failed.criteria)}`}.`
    return { rule, met: false, because, criteria, missing: [] }
  }
  const open = conditions.filter(({ met }) => met === undefined)
  if (open.length === 0) {
    const because = `Met: ${list(criteria.filter(({ met }) => met === true))}.`
    return { rule, met: true, because, criteria, missing: [] }
  }
  const missing = unique(open.flatMap((each) => each.criteria)).filter(({ met }) => met === undefined)
  const reasons = open.map(
    ({ says, criteria: of }) => says?.open ?? `open are ${list(of.filter(({ met }) => met === undefined))}`,
  )
  return {
    rule,
    met: undefined,
    because: `Not assessable: ${reasons.join('; ')}.`,
    criteria,
    missing: missing.map(({ name }) => midSentence(name)),
  }
}

/** The condition that every antisynthetase set but one has. */
export function antibodyCondition(antibody: Criterion): Condition {
  const open =
    antibody.inputs.length === 0
      ? 'required antibody not recorded'
      : `required antibody not found so far. ${antibody.because.replace(/\.$/, '')}`
  return {
    met: antibody.met,
    criteria: [antibody],
    says: { not: 'the anti-synthetase antibodies are negative', open },
  }
}
