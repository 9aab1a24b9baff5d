/**
 * The items of the published criteria sets, each once, by organ: sets share most of them. Names say what the set asks for.
 *
 * Sources: the sets themselves, named in their modules.
 */
import type { Criterion } from '../rules/rule-finding.ts'

interface CriteriaItem {
  readonly id: string
  readonly name: string
  readonly organ: string
}

const antibodies = 'Antibodies'
const lung = 'Lung'
const muscle = 'Muscle'
const joints = 'Joints'
const skin = 'Skin and vessels'
const general = 'General'

export const criteriaItems = [
  { id: 'anti-synthetase', name: 'Anti-synthetase antibody', organ: antibodies },
  { id: 'jo-1', name: 'Anti-Jo-1', organ: antibodies },
  { id: 'ana', name: 'ANA 1:320 or more, or nucleolar or centromere', organ: antibodies },
  { id: 'other-serology', name: 'Another antibody of IPAF', organ: antibodies },
  { id: 'ild', name: 'Interstitial lung disease', organ: lung },
  { id: 'ild-unexplained', name: 'ILD not otherwise explained', organ: lung },
  { id: 'lung-morphology', name: 'NSIP, OP or LIP on CT or biopsy', organ: lung },
  { id: 'multicompartment', name: 'Pleura, pericardium or lung vessels involved', organ: lung },
  { id: 'myositis', name: 'Myositis, overt or hypomyopathic', organ: muscle },
  { id: 'bohan-peter', name: 'PM or DM by Bohan and Peter', organ: muscle },
  { id: 'proximal-weakness', name: 'Symmetric proximal weakness', organ: muscle },
  { id: 'arm-weakness', name: 'Proximal weakness of the arms', organ: muscle },
  { id: 'leg-weakness', name: 'Proximal weakness of the legs', organ: muscle },
  { id: 'neck-flexors', name: 'Neck flexors weaker than extensors', organ: muscle },
  { id: 'leg-proximal', name: 'Legs weaker proximally than distally', organ: muscle },
  { id: 'dysphagia', name: 'Dysphagia or esophageal dysmotility', organ: muscle },
  { id: 'enzymes', name: 'CK, LDH, AST or ALT above its limit', organ: muscle },
  { id: 'enzymes-aldolase', name: 'The same, or aldolase', organ: muscle },
  { id: 'emg', name: 'EMG typical of myositis', organ: muscle },
  { id: 'muscle-biopsy', name: 'Biopsy shows myositis', organ: muscle },
  { id: 'biopsy-endomysial', name: 'Biopsy: endomysial infiltrate', organ: muscle },
  { id: 'biopsy-perimysial', name: 'Biopsy: perimysial or perivascular infiltrate', organ: muscle },
  { id: 'biopsy-perifascicular', name: 'Biopsy: perifascicular atrophy', organ: muscle },
  { id: 'biopsy-rimmed', name: 'Biopsy: rimmed vacuoles', organ: muscle },
  { id: 'arthritis', name: 'Arthritis', organ: joints },
  { id: 'inflammatory-joints', name: 'Arthritis or inflammatory arthralgia', organ: joints },
  { id: 'joints-or-stiffness', name: 'Arthritis, or morning stiffness of 60 min', organ: joints },
  { id: 'mechanics-hands', name: 'Mechanic’s hands', organ: skin },
  { id: 'raynaud', name: 'Raynaud phenomenon', organ: skin },
  { id: 'heliotrope', name: 'Heliotrope rash', organ: skin },
  { id: 'gottron-papules', name: 'Gottron papules', organ: skin },
  { id: 'gottron-sign', name: 'Gottron sign', organ: skin },
  { id: 'dm-rash', name: 'Rash of dermatomyositis', organ: skin },
  { id: 'digital-ulcers', name: 'Digital tip ulcers', organ: skin },
  { id: 'palmar-telangiectasia', name: 'Palmar telangiectasia', organ: skin },
  { id: 'digital-edema', name: 'Digital edema', organ: skin },
  { id: 'fever', name: 'Unexplained fever', organ: general },
  { id: 'onset', name: 'Age at first symptom', organ: general },
  { id: 'others-excluded', name: 'Other causes excluded', organ: general },
  { id: 'no-defined-ctd', name: 'No defined connective tissue disease', organ: general },
] as const satisfies readonly CriteriaItem[]

export type CriteriaItemId = (typeof criteriaItems)[number]['id']

/** What is known of the items that a set asks for, from the record or typed in. */
export type Items<Id extends CriteriaItemId = CriteriaItemId> = Readonly<Record<Id, Criterion>>

const namesById = new Map<string, string>(criteriaItems.map(({ id, name }) => [id, name]))

/** What is known of an item: nothing, unless said. */
export function itemKnown(
  id: CriteriaItemId,
  { met, because, inputs = [] }: Pick<Criterion, 'met' | 'because'> & Partial<Pick<Criterion, 'inputs'>>,
): Criterion {
  return { id, name: namesById.get(id)!, met, because, inputs }
}
