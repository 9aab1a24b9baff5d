/** Whether a measured DLCO or KCO is corrected for hemoglobin, and by whom. A value is never corrected twice. */
import { hemoglobinFactor, hemoglobinUnits } from '../reference-values/hemoglobin-correction.ts'
import type { ReferenceSex, Unavailable } from '../reference-values/reference-value.ts'
import type { PulmonaryTest } from './pulmonary-test.ts'

export type HemoglobinBasis =
  /** Corrected here, with the hemoglobin of the test. */
  | { readonly by: 'registry'; readonly factor: number; readonly hemoglobin: number; readonly unit: string }
  | { readonly by: 'laboratory' }
  /** As measured, because … */
  | { readonly by: 'nobody'; readonly why: string }

/** Which of the two is wanted: `best` is the corrected value where there is one. */
export type HemoglobinWish = 'best' | 'corrected' | 'uncorrected'

/**
 * How the test's DLCO and KCO stand, under a wish. Without a word about it a value counts as measured, as laboratories
 * report it; where the record says that this isn't known, it is left as it is.
 */
export function hemoglobinBasis(
  test: PulmonaryTest,
  person: { readonly sex: ReferenceSex; readonly age: number },
  wish: HemoglobinWish,
): HemoglobinBasis | Unavailable {
  if (test.dlco_basis === 'hb-corrected')
    return wish === 'uncorrected'
      ? { unavailable: 'the laboratory reported the corrected value' }
      : { by: 'laboratory' }
  const factor = wish === 'uncorrected' ? undefined : factorOf(test, person)
  if (factor && 'factor' in factor)
    return { by: 'registry', factor: factor.factor, hemoglobin: test.haemoglobin!, unit: test.haemoglobin_unit! }
  const why = factor?.unavailable ?? 'compared as measured'
  return wish === 'corrected' ? { unavailable: why } : { by: 'nobody', why }
}

function factorOf(
  { dlco_basis, haemoglobin, haemoglobin_unit }: PulmonaryTest,
  person: { readonly sex: ReferenceSex; readonly age: number },
): { readonly factor: number } | Unavailable {
  if (dlco_basis === 'unknown')
    return { unavailable: 'whether the laboratory corrected it for hemoglobin is not known' }
  const unit = hemoglobinUnits.find((known) => known === haemoglobin_unit)
  if (haemoglobin === undefined || unit === undefined) return { unavailable: 'hemoglobin at the test is not recorded' }
  return hemoglobinFactor({ ...person, hemoglobin: haemoglobin, unit })
}
