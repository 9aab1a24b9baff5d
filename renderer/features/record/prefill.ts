/** What a new record starts with, where its place in the record already says it. */
import type { RegistryForm } from '#shared/dictionary/forms.ts'
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { RecordAddress } from './record-address.ts'

/** A dose step starts with its treatment and with how the drug's dose is usually written. */
export function prefillOf(form: RegistryForm, { treatment: id }: RecordAddress, { records }: CaseRecord): RecordValues {
  const treatment = records.treatment.find((each) => each.id === id)
  if (!treatment) return {}
  const drug = treatment.drug ? drugOf(treatment.drug) : undefined
  if (form.id === 'dose_step')
    return { treatment: treatment.id, ...(drug && { unit: drug.unit, frequency: drug.frequency ?? null }) }
  return form.id === 'infusion' ? { treatment: treatment.id, ...(drug && { drug: drug.code }) } : {}
}
