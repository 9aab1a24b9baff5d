import { formatNumber } from '../format-number.ts'
import { midSentence } from '../label-of.ts'
import { anyMet } from '../rules/at-least.ts'
import type { Criterion, Met, Rule, RuleFinding } from '../rules/rule-finding.ts'
import type { CriteriaItemId, Items } from './criteria-items.ts'
import {
  eularAcrClass,
  eularAcrPoints,
  eularAcrProbability,
  eularAcrScore,
  iimSubgroup,
  subgroups,
  type EularAcrItem,
} from './eular-acr-score.ts'
import type { OnsetBand } from './person-evidence.ts'

const rule: Rule = {
  id: 'eular-acr-2017',
  name: 'EULAR/ACR 2017',
  version: '1',
  citation:
    'Lundberg IE et al. Ann Rheum Dis 2017;76:1955–64. doi 10.1136/annrheumdis-2017-211468; Arthritis Rheumatol 2017;69:2271–82. doi 10.1002/art.40320',
  caveat:
    'Classified by score, from probable. The constants of the probability are from recall: they fit the published cut-offs, but are not confirmed. Of the anti-synthetase antibodies only Jo-1 counts, and no subgroup is the antisynthetase syndrome. Weakness of the finger flexors is not asked for. Other explanations have to be excluded.',
}

const ofOnset: Readonly<Record<OnsetBand, EularAcrItem | undefined>> = {
  'under-18': undefined,
  '18-39': 'onset_18_39',
  '40-or-over': 'onset_ge40',
}

/** Which item of the record answers which of the score. */
const answeredBy = {
  weak_prox_upper: 'arm-weakness',
  weak_prox_lower: 'leg-weakness',
  neck_flexors: 'neck-flexors',
  leg_prox_gt_distal: 'leg-proximal',
  heliotrope: 'heliotrope',
  gottron_papules: 'gottron-papules',
  gottron_sign: 'gottron-sign',
  dysphagia: 'dysphagia',
  jo1: 'jo-1',
  enzymes: 'enzymes',
  bx_endomysial: 'biopsy-endomysial',
  bx_perimysial: 'biopsy-perimysial',
  bx_perifascicular: 'biopsy-perifascicular',
  bx_rimmed: 'biopsy-rimmed',
} as const satisfies Partial<Record<EularAcrItem, CriteriaItemId>>
type Answered = keyof typeof answeredBy

export type EularAcrCriterion = (typeof answeredBy)[Answered] | 'onset'

export interface EularAcrInput {
  readonly items: Items<EularAcrCriterion>
  readonly onset: OnsetBand | undefined
  /** A biopsy of muscle was read: its column counts. */
  readonly biopsy: boolean
  /** A biopsy was done that nobody recorded the findings of. */
  readonly unreadBiopsy: boolean
}

const ids = Object.keys(answeredBy) as readonly Answered[]
const isClassified = (score: number, biopsy: boolean) => ['probable', 'definite'].includes(eularAcrClass(score, biopsy))

/**
 * EULAR/ACR 2017. Points are of what is recorded as present. The verdict stands where nothing that is open could change it.
 */
export function eularAcr2017({ items, onset, biopsy, unreadBiopsy }: EularAcrInput): RuleFinding {
  const counted = ids.filter((id) => biopsy || !id.startsWith('bx_'))
  const given = (met: Met) => counted.filter((id) => items[answeredBy[id]].met === met)
  const onsetItem = onset && ofOnset[onset]
  const present = [...(onsetItem ? [onsetItem] : []), ...given(true)]
  const score = eularAcrScore(present, biopsy)
  const most = eularAcrScore([...present, ...(onset ? [] : ['onset_ge40' as const]), ...given(undefined)], biopsy)
  const met: Met = isClassified(score, biopsy) ? true : isClassified(most, biopsy) ? undefined : false
  const pointed = (criterion: Criterion, id: EularAcrItem | undefined): Criterion => ({
    ...criterion,
    points: criterion.met === true && id ? eularAcrPoints(id, biopsy) : 0,
  })
  const criteria = [pointed(items.onset, onsetItem), ...counted.map((id) => pointed(items[answeredBy[id]], id))]
  const open = criteria.filter((each) => each.met === undefined && (each.id !== 'onset' || !onset))
  const named = eularAcrClass(score, biopsy)
  const probability = `probability ${formatNumber(eularAcrProbability(score, biopsy) * 100, 0)} %`
  const points = `${score.toFixed(1)} points with${biopsy ? '' : 'out'} biopsy`
  const needed = biopsy ? '6.7' : '5.5'
  const subgroup = met === true ? iimSubgroup(signsOf(items, onset, biopsy)) : undefined
  const verdict =
    met === true
      ? `Met: ${named}, ${subgroup ? subgroups[subgroup] : 'subgroup not assessable'}; ${points}, ${probability}.`
      : met === false
        ? `Not met: ${points}, ${needed} needed; ${probability}.`
        : `Not assessable: ${points} so far, ${needed} needed, ${most.toFixed(1)} possible; ${probability}.`
  return {
    rule,
    met,
    because: unreadBiopsy ? `${verdict} ${unreadNote(present)}` : verdict,
    criteria,
    missing: met === undefined ? open.map(({ name }) => midSentence(name)) : [],
    score: { value: score, text: named === 'none' ? 'no class' : named },
  }
}

/** What the other column would say if the biopsy had none of the findings. */
function unreadNote(present: readonly EularAcrItem[]): string {
  const score = eularAcrScore(present, true).toFixed(1)
  return `A muscle biopsy was done, its findings are not recorded; with none of them it would be ${score} of 6.7 points.`
}

function signsOf(items: EularAcrInput['items'], onset: OnsetBand | undefined, biopsy: boolean) {
  const any = (...of: readonly EularAcrCriterion[]) => anyMet(of.map((id) => items[id].met))
  return {
    onsetUnder18: onset && onset === 'under-18',
    skin: any('heliotrope', 'gottron-papules', 'gottron-sign'),
    weakness: any('arm-weakness', 'leg-weakness', 'neck-flexors', 'leg-proximal'),
    rimmedVacuoles: biopsy && items['biopsy-rimmed'].met,
    fingerFlexors: false,
  }
}
