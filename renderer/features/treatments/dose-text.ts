/** The dose of a step as one line, and back: `20 mg daily`, `2 g/kg over 2 days every 4 weeks`, `high dose`. */
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import { doseUnits, frequencies } from '#shared/dictionary/lists/dosing.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { DoseStep } from '#shared/domain/exposure.ts'
import { formatDose, parseDose, type Dose, type DoseDefaults } from '#shared/domain/parse-dose.ts'

type Written = Partial<Pick<DoseStep, 'dose' | 'unit' | 'frequency' | 'over_days' | 'dose_text'>>

/** How the drug is usually written, for what isn't typed. */
function defaultsOf(drug: string | undefined): DoseDefaults {
  const { unit, frequency } = (drug === undefined ? undefined : drugOf(drug)) ?? {}
  return { ...(unit ? { unit } : {}), ...(frequency ? { frequency } : {}) }
}

/** A step's dose as it would be typed. */
export function doseLine({ dose, unit, frequency, over_days, dose_text }: Written): string {
  if (dose === undefined) return dose_text ?? ''
  const known: Dose = {
    dose,
    ...(doseUnits.some(({ code }) => code === unit) ? { unit: unit as Dose['unit'] } : {}),
    ...(frequencies.some(({ code }) => code === frequency) ? { frequency: frequency as Dose['frequency'] } : {}),
    ...(over_days === undefined ? {} : { overDays: over_days }),
  }
  return formatDose(known)
}

export type ReadDose =
  | { readonly values: RecordValues; /** What was understood, in words. */ readonly echo: string }
  | { readonly problem: string }

const empty: RecordValues = { dose: null, dose_text: null, unit: null, frequency: null, over_days: null }

/**
 * What was typed as columns of a dose step. A line that begins with no digit is kept in words, since a dose that isn't
 * known as a number is none (`high dose`).
 */
export function readDoseLine(text: string, drug: string | undefined): ReadDose {
  const typed = text.trim()
  if (typed === '') return { values: empty, echo: 'Dose not known' }
  const read = parseDose(typed, defaultsOf(drug))
  if ('problem' in read) {
    if (/\d/.test(typed.charAt(0))) return read
    return { values: { ...empty, dose_text: typed }, echo: 'Kept in words: no amount is known' }
  }
  const { dose, unit, frequency, overDays } = read.dose
  return {
    values: {
      ...empty,
      dose,
      unit: unit ?? null,
      frequency: frequency ?? null,
      over_days: overDays ?? null,
    },
    echo: read.echo,
  }
}
