/** Dose steps, treatments and infusions as inputs of a rule, in words. */
import type { CaseRecord } from '../case-record.ts'
import { doseLabel } from '../dose.ts'
import { drugName, infusionLabel } from '../drug-lanes.ts'
import { midSentence } from '../label-of.ts'
import { withId } from '../list-index.ts'
import { formatPartialDate, onDate, type PartialDate } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { fullDrugName } from '../treatment-summary.ts'

/** A drug as it stands inside a sentence: `mycophenolate`, `IVIg`. */
export function drugInSentence(code: string): string {
  const label = fullDrugName(code)
  return midSentence(label.includes(',') ? drugName(code) : label.replace(/ mofetil$/, ''))
}

function named(drug: string | undefined): string {
  return drug === undefined ? 'drug not recorded' : drugInSentence(drug)
}

function from(date: PartialDate | undefined): string {
  return date === undefined ? ', date not recorded' : ` from ${formatPartialDate(date)}`
}

function usedDose({ records }: CaseRecord, id: string): UsedInput | undefined {
  const step = withId(records.dose_step, id)
  if (step) {
    const treatment = withId(records.treatment, step.treatment)
    return {
      form: 'dose_step',
      recordId: id,
      version: step.version,
      item: step.dose === undefined ? 'dose_text' : 'dose',
      ...(step.started === undefined ? {} : { date: step.started }),
      text: `${named(treatment?.drug)} ${doseLabel(step)}${from(step.started)}`,
      source: step.source,
    }
  }
  const treatment = withId(records.treatment, id)
  if (treatment)
    return {
      form: 'treatment',
      recordId: id,
      version: treatment.version,
      ...(treatment.started === undefined ? {} : { date: treatment.started }),
      text: `${named(treatment.drug)}${from(treatment.started)}`,
      source: treatment.source,
    }
  const infusion = withId(records.infusion, id)
  return (
    infusion && {
      form: 'infusion',
      recordId: id,
      version: infusion.version,
      ...(infusion.date === undefined ? {} : { date: infusion.date }),
      text: `${named(infusion.drug)} ${infusionLabel(infusion)}${
        infusion.date === undefined ? ', date not recorded' : ` ${onDate(infusion.date)}`
      }`,
      source: infusion.source,
    }
  )
}

/** The records of these ids as used inputs; ids of other forms are passed over. */
export function usedDoses(record: CaseRecord, ids: readonly string[]): readonly UsedInput[] {
  return ids.flatMap((id) => usedDose(record, id) ?? [])
}
