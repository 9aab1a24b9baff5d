/**
 * The dose of a dose step typed in one go: `20 mg daily`. A field of the page only: it fills the fields of the dose and is
 * filled by them, and nothing of it is stored.
 */
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import { doseUnits, frequencies } from '#shared/dictionary/lists/dosing.ts'
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatDose, parseDose, type Dose, type DoseDefaults } from '#shared/domain/parse-dose.ts'
import { exactNumber, parseNumber } from '#shared/domain/parse-number.ts'
import type { TypedAnswers } from './number-rules.ts'

const doseLine: Item = {
  name: 'dose_line',
  label: 'Dose in one line',
  help: '20 mg daily · 500 mg bid · 2 g/kg over 2 days q4w · stop. Fills the fields of the dose.',
  type: 'text',
  maxLength: 120,
}
export const isDoseLine = ({ name }: Item) => name === doseLine.name

/** The fields that the line stands for. */
const parts = ['dose', 'unit', 'frequency', 'over_days']

/** A form of doses with the line before its first field of the dose; any other form as it is. */
export function withDoseLine<F extends Form>(form: F): F {
  if (form.id !== 'dose_step') return form
  return { ...form, items: form.items.flatMap((item) => (item.name === 'dose' ? [doseLine, item] : [item])) }
}

/** How the drug of the chosen treatment is usually written. */
export function usualDose(treatmentId: string | undefined, caseRecord: CaseRecord | undefined): DoseDefaults {
  const treatment = caseRecord?.records.treatment.find(({ id }) => id === treatmentId)
  const drug = treatment?.drug ? drugOf(treatment.drug) : undefined
  return { ...(drug?.unit && { unit: drug.unit }), ...(drug?.frequency && { frequency: drug.frequency }) }
}

type Texts = Readonly<Record<string, string>>

/** What the line says, field by field; undefined where it can't be understood. */
function partsOfLine(line: string, usual: DoseDefaults): Texts | undefined {
  if (line.trim() === '') return Object.fromEntries(parts.map((name) => [name, '']))
  const read = parseDose(line, usual)
  if ('problem' in read) return undefined
  const { dose, unit = '', frequency = '', overDays } = read.dose
  return { dose: exactNumber(dose), unit, frequency, over_days: String(overDays ?? '') }
}

/** What the fields say, as the line; empty while there is no dose. */
export function lineOfParts(draft: TypedAnswers): string {
  const amount = parseNumber(draft['dose']?.text ?? '')
  if ('problem' in amount) return ''
  const unit = doseUnits.find(({ code }) => code === draft['unit']?.text)?.code
  const frequency = frequencies.find(({ code }) => code === draft['frequency']?.text)?.code
  const days = parseNumber(draft['over_days']?.text ?? '', { whole: true })
  const dose: Dose = {
    dose: amount.value,
    ...(unit && { unit }),
    ...(frequency && { frequency }),
    ...('value' in days && { overDays: days.value }),
  }
  return formatDose(dose)
}

/** What follows for the other fields of a dose from the answer just given to one of them. */
export function doseFollowUps(changed: string, draft: TypedAnswers, caseRecord: CaseRecord | undefined): Texts {
  if (changed === doseLine.name) {
    return partsOfLine(draft[changed]?.text ?? '', usualDose(draft['treatment']?.text, caseRecord)) ?? {}
  }
  return parts.includes(changed) ? { [doseLine.name]: lineOfParts(draft) } : {}
}
