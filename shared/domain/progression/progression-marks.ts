/** Where the rules of progression are first met in the course of a case, for the one chart. */
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { dayNumber, type IsoDay } from '../partial-date.ts'
import { inputsOf, leastRealSource } from '../rules/rule-finding.ts'
import type { RuleMark } from '../timeline-model.ts'
import { caseEvidence } from './case-evidence.ts'
import { daysOfEvidence, progressionRules } from './progression-rules.ts'

/**
 * One mark for each rule that was ever met, at the first day of evidence on which it is, looking back from there. Days of
 * partial dates are the last that they can mean: a rule is never said to be met before it surely was known.
 */
export function progressionMarks(record: CaseRecord, today: IsoDay, settings: ClinicalSettings): readonly RuleMark[] {
  const evidence = caseEvidence(record, settings, today)
  const days = daysOfEvidence(evidence)
  return progressionRules
    .flatMap(({ id, evaluate }): readonly RuleMark[] => {
      for (const asOf of days) {
        const finding = evaluate(evidence, asOf)
        if (finding.met !== true) continue
        const source = leastRealSource(inputsOf(finding)) ?? 'recorded'
        return [{ ruleId: id, day: dayNumber(asOf), label: finding.rule.name, source }]
      }
      return []
    })
    .toSorted((a, b) => a.day - b.day)
}
