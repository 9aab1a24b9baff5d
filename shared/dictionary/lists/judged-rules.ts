/** Rules whose verdict a clinician can confirm or overrule, by the id that `shared/domain` gives them. */
import { defineChoices } from '../define-form.ts'

const progression = 'Progression'
const classification = 'Classification'

export const judgedRules = defineChoices([
  { code: 'ppf-2022', label: 'Progressive pulmonary fibrosis (ATS/ERS/JRS/ALAT 2022)', group: progression },
  { code: 'inbuild', label: 'Progression by INBUILD', group: progression },
  { code: 'omeract', label: 'Progression by OMERACT CTD-ILD', group: progression },
  { code: 'eular-acr-2017', label: 'EULAR/ACR 2017', group: classification },
  { code: 'bohan-peter', label: 'Bohan and Peter', group: classification },
  { code: 'connors', label: 'Connors', group: classification },
  { code: 'solomon', label: 'Solomon', group: classification },
  { code: 'lega', label: 'Lega', group: classification },
  { code: 'ipaf', label: 'IPAF', group: classification },
])

export type JudgedRule = (typeof judgedRules)[number]['code']
