import { anyMet, atLeast } from '../rules/at-least.ts'
import type { Rule, RuleFinding } from '../rules/rule-finding.ts'
import type { Items } from './criteria-items.ts'
import { antibodyCondition, findingOf } from './verdict.ts'

const rule: Rule = {
  id: 'lega',
  name: 'Lega',
  version: '1',
  citation: 'Lega JC et al. Eur Respir Rev 2015;24:216–38',
  caveat: 'The table is confirmed; that it is this paper’s is inferred from the journal.',
}

export type LegaItem =
  'anti-synthetase' | 'myositis' | 'ild' | 'inflammatory-joints' | 'fever' | 'raynaud' | 'mechanics-hands'

/** Lega 2015: an anti-synthetase antibody and 1 major or 2 minor items (Eur Respir Rev 24:216–38). */
export function lega(items: Items<LegaItem>): RuleFinding {
  const majors = [items.myositis, items.ild, items['inflammatory-joints']]
  const minors = [items.fever, items.raynaud, items['mechanics-hands']]
  return findingOf(rule, [
    antibodyCondition(items['anti-synthetase']),
    {
      met: anyMet([
        anyMet(majors.map(({ met }) => met)),
        atLeast(
          2,
          minors.map(({ met }) => met),
        ),
      ]),
      criteria: [...majors, ...minors],
      says: {
        not: 'neither a major item nor two minor ones',
        open: 'a major item, or two minor ones, are not recorded',
      },
    },
  ])
}
