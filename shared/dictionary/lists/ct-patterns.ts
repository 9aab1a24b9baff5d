/**
 * Patterns of ILD on CT. The abbreviation NSIP always means nonspecific interstitial pneumonia, never the nonspecific
 * pattern of pulmonary function tests.
 */
import { defineChoices } from '../define-form.ts'

export const ctPatterns = defineChoices([
  { code: 'nsip-cellular', label: 'NSIP, cellular', group: 'NSIP and OP' },
  { code: 'nsip-fibrotic', label: 'NSIP, fibrotic', group: 'NSIP and OP' },
  { code: 'nsip', label: 'NSIP', group: 'NSIP and OP' },
  { code: 'op', label: 'OP', group: 'NSIP and OP' },
  { code: 'nsip-op', label: 'NSIP with OP', group: 'NSIP and OP' },
  { code: 'uip', label: 'UIP', group: 'UIP' },
  { code: 'probable-uip', label: 'Probable UIP', group: 'UIP' },
  { code: 'lip', label: 'LIP', group: 'Others' },
  { code: 'dad', label: 'DAD', group: 'Others' },
  { code: 'indeterminate', label: 'Indeterminate', group: 'Others' },
  { code: 'normal', label: 'Normal', group: 'Others' },
  { code: 'other', label: 'Other', group: 'Others' },
])
export type CtPattern = (typeof ctPatterns)[number]['code']
