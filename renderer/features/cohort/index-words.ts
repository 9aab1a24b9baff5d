/** The index event and how partial dates count, in words. */
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import type { CohortIndex, DateBound, IndexEvent } from '#shared/domain/cohort/cohort-spec.ts'

export const indexLabels: Readonly<Record<IndexEvent, string>> = {
  diagnosis: 'Diagnosis of ILD',
  'first-symptom': 'First symptom',
  'first-visit': 'First visit',
  'drug-start': 'First dose of a drug',
  infusion: 'An infusion of a drug',
}

export const dateLabels: Readonly<Record<DateBound, string>> = {
  middle: 'In the middle',
  first: 'On its first day',
  last: 'On its last day',
}

/** `IVIg`, where colleagues write so. */
export function drugName(code: string): string {
  const drug = drugs.find((each) => each.code === code)
  return drug === undefined ? code : 'short' in drug ? drug.short : drug.label
}

/** `2nd` */
export function ordinal(number: number): string {
  const last = number % 10
  const isTeen = number % 100 > 10 && number % 100 < 14
  return `${number}${isTeen ? 'th' : last === 1 ? 'st' : last === 2 ? 'nd' : last === 3 ? 'rd' : 'th'}`
}

/** `first infusion of IVIg` */
export function indexWords(index: CohortIndex): string {
  switch (index.event) {
    case 'drug-start':
      return `first dose of ${drugName(index.drug)}`
    case 'infusion':
      return `${index.number === 1 ? 'first' : ordinal(index.number)} infusion of ${drugName(index.drug)}`
    case 'diagnosis':
      return 'diagnosis of ILD'
    default:
      return indexLabels[index.event].toLowerCase()
  }
}
