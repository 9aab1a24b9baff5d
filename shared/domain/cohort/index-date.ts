/** The day that a case's time counts from. */
import type { CaseRecord } from '../case-record.ts'
import { anchorDate, anchorWords } from '../deidentify/anchor.ts'
import { comparePartialDates, type PartialDate } from '../partial-date.ts'
import { drugInSentence } from '../drug-lanes.ts'
import type { CohortIndex } from './cohort-spec.ts'

/** The index date as known; undefined where the case has none. Infusions without a date are not counted. */
export function indexDate(record: CaseRecord, index: CohortIndex): PartialDate | undefined {
  switch (index.event) {
    case 'drug-start':
      return anchorDate(record, `drug:${index.drug}`)
    case 'infusion':
      return record.records.infusion
        .filter(({ drug }) => drug === index.drug)
        .flatMap(({ date }) => date ?? [])
        .toSorted(comparePartialDates)[index.number - 1]
    default:
      return anchorDate(record, index.event)
  }
}

/** Inside a sentence: `first dose of rituximab`, `third infusion of IVIg`. */
export function indexWords(index: CohortIndex): string {
  switch (index.event) {
    case 'drug-start':
      return anchorWords(`drug:${index.drug}`)
    case 'infusion':
      return `${ordinal(index.number)} infusion of ${drugInSentence(index.drug)}`
    default:
      return anchorWords(index.event)
  }
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

function ordinal(number: number): string {
  const word = ordinals[number - 1]
  if (word) return word
  const tens = number % 100
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')
  return `${number}${ending}`
}
