/**
 * Progression as the INBUILD trial took patients in: within 24 months, despite treatment, any one of: relative fall of FVC
 * by 10 % or more; by 5 to under 10 % with worse symptoms; by 5 to under 10 % with more fibrosis on CT; worse symptoms with
 * more fibrosis on CT.
 *
 * Source: Flaherty KR et al. N Engl J Med 2019;381:1718-27, doi 10.1056/NEJMoa1908681 (criteria as tabulated in reviews).
 * All of it lies in the 24 months before the day looked back from, both tests included.
 */
import type { IsoDay } from '../partial-date.ts'
import type { Rule, RuleFinding } from '../rules/rule-finding.ts'
import { criterionOf } from './answer.ts'
import type { Evidence } from './evidence.ts'
import { askFall } from './fall-answer.ts'
import type { FallWindow } from './falls.ts'
import { bothOf, moderateFall } from './combined.ts'
import { findingOf } from './finding-of.ts'
import { askStatements } from './statement-answer.ts'
import { anyOf } from './three-valued.ts'

const rule: Rule = {
  id: 'inbuild',
  name: 'INBUILD',
  version: '1',
  citation: 'Flaherty KR et al. N Engl J Med 2019;381:1718–27. doi:10.1056/NEJMoa1908681',
  caveat:
    'Relative falls, in percent of the baseline. The trial also asked for progression despite treatment, fibrosis of more than 10 % of the lung, FVC from 45 % and DLCO from 30 to under 80 %: these are not part of the verdict.',
}
const window: FallWindow = { months: 24, holds: 'all' }

/** INBUILD looking back from a day. */
export function inbuild(evidence: Evidence, asOf: IsoDay): RuleFinding {
  const ask = (threshold: number) => askFall(evidence, asOf, { index: 'FVC', kind: 'relative', threshold, window })
  const large = ask(10)
  const moderate = moderateFall(ask(5), large)
  const symptoms = askStatements(evidence, 'symptoms', asOf, window)
  const imaging = askStatements(evidence, 'imaging', asOf, window)
  const withSymptoms = bothOf(moderate, symptoms)
  const withImaging = bothOf(moderate, imaging)
  const withoutFvc = bothOf(symptoms, imaging)
  const answers = [large, withSymptoms, withImaging, withoutFvc]
  return findingOf(rule, anyOf(...answers.map(({ met }) => met)), answers, [
    criterionOf(large, { id: 'fvc-10', name: 'FVC down by 10 % or more' }),
    criterionOf(withSymptoms, { id: 'fvc-5-symptoms', name: 'FVC down by 5 to under 10 %, symptoms worse' }),
    criterionOf(withImaging, { id: 'fvc-5-imaging', name: 'FVC down by 5 to under 10 %, more fibrosis on CT' }),
    criterionOf(withoutFvc, { id: 'symptoms-imaging', name: 'Symptoms worse, more fibrosis on CT' }),
  ])
}
