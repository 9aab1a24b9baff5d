/** What a written dose amounts to: milligrams a day, words, prednisone-equivalent. */
import { intakesPerDay } from '../dictionary/lists/dosing.ts'
import { drugOf } from '../dictionary/lists/drugs.ts'
import { formatNumber } from './format-number.ts'
import { labelOf } from './label-of.ts'
import { frequencyText } from './read-frequency.ts'
import { convert } from './units.ts'

/** The dose items of a dose step. `dose` is the amount of one intake, or of one cycle given over several days. */
export interface WrittenDose {
  readonly dose?: number
  readonly dose_text?: string
  readonly unit?: string
  readonly frequency?: string
  readonly over_days?: number
}

/** Milligrams in an amount; undefined for units that need a weight, a surface or are no mass. */
export function milligrams(amount: number, unit: string | undefined): number | undefined {
  return unit === undefined ? undefined : convert(amount, unit, 'mg')
}

/**
 * Mean amount a day in mg. Undefined where it isn't known: no number, no unit or frequency, a unit that needs the body
 * weight, or a frequency that says nothing about a day (once, as needed). A dose of 0 is 0 whatever its unit.
 */
export function perDay(step: WrittenDose): number | undefined {
  if (step.dose === undefined) return undefined
  if (step.dose === 0) return 0
  const amount = milligrams(step.dose, step.unit)
  const intakes = step.frequency === undefined ? undefined : intakesPerDay(step.frequency)
  return amount === undefined || intakes === undefined ? undefined : amount * intakes
}

/** The dose in words: `20 mg daily`, `2 g/kg over 2 days every 4 weeks`, `high dose`, `dose not known`. */
export function doseLabel(step: WrittenDose): string {
  const often = step.frequency === undefined ? undefined : frequencyText(step.frequency)
  if (step.dose === 0) return 'none'
  if (step.dose !== undefined) {
    const unit = step.unit === undefined ? '(unit not known)' : labelOf('dose_step', 'unit', step.unit)
    const over = step.over_days === undefined ? '' : ` over ${step.over_days} ${step.over_days === 1 ? 'day' : 'days'}`
    return `${formatNumber(step.dose, 3)} ${unit}${over}${often === undefined ? ', how often not known' : ` ${often}`}`
  }
  const words = step.dose_text?.trim()
  if (!words) return often === undefined ? 'dose not known' : `dose not known, ${often}`
  return often === undefined ? words : `${words} ${often}`
}

/**
 * Doses in mg equal to 5 mg of prednisone. Standard oral equivalents as printed in drug labels and textbooks of
 * pharmacology. Betamethasone is given as 0.6 to 0.75; the lower value stands here, so its equivalent is the higher one.
 * Deflazacort is left out: sources give anything from 6 to 9, so its equivalent is not known.
 */
const equalToPrednisone5: Readonly<Record<string, number | undefined>> = {
  prednisone: 5,
  prednisolone: 5,
  methylprednisolone: 4,
  triamcinolone: 4,
  hydrocortisone: 20,
  cortisone: 25,
  dexamethasone: 0.75,
  betamethasone: 0.6,
}

/** Prednisone-equivalent in mg a day; undefined for drugs without a verified equivalent, and for no glucocorticoid. */
export function prednisoneEquivalent(drug: string, mgPerDay: number): number | undefined {
  const equal = equalToPrednisone5[drug]
  return equal === undefined ? undefined : (mgPerDay * 5) / equal
}

export function isGlucocorticoid(drug: string): boolean {
  return drugOf(drug)?.drugClass === 'glucocorticoid'
}
