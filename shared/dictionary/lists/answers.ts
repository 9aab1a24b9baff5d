/** Short answers that several forms share. */
import { defineChoices } from '../define-form.ts'

export const presence = defineChoices([
  { code: 'present', label: 'Present' },
  { code: 'absent', label: 'Absent' },
  { code: 'unknown', label: 'Unknown' },
])

export const severity = defineChoices([
  { code: 'none', label: 'None' },
  { code: 'mild', label: 'Mild' },
  { code: 'moderate', label: 'Moderate' },
  { code: 'severe', label: 'Severe' },
])

export const certainty = defineChoices([
  { code: 'definite', label: 'Definite' },
  { code: 'probable', label: 'Probable' },
  { code: 'possible', label: 'Possible' },
])
