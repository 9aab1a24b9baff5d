import { allMet, anyMet, atLeast } from '../rules/at-least.ts'
import type { Rule, RuleFinding } from '../rules/rule-finding.ts'
import type { Items } from './criteria-items.ts'
import { antibodyCondition, findingOf } from './verdict.ts'

const rule: Rule = {
  id: 'solomon',
  name: 'Solomon',
  version: '1',
  citation: 'Solomon J et al. J Bras Pneumol 2011;37:100–9',
  caveat:
    'How many items are needed (2 major, or 1 major and 2 minor) is from recall and not yet confirmed against the publication. Another description has arthritis as a major item and wants the antibody on two occasions. Bohan and Peter counts from probable.',
}

export type SolomonItem =
  'anti-synthetase' | 'ild-unexplained' | 'bohan-peter' | 'arthritis' | 'raynaud' | 'mechanics-hands'

/** Solomon 2011: an anti-synthetase antibody and 2 major, or 1 major and 2 minor items (J Bras Pneumol 37:100–9). */
export function solomon(items: Items<SolomonItem>): RuleFinding {
  const majors = [items['ild-unexplained'], items['bohan-peter']]
  const minors = [items.arthritis, items.raynaud, items['mechanics-hands']]
  const ofMajors = majors.map(({ met }) => met)
  const ofMinors = minors.map(({ met }) => met)
  return findingOf(rule, [
    antibodyCondition(items['anti-synthetase']),
    {
      met: anyMet([allMet(ofMajors), allMet([anyMet(ofMajors), atLeast(2, ofMinors)])]),
      criteria: [...majors, ...minors],
      says: {
        not: 'neither two major items nor one with two minor ones',
        open: 'two major items, or one with two minor ones, are not recorded',
      },
    },
  ])
}
