/** The day that an export counts from and tells the age at. */
import { drugOf } from '../../dictionary/lists/drugs.ts'
import type { CaseRecord } from '../case-record.ts'
import { drugInSentence } from '../drug-lanes.ts'
import { comparePartialDates, type PartialDate } from '../partial-date.ts'

export const plainAnchors = ['first-symptom', 'diagnosis', 'first-visit'] as const
/** `drug:ivig` is the first dose of that drug. */
export type Anchor = (typeof plainAnchors)[number] | `drug:${string}`

export function isAnchor(text: string): text is Anchor {
  return (
    plainAnchors.some((anchor) => anchor === text) || (text.startsWith('drug:') && drugOf(text.slice(5)) !== undefined)
  )
}

const earliest = (dates: readonly (PartialDate | undefined)[]): PartialDate | undefined =>
  dates.filter((date) => date !== undefined).toSorted(comparePartialDates)[0]

function firstDose({ records }: CaseRecord, drug: string): PartialDate | undefined {
  const courses = new Set(records.treatment.filter((one) => one.drug === drug).map(({ id }) => id))
  return earliest([
    ...records.treatment.filter(({ id }) => courses.has(id)).map(({ started }) => started),
    ...records.dose_step.filter(({ treatment }) => treatment && courses.has(treatment)).map(({ started }) => started),
    ...records.infusion.filter((one) => one.drug === drug).map(({ date }) => date),
  ])
}

/** The date of the anchor, as known; undefined where the record has none. */
export function anchorDate(record: CaseRecord, anchor: Anchor): PartialDate | undefined {
  const { case: frame, records } = record
  const diagnosed = (kinds?: readonly string[]) =>
    earliest(records.diagnosis.filter(({ kind }) => !kinds || kinds.includes(kind ?? '')).map(({ date }) => date))
  switch (anchor) {
    case 'first-symptom':
      return (
        frame.first_symptom_on ??
        earliest(records.manifestation.filter(({ status }) => status === 'present').map(({ onset }) => onset))
      )
    case 'diagnosis':
      return diagnosed(['ild', 'asys']) ?? diagnosed()
    case 'first-visit':
      return earliest(records.visit.map(({ date }) => date))
    default:
      return firstDose(record, anchor.slice(5))
  }
}

const anchorLabels = {
  'first-symptom': 'first symptom',
  diagnosis: 'first diagnosis of ILD or antisynthetase syndrome',
  'first-visit': 'first visit',
} as const

/** The anchor inside a sentence. */
export function anchorWords(anchor: Anchor): string {
  return anchor in anchorLabels
    ? anchorLabels[anchor as keyof typeof anchorLabels]
    : `first dose of ${drugInSentence(anchor.slice(5))}`
}
