/**
 * Grams from body weight. Ideal weight after Devine (Drug Intell Clin Pharm 1974;8:650-5): 50 kg for men and 45.5 kg for
 * women plus 2.3 kg for each inch above 60; adjusted weight = ideal + 0.4 × (actual − ideal). Neither is told below 60
 * inches, where the formula was never meant to go, nor for a sex that isn't recorded as male or female.
 */
import type { CaseRecord } from './case-record.ts'
import { tidy } from './dose-increments.ts'
import { firstDay, lastDay, type DayNumber, type PartialDate } from './partial-date.ts'
import { convert } from './units.ts'

export type WeightBasis = 'actual' | 'ideal' | 'adjusted'

export interface KnownWeight {
  readonly kg: number
  readonly date: PartialDate
  /** Where it stands: measured at a visit, or noted with an infusion. */
  readonly from: 'visit' | 'infusion'
}

function inKilograms(value: number | undefined, unit: string | undefined): number | undefined {
  return value === undefined || unit === undefined ? undefined : convert(value, unit, 'kg')
}

/** The last body weight recorded up to a day; ideal and adjusted weights are computed and don't count. */
export function weightKnownOn({ records }: CaseRecord, day: DayNumber): KnownWeight | undefined {
  let known: KnownWeight | undefined
  const take = ({ date, weight, weight_unit }: Weighed, from: KnownWeight['from']) => {
    if (date === undefined || weight === undefined || firstDay(date) > day) return
    // Of one day the weight at a visit goes before that with an infusion, and the later entry before the earlier one.
    if (known && lastDay(date) < lastDay(known.date)) return
    const kg = inKilograms(weight, weight_unit)
    if (kg !== undefined) known = { kg, date, from }
  }
  for (const infusion of records.infusion)
    if (infusion.weight_basis === undefined || infusion.weight_basis === 'actual') take(infusion, 'infusion')
  for (const visit of records.visit) take(visit, 'visit')
  return known
}

interface Weighed {
  readonly date?: PartialDate
  readonly weight?: number
  readonly weight_unit?: string
}

export interface DosingWeights {
  readonly actual: number
  readonly ideal?: number
  readonly adjusted?: number
  /** Why there are no ideal and adjusted weight, in words. */
  readonly without?: string
}

const devine = { male: 50, female: 45.5 } as const

/** A body weight of a patient with what is computed from it, kg. */
export function dosingWeights({ case: frame }: CaseRecord, actual: number): DosingWeights {
  const { sex, height, height_unit } = frame
  const inches = height === undefined || height_unit === undefined ? undefined : convert(height, height_unit, '[in_i]')
  return weightsFrom(sex, inches, actual)
}

/** @param inches height; @param actual body weight, kg */
export function weightsFrom(sex: string | undefined, inches: number | undefined, actual: number): DosingWeights {
  if (sex !== 'male' && sex !== 'female') return { actual, without: 'sex at birth is not recorded' }
  if (inches === undefined) return { actual, without: 'height is not recorded' }
  if (inches < 60) return { actual, without: 'the formula does not hold below 152 cm' }
  const ideal = devine[sex] + 2.3 * (inches - 60)
  return { actual, ideal: tidy(ideal), adjusted: tidy(ideal + 0.4 * (actual - ideal)) }
}

export interface GramsOrdered {
  /** As computed, not rounded. */
  readonly exact: number
  /** To whole vials, where a vial size was given; else as computed. */
  readonly grams: number
}

/** @param vialGrams size of the vials; 0 for no rounding. The nearest number of whole vials is taken, at least one. */
export function gramsOf(gramsPerKg: number, weightKg: number, vialGrams: number): GramsOrdered {
  const exact = tidy(gramsPerKg * weightKg)
  const grams = vialGrams > 0 ? Math.max(1, Math.round(exact / vialGrams)) * vialGrams : exact
  return { exact, grams }
}
