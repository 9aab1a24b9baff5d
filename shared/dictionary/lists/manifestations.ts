/**
 * Manifestations of antisynthetase syndrome and its neighbors.
 *
 * Sources of the selection: items of the 2017 EULAR/ACR criteria (Lundberg IE et al., Ann Rheum Dis 2017;76:1955-64), of
 * the published antisynthetase criteria sets and of IPAF (Fischer A et al., Eur Respir J 2015;46:976-87). HPO codes
 * (hpo.jax.org) stand only where they were looked up; the others are left out rather than guessed.
 */
import { defineChoices } from '../define-form.ts'

const lung = 'Lung'
const muscle = 'Muscle'
const joints = 'Joints'
const skin = 'Skin and vessels'
const general = 'General'
const organs = 'Other organs'

export const manifestations = defineChoices([
  { code: 'ild', label: 'Interstitial lung disease', group: lung },
  { code: 'dyspnea', label: 'Dyspnea', group: lung },
  { code: 'cough', label: 'Cough', group: lung, codes: ['HP:0012735'] },
  { code: 'crackles', label: 'Crackles', group: lung },
  { code: 'clubbing', label: 'Clubbing', group: lung },
  { code: 'pleural-effusion', label: 'Pleural effusion', group: lung },
  { code: 'pulmonary-hypertension', label: 'Pulmonary hypertension', group: lung },
  { code: 'myalgia', label: 'Myalgia', group: muscle },
  { code: 'muscle-weakness', label: 'Muscle weakness', group: muscle },
  { code: 'proximal-arm-weakness', label: 'Proximal weakness of the arms, objective and symmetric', group: muscle },
  { code: 'proximal-leg-weakness', label: 'Proximal weakness of the legs, objective and symmetric', group: muscle },
  { code: 'legs-proximal-weaker', label: 'Legs: proximal weaker than distal', group: muscle },
  { code: 'neck-flexor-weakness', label: 'Neck flexors weaker than extensors', group: muscle },
  { code: 'myositis', label: 'Myositis', group: muscle },
  { code: 'dysphagia', label: 'Dysphagia or esophageal dysmotility', group: muscle },
  { code: 'dysphonia', label: 'Dysphonia', group: muscle },
  { code: 'arthralgia', label: 'Arthralgia', group: joints },
  { code: 'arthritis', label: 'Arthritis', group: joints },
  { code: 'morning-stiffness', label: 'Polyarticular morning stiffness, 60 minutes or more', group: joints },
  { code: 'mechanics-hands', label: 'Mechanic’s hands', group: skin },
  { code: 'hikers-feet', label: 'Hiker’s feet', group: skin },
  { code: 'raynaud', label: 'Raynaud phenomenon', group: skin },
  { code: 'heliotrope-rash', label: 'Heliotrope rash', group: skin },
  { code: 'gottron-papules', label: 'Gottron papules', group: skin },
  { code: 'gottron-sign', label: 'Gottron sign', group: skin },
  { code: 'v-sign', label: 'V sign', group: skin },
  { code: 'shawl-sign', label: 'Shawl sign', group: skin },
  { code: 'rash', label: 'Other inflammatory rash', group: skin },
  { code: 'periungual-changes', label: 'Periungual erythema or capillary changes', group: skin },
  { code: 'digital-ulcers', label: 'Digital tip ulcers', group: skin },
  { code: 'digital-edema', label: 'Digital edema (puffy fingers)', group: skin },
  { code: 'palmar-telangiectasia', label: 'Palmar telangiectasia', group: skin },
  { code: 'calcinosis', label: 'Calcinosis', group: skin },
  { code: 'sclerodactyly', label: 'Sclerodactyly', group: skin },
  { code: 'fever', label: 'Fever, unexplained', group: general },
  { code: 'fatigue', label: 'Fatigue', group: general },
  { code: 'weight-loss', label: 'Weight loss', group: general },
  { code: 'dry-eyes', label: 'Dry eyes', group: general },
  { code: 'dry-mouth', label: 'Dry mouth', group: general },
  { code: 'lymphadenopathy', label: 'Lymphadenopathy', group: general },
  { code: 'myocarditis', label: 'Myocarditis', group: organs },
  { code: 'pericarditis', label: 'Pericarditis or pericardial effusion', group: organs },
  { code: 'reflux', label: 'Gastroesophageal reflux', group: organs },
  { code: 'neuropathy', label: 'Peripheral neuropathy', group: organs },
  { code: 'nephritis', label: 'Nephritis', group: organs },
  { code: 'other', label: 'Other manifestation', group: organs },
])

export type ManifestationCode = (typeof manifestations)[number]['code']
