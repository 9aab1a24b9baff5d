/** A measured value held against what is predicted for the person. */
import { lmsOf, type Equation } from './equation.ts'
import { valueAtZ, zScore } from './lms.ts'

/** Sex as the equations know it; they exist for no other. */
export type ReferenceSex = 'M' | 'F'

export interface ReferenceSubject {
  /** Years between birth and test: days/365.25 where both are known to the day. */
  readonly age: number
  /** cm */
  readonly height: number
  /** In the unit of the equation. Without it there is a predicted value, but nothing to compare. */
  readonly measured?: number
}

export interface ReferenceValue {
  readonly predicted: number
  /** Lower limit of normal: z = −1.645, the fifth percentile. */
  readonly lln: number
  /** Upper limit of normal: z = +1.645. */
  readonly uln: number
  /** Percent of predicted. */
  readonly percent?: number
  readonly z?: number
}

/** Why there is no value: a clause that can follow “not available: ”. */
export interface Unavailable {
  readonly unavailable: string
}

/**
 * Half of the normal range in z. ERS/ATS 2022 (Stanojevic S et al., Eur Respir J 2022;60:2101499) and R rspiro take 1.645;
 * 1.644, which is seen as well, would move the limits by about 0.02 %.
 */
export const zOfLimit = 1.645

/** What a height can be, as the data dictionary has it: 1.78 and 5.8 are heights in other units. */
const heights = { from: 50, to: 250 } as const

/**
 * Predicted value, limits of normal, percent and z, to full precision. An age that the equation was not derived for, or an
 * input that can't be meant, gives the reason instead: nothing is clamped.
 */
export function referenceValue(
  equation: Equation,
  { age, height, measured }: ReferenceSubject,
): ReferenceValue | Unavailable {
  const { from, to } = equation.ages
  if (!Number.isFinite(age)) return { unavailable: 'the age is not known' }
  // Written so that a value that is no number is refused too.
  if (!(age >= from && age <= to))
    return {
      unavailable: `the equations of ${equation.set} are for ages ${from} to ${to}, not ${Number(age.toFixed(2))}`,
    }
  if (!(height >= heights.from && height <= heights.to))
    return { unavailable: `the height must be between ${heights.from} and ${heights.to} cm` }
  const lms = lmsOf(equation, age, height)
  const predicted = lms.mu
  const lln = valueAtZ(-zOfLimit, lms)
  const uln = valueAtZ(zOfLimit, lms)
  if (measured === undefined) return { predicted, lln, uln }
  const problem = problemOfMeasured(measured, equation)
  if (problem !== undefined) return { unavailable: problem }
  return { predicted, lln, uln, percent: (100 * measured) / predicted, z: zScore(measured, lms) }
}

/** A ratio in percent, or a percentage as a ratio, would give a z-score far from any truth. */
function problemOfMeasured(measured: number, { unit }: Equation): string | undefined {
  if (!(measured > 0 && Number.isFinite(measured))) return 'the measured value must be above 0'
  if (unit === 'ratio' && measured > 2) return 'the measured ratio must be a share of 1, not in percent'
  if (unit === '%' && measured <= 1) return 'the measured value must be in percent, not a share of 1'
  return undefined
}
