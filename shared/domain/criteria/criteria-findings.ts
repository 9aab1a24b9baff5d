/** All criteria sets on the record of one case. */
import type { ManifestationCode } from '#shared/dictionary/lists/manifestations.ts'
import type { CaseRecord } from '../case-record.ts'
import type { IsoDay } from '../partial-date.ts'
import { inputsOf, type RuleFinding } from '../rules/rule-finding.ts'
import { anaEvidence, jo1Evidence, otherSerologyEvidence, synthetaseEvidence } from './antibody-evidence.ts'
import { bohanPeter } from './bohan-peter.ts'
import { connors } from './connors.ts'
import { itemKnown, type CriteriaItemId, type Items } from './criteria-items.ts'
import { eularAcr2017 } from './eular-acr-2017.ts'
import { ipaf } from './ipaf.ts'
import { lega } from './lega.ts'
import {
  ildEvidence,
  morphologyEvidence,
  multicompartmentEvidence,
  othersExcludedEvidence,
  unexplainedIldEvidence,
} from './lung-evidence.ts'
import { manifestationEvidence } from './manifestation-evidence.ts'
import {
  biopsyEvidence,
  biopsyFindingEvidence,
  emgEvidence,
  enzymeEvidence,
  hasBiopsyFindings,
  hasUnreadBiopsy,
  inflammatoryJointsEvidence,
  myositisEvidence,
} from './muscle-evidence.ts'
import { noDefinedDiseaseEvidence, onsetEvidence } from './person-evidence.ts'
import { recordAsOf } from './record-as-of.ts'
import { solomon } from './solomon.ts'

export interface CriteriaFindings {
  /** What the record says on each item, shared by the sets. */
  readonly items: Items
  readonly findings: readonly RuleFinding[]
}

/** Items that need no verdict of another set. */
function itemsOf(record: CaseRecord) {
  const biopsy = biopsyEvidence(record)
  const weakness = ['proximal-arm-weakness', 'proximal-leg-weakness', 'neck-flexor-weakness'] as const
  const signs = (id: CriteriaItemId, terms: readonly ManifestationCode[], wider?: ManifestationCode) =>
    manifestationEvidence(record, id, terms, wider)
  return {
    'anti-synthetase': synthetaseEvidence(record),
    'jo-1': jo1Evidence(record),
    ana: anaEvidence(record),
    'other-serology': otherSerologyEvidence(record),
    ild: ildEvidence(record),
    'ild-unexplained': unexplainedIldEvidence(record),
    'lung-morphology': morphologyEvidence(record),
    multicompartment: multicompartmentEvidence(record),
    myositis: myositisEvidence(record, biopsy),
    'proximal-weakness': signs('proximal-weakness', weakness, 'muscle-weakness'),
    'arm-weakness': signs('arm-weakness', ['proximal-arm-weakness'], 'muscle-weakness'),
    'leg-weakness': signs('leg-weakness', ['proximal-leg-weakness'], 'muscle-weakness'),
    'neck-flexors': signs('neck-flexors', ['neck-flexor-weakness'], 'muscle-weakness'),
    'leg-proximal': signs('leg-proximal', ['legs-proximal-weaker'], 'muscle-weakness'),
    dysphagia: signs('dysphagia', ['dysphagia']),
    enzymes: enzymeEvidence(record, 'enzymes', ['ck', 'ldh', 'ast', 'alt']),
    'enzymes-aldolase': enzymeEvidence(record, 'enzymes-aldolase', ['ck', 'ldh', 'ast', 'alt', 'aldolase']),
    emg: emgEvidence(record),
    'muscle-biopsy': biopsy,
    'biopsy-endomysial': biopsyFindingEvidence(record, 'biopsy-endomysial', 'endomysial'),
    'biopsy-perimysial': biopsyFindingEvidence(record, 'biopsy-perimysial', 'perimysial'),
    'biopsy-perifascicular': biopsyFindingEvidence(record, 'biopsy-perifascicular', 'perifascicular-atrophy'),
    'biopsy-rimmed': biopsyFindingEvidence(record, 'biopsy-rimmed', 'rimmed-vacuoles'),
    arthritis: signs('arthritis', ['arthritis']),
    'inflammatory-joints': inflammatoryJointsEvidence(record),
    'joints-or-stiffness': signs('joints-or-stiffness', ['arthritis', 'morning-stiffness']),
    'mechanics-hands': signs('mechanics-hands', ['mechanics-hands']),
    raynaud: signs('raynaud', ['raynaud']),
    heliotrope: signs('heliotrope', ['heliotrope-rash']),
    'gottron-papules': signs('gottron-papules', ['gottron-papules']),
    'gottron-sign': signs('gottron-sign', ['gottron-sign']),
    'dm-rash': signs('dm-rash', ['heliotrope-rash', 'gottron-papules', 'gottron-sign']),
    'digital-ulcers': signs('digital-ulcers', ['digital-ulcers']),
    'palmar-telangiectasia': signs('palmar-telangiectasia', ['palmar-telangiectasia']),
    'digital-edema': signs('digital-edema', ['digital-edema']),
    fever: signs('fever', ['fever']),
    'others-excluded': othersExcludedEvidence(record),
  }
}

/** The sets side by side, of what is dated up to a day: of the syndrome, of myositis, and IPAF. */
export function criteriaFindings(whole: CaseRecord, asOf: IsoDay): CriteriaFindings {
  const record = recordAsOf(whole, asOf)
  const onset = onsetEvidence(record)
  const recorded = { ...itemsOf(record), onset: onset.criterion }
  const myositis = eularAcr2017({
    items: recorded,
    onset: onset.band,
    biopsy: hasBiopsyFindings(record),
    unreadBiopsy: hasUnreadBiopsy(record),
  })
  const bohan = bohanPeter(recorded)
  const items: Items = {
    ...recorded,
    'bohan-peter': itemKnown('bohan-peter', { met: bohan.met, because: bohan.because, inputs: inputsOf(bohan) }),
    'no-defined-ctd': noDefinedDiseaseEvidence(record, myositis.met),
  }
  return { items, findings: [connors(items), solomon(items), lega(items), myositis, bohan, ipaf(items)] }
}
