/**
 * Measured transfer factor corrected to a standard hemoglobin: measured × (0.7·standard + Hb)/(1.7·Hb), hemoglobin in g/dL,
 * standard 14.6 for men and adolescents from 15 years and 13.4 for women and children below 15. Cotes JE et al., Clin Sci
 * 1972;42:325, as kept in the ERS/ATS standard of 2017 (Graham BL et al., Eur Respir J 2017;49:1600016,
 * doi:10.1183/13993003.00016-2016). The standard writes the inverse, for the predicted value; applied to the measured value
 * that inverse would turn the correction around. KCO has the same factor; VA is not corrected.
 */
import type { ReferenceSex, Unavailable } from './reference-value.ts'
import { convert } from '../units.ts'

export interface HemoglobinCorrectionInput {
  readonly sex: ReferenceSex
  /** Years at the test; a boy below 15 has the standard of a child. An adult is meant without it. */
  readonly age?: number
  readonly hemoglobin: number
  readonly unit: HemoglobinUnit
}

export const hemoglobinUnits = ['g/dL', 'g/L', 'mmol/L'] as const
export type HemoglobinUnit = (typeof hemoglobinUnits)[number]

const adultAge = 15
/** What a hemoglobin in g/dL can be, as the data dictionary has it: 110 is one in g/L. */
const plausible = { from: 3, to: 25 } as const

/** The factor on measured DLCO and KCO: above 1 where hemoglobin is low. */
export function hemoglobinFactor({
  sex,
  age,
  hemoglobin,
  unit,
}: HemoglobinCorrectionInput): { readonly factor: number } | Unavailable {
  const hb = convert(hemoglobin, unit, 'g/dL', 'haemoglobin')!
  if (!(hb >= plausible.from && hb <= plausible.to))
    return { unavailable: `hemoglobin must be between ${plausible.from} and ${plausible.to} g/dL` }
  const isChild = age !== undefined && age < adultAge
  const standardShare = sex === 'M' && !isChild ? 10.22 : 9.38
  return { factor: (standardShare + hb) / (1.7 * hb) }
}
