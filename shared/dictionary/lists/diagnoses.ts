/**
 * Kinds of diagnosis.
 *
 * Sources: antisynthetase syndrome, Orphanet (orpha.net) with its mappings to ICD-10, UMLS, MeSH and MedDRA; ILD,
 * ICD-10-CM and SNOMED CT.
 */
import { defineChoices } from '../define-form.ts'

export const diagnoses = defineChoices([
  {
    code: 'ild',
    label: 'Interstitial lung disease',
    codes: ['ICD10CM:J84.9', 'SNOMEDCT:233703007'],
  },
  {
    code: 'asys',
    label: 'Antisynthetase syndrome',
    codes: ['ORPHA:81', 'ICD10:M35.8', 'UMLS:C2609059', 'MESH:C537778', 'MEDDRA:10068801'],
  },
  { code: 'pm', label: 'Polymyositis' },
  { code: 'dm', label: 'Dermatomyositis' },
  { code: 'adm', label: 'Amyopathic dermatomyositis' },
  { code: 'imnm', label: 'Immune-mediated necrotizing myopathy' },
  { code: 'overlap', label: 'Overlap myositis' },
  { code: 'ipaf', label: 'IPAF' },
  { code: 'other-ctd', label: 'Other connective tissue disease' },
])
