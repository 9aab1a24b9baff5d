/**
 * Progression of ILD in connective tissue disease, OMERACT: relative fall of FVC by 10 % or more, or by 5 to under 10 %
 * together with a relative fall of DLCO by 15 % or more.
 *
 * Source: Khanna D et al. J Rheumatol 2015;42:2168-71, doi 10.3899/jrheum.141182, PMID 25729034. It states no window;
 * 12 months are usual and not confirmed. Both values of DLCO have one basis, corrected or not.
 */
import type { IsoDay } from '../partial-date.ts'
import type { Rule, RuleFinding } from '../rules/rule-finding.ts'
import { criterionOf } from './answer.ts'
import type { Evidence } from './evidence.ts'
import { askFall } from './fall-answer.ts'
import type { FallWindow } from './falls.ts'
import { bothOf, moderateFall } from './combined.ts'
import { findingOf } from './finding-of.ts'
import { anyOf } from './three-valued.ts'

const rule: Rule = {
  id: 'omeract',
  name: 'OMERACT CTD-ILD',
  version: '1',
  citation: 'Khanna D et al. J Rheumatol 2015;42:2168–71. doi:10.3899/jrheum.141182',
  caveat:
    'Relative falls, in percent of the baseline. The source states no window; the 12 months used are not confirmed.',
}
const window: FallWindow = { months: 12, holds: 'pair' }

/** OMERACT looking back from a day. */
export function omeract(evidence: Evidence, asOf: IsoDay): RuleFinding {
  const fvc = (threshold: number) => askFall(evidence, asOf, { index: 'FVC', kind: 'relative', threshold, window })
  const large = fvc(10)
  const dlco = askFall(evidence, asOf, {
    index: 'DLCO',
    kind: 'relative',
    threshold: 15,
    window,
    bases: ['corrected', 'uncorrected'],
  })
  const withDlco = bothOf(moderateFall(fvc(5), large), dlco)
  return findingOf(
    rule,
    anyOf(large.met, withDlco.met),
    [large, withDlco],
    [
      criterionOf(large, { id: 'fvc-10', name: 'FVC down by 10 % or more' }),
      criterionOf(withDlco, { id: 'fvc-5-dlco', name: 'FVC down by 5 to under 10 %, DLCO down by 15 % or more' }),
    ],
  )
}
