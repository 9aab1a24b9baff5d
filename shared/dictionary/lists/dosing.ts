/** How a dose is written: units, frequencies, routes. Units are UCUM codes. */
import { defineChoices, type Choice } from '../define-form.ts'

export const doseUnits = defineChoices([
  { code: 'mg', label: 'mg' },
  { code: 'g', label: 'g' },
  { code: 'mg/kg', label: 'mg/kg' },
  { code: 'g/kg', label: 'g/kg' },
  { code: 'mg/m2', label: 'mg/m²' },
  { code: 'ug', label: 'µg' },
])
export type DoseUnit = (typeof doseUnits)[number]['code']

export interface Frequency extends Choice {
  /** Intakes a day on average; none where the words don't say (once, as needed). */
  readonly perDay?: number
}

/** A dose is the amount of one intake, so the mean daily dose is dose × `perDay`. */
export const frequencies = [
  { code: 'daily', label: 'Once a day', perDay: 1 },
  { code: 'bid', label: 'Twice a day', perDay: 2 },
  { code: 'tid', label: 'Three times a day', perDay: 3 },
  { code: 'qid', label: 'Four times a day', perDay: 4 },
  { code: 'alternate-days', label: 'Every other day', perDay: 1 / 2 },
  { code: 'weekly', label: 'Once a week', perDay: 1 / 7 },
  { code: 'twice-weekly', label: 'Twice a week', perDay: 2 / 7 },
  { code: 'three-weekly', label: 'Three times a week', perDay: 3 / 7 },
  { code: 'q2w', label: 'Every 2 weeks', perDay: 1 / 14 },
  { code: 'q3w', label: 'Every 3 weeks', perDay: 1 / 21 },
  { code: 'q4w', label: 'Every 4 weeks', perDay: 1 / 28 },
  { code: 'once', label: 'Once' },
  { code: 'as-needed', label: 'As needed' },
] as const satisfies readonly Frequency[]
export type FrequencyCode = (typeof frequencies)[number]['code']

/** Intakes a day on average, or undefined for `once` and `as-needed`. */
export function intakesPerDay(code: string): number | undefined {
  const frequency: Frequency | undefined = frequencies.find((candidate) => candidate.code === code)
  return frequency?.perDay
}

export const routes = defineChoices([
  { code: 'oral', label: 'By mouth' },
  { code: 'iv', label: 'Intravenous' },
  { code: 'sc', label: 'Subcutaneous' },
  { code: 'im', label: 'Intramuscular' },
  { code: 'inhaled', label: 'Inhaled' },
  { code: 'topical', label: 'Topical' },
  { code: 'other', label: 'Other' },
])
