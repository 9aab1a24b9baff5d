import { anyMet } from '../rules/at-least.ts'
import type { Rule, RuleFinding } from '../rules/rule-finding.ts'
import type { Items } from './criteria-items.ts'
import { antibodyCondition, findingOf } from './verdict.ts'

const rule: Rule = {
  id: 'connors',
  name: 'Connors',
  version: '1',
  citation: 'Connors GR et al. Chest 2010;138:1464–74',
  caveat: 'Items as EULAR 2019 abstract AB0656 gives them. Myositis is not among them.',
}

export type ConnorsItem = 'anti-synthetase' | 'ild' | 'arthritis' | 'raynaud' | 'mechanics-hands' | 'fever'

/** Connors 2010: an anti-synthetase antibody and at least one of five features (Chest 138:1464–74). */
export function connors(items: Items<ConnorsItem>): RuleFinding {
  const features = [items.ild, items.arthritis, items.raynaud, items['mechanics-hands'], items.fever]
  return findingOf(rule, [
    antibodyCondition(items['anti-synthetase']),
    {
      met: anyMet(features.map(({ met }) => met)),
      criteria: features,
      says: {
        not: 'none of ILD, arthritis, Raynaud, mechanic’s hands and fever is present',
        open: 'of ILD, arthritis, Raynaud, mechanic’s hands and fever none is recorded as present',
      },
    },
  ])
}
