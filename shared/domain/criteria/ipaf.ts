import { anyMet, atLeast } from '../rules/at-least.ts'
import type { Criterion, Met, Rule, RuleFinding } from '../rules/rule-finding.ts'
import type { Items } from './criteria-items.ts'
import { findingOf } from './verdict.ts'

const rule: Rule = {
  id: 'ipaf',
  name: 'IPAF',
  version: '1',
  citation: 'Fischer A et al. Eur Respir J 2015;46:976–87. doi 10.1183/13993003.00150-2015',
  caveat:
    'Anti-Ku does not count. Airways disease is not asked for; pulmonary hypertension stands for involvement of lung vessels.',
}

const clinicalItems = [
  'mechanics-hands',
  'digital-ulcers',
  'joints-or-stiffness',
  'palmar-telangiectasia',
  'raynaud',
  'digital-edema',
  'gottron-sign',
] as const
const serologicItems = ['ana', 'anti-synthetase', 'other-serology'] as const
const morphologicItems = ['lung-morphology', 'multicompartment'] as const

export type IpafItem =
  | 'ild'
  | 'others-excluded'
  | 'no-defined-ctd'
  | (typeof clinicalItems)[number]
  | (typeof serologicItems)[number]
  | (typeof morphologicItems)[number]

const word = (met: Met) => (met === undefined ? 'open' : met ? 'yes' : 'no')

/** The three domains, each fulfilled by one feature. */
export function ipafDomains(
  items: Items<IpafItem>,
): readonly { readonly name: string; readonly met: Met; readonly criteria: readonly Criterion[] }[] {
  const domain = (name: string, ids: readonly IpafItem[]) => {
    const criteria = ids.map((id) => items[id])
    return { name, criteria, met: anyMet(criteria.map(({ met }) => met)) }
  }
  return [
    domain('clinical', clinicalItems),
    domain('serologic', serologicItems),
    domain('morphologic', morphologicItems),
  ]
}

/**
 * Interstitial pneumonia with autoimmune features (ERS/ATS 2015): interstitial pneumonia, other causes excluded, no defined
 * connective tissue disease, and a feature in at least two of three domains.
 */
export function ipaf(items: Items<IpafItem>): RuleFinding {
  const domains = ipafDomains(items)
  const told = domains.map(({ name, met }) => `${name} ${word(met)}`).join(', ')
  return findingOf(rule, [
    {
      met: items.ild.met,
      criteria: [items.ild],
      says: { not: 'there is no interstitial lung disease', open: 'interstitial lung disease is not recorded' },
    },
    {
      met: items['no-defined-ctd'].met,
      criteria: [items['no-defined-ctd']],
      says: {
        not: 'a defined connective tissue disease is recorded',
        open: 'whether there is a defined connective tissue disease is open',
      },
    },
    {
      met: items['others-excluded'].met,
      criteria: [items['others-excluded']],
      says: { not: 'other causes are not excluded', open: 'whether other causes are excluded is not recorded' },
    },
    {
      met: atLeast(
        2,
        domains.map(({ met }) => met),
      ),
      criteria: domains.flatMap(({ criteria }) => criteria),
      says: { not: `fewer than two domains (${told})`, open: `two domains are needed (${told})` },
    },
  ])
}
