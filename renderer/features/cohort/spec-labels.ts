/** Index events, and how partial dates count, as they are chosen. */
import type { DateBound, IndexEvent } from '#shared/domain/cohort/cohort-spec.ts'

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
