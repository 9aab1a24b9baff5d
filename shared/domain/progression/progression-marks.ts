/** Where the rules of progression are first met in the course of a case, for the one chart. */
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { dayNumber, firstDay, lastDay, type DayNumber, type IsoDay, type PartialDate } from '../partial-date.ts'
import { inputsOf, leastRealSource, type RuleFinding } from '../rules/rule-finding.ts'
import type { RuleMark } from '../timeline-model.ts'
import { caseEvidence } from './case-evidence.ts'
import type { Evidence } from './evidence.ts'
import { daysOfEvidence, progressionRules, type Evaluate } from './progression-rules.ts'

/** No rule looks further back: 24 months, and some days for months of different length. */
const furthestDays = 24 * 31

/** What a rule that looks back from a day can find: nothing later, and nothing that surely lies before its window. */
function seenFrom(evidence: Evidence, asOf: IsoDay): Evidence {
  const day = dayNumber(asOf)
  const isSeen = ({ date }: { readonly date: PartialDate }) =>
    firstDay(date) <= day && lastDay(date) >= day - furthestDays
  return {
    ...evidence,
    measurements: evidence.measurements.filter(isSeen),
    symptoms: evidence.symptoms.filter(isSeen),
    imaging: evidence.imaging.filter(isSeen),
  }
}

/**
 * The first day of evidence on which a rule is met, looking back from there, with its finding. Days of partial dates are the
 * last that they can mean: a rule is never said to be met before it surely was known.
 */
function firstMet(
  evidence: Evidence,
  evaluate: Evaluate,
): { readonly day: DayNumber; readonly finding: RuleFinding } | undefined {
  for (const asOf of daysOfEvidence(evidence)) {
    const finding = evaluate(seenFrom(evidence, asOf), asOf)
    if (finding.met === true) return { day: dayNumber(asOf), finding }
  }
  return undefined
}

/** The first day of evidence on which a rule is met. */
export const firstDayMet = (evidence: Evidence, evaluate: Evaluate): DayNumber | undefined =>
  firstMet(evidence, evaluate)?.day

/** One mark for each rule that was ever met, at the first day of evidence on which it is. */
export function progressionMarks(record: CaseRecord, today: IsoDay, settings: ClinicalSettings): readonly RuleMark[] {
  const evidence = caseEvidence(record, settings, today)
  return progressionRules
    .flatMap(({ id, evaluate }): readonly RuleMark[] => {
      const met = firstMet(evidence, evaluate)
      if (!met) return []
      const { day, finding } = met
      const source = leastRealSource(inputsOf(finding)) ?? 'recorded'
      return [{ ruleId: id, day, label: finding.rule.name, source }]
    })
    .toSorted((a, b) => a.day - b.day)
}
