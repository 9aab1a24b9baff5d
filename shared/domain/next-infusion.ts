/** What the next infusion most likely is: the last one again, its total from today's weight. A proposal, never a record by itself. */
import { drugOf } from '../dictionary/lists/drugs.ts'
import type { RecordValues } from '../dictionary/record.ts'
import type { CaseRecord } from './case-record.ts'
import { currentTreatments } from './current-treatment.ts'
import { isoOfDay, lastDay, type PartialDate } from './partial-date.ts'
import { pastRecords } from './past-records.ts'
import { convert } from './units.ts'

export interface Quantity {
  readonly value: number
  readonly unit: string
}

/** What one infusion shares with the next. */
const repeated = [
  'treatment',
  'drug',
  'product',
  'weight_basis',
  'dose_per_kg',
  'dose_per_kg_unit',
  'rate',
  'premedication',
] as const

/** Values for an infusion on a day: those of the last one before it, else the infused drug that the patient is on. */
export function nextInfusion(record: CaseRecord, on: PartialDate): RecordValues {
  const last = pastRecords(record.records.infusion, 'date', on)[0]
  if (last) {
    const kept = repeated.flatMap((name) => (last[name] === undefined ? [] : [[name, last[name]] as const]))
    // A dose that doesn't go by weight is a fixed one: it comes again as it is.
    const fixed: RecordValues =
      last.dose_per_kg === undefined && last.total_dose !== undefined
        ? { total_dose: last.total_dose, total_dose_unit: last.total_dose_unit ?? null }
        : {}
    return { ...Object.fromEntries(kept), ...fixed }
  }
  const current = currentTreatments(record, isoOfDay(lastDay(on))).find(({ drug }) => drugOf(drug)?.infused)
  return current ? { treatment: current.treatment.id, drug: current.drug } : {}
}

/**
 * Weight × dose for body weight, in grams or, where the dose is in milligrams, in milligrams; to a tenth of the unit.
 * Undefined where one of them is missing or in a unit that isn't a weight.
 */
export function totalDose(weight: Quantity | undefined, dosePerKg: Quantity | undefined): Quantity | undefined {
  const weightKg = weight && convert(weight.value, weight.unit, 'kg')
  if (weightKg === undefined || dosePerKg === undefined) return undefined
  const unit = dosePerKg.unit === 'mg/kg' ? 'mg' : dosePerKg.unit === 'g/kg' ? 'g' : undefined
  return unit && { value: Number((weightKg * dosePerKg.value).toFixed(1)), unit }
}
