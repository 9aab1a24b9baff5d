/**
 * How far a value lies from what is predicted, by z-score. ERS/ATS 2022 (Stanojevic S et al., Eur Respir J
 * 2022;60:2101499, doi:10.1183/13993003.01499-2021): normal from −1.645, mild to −2.5, moderate to −4.0, severe below.
 */
import { zOfLimit } from '../reference-values/reference-value.ts'

export type Severity = 'normal' | 'mild' | 'moderate' | 'severe'

const moderateBelow = -2.5
const severeBelow = -4

/** A value at a limit belongs to the milder side. */
export function severityOf(z: number): Severity {
  if (z < severeBelow) return 'severe'
  if (z < moderateBelow) return 'moderate'
  return isBelowNormal(z) ? 'mild' : 'normal'
}

/** Below the lower limit of normal. */
export function isBelowNormal(z: number): boolean {
  return z < -zOfLimit
}
