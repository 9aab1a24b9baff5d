/** Symptoms and signs as the record has them: present, looked for and absent, recorded as unknown, or not looked for. */
import type { ManifestationCode } from '#shared/dictionary/lists/manifestations.ts'
import type { CaseRecord } from '../case-record.ts'
import { labelOf, midSentence } from '../label-of.ts'
import { formatPartialDate } from '../partial-date.ts'
import type { Criterion, UsedInput } from '../rules/rule-finding.ts'
import { dated, usedInput } from '../rules/used-input.ts'
import { itemKnown, type CriteriaItemId } from './criteria-items.ts'

type Manifestation = CaseRecord['records']['manifestation'][number]

/** The record as an input: `Arthritis present since Mar 2019`. */
export function manifestationInput(record: Manifestation): UsedInput {
  const { term = 'other', status = 'unknown', onset, observed_on } = record
  const date = status === 'present' ? (onset ?? observed_on) : (observed_on ?? onset)
  const when = date !== undefined && date === onset ? ` since ${formatPartialDate(date)}` : dated(date)
  const text = `${labelOf('manifestation', 'term', term)} ${midSentence(labelOf('manifestation', 'status', status))}${when}`
  return usedInput('manifestation', record, { item: 'status', date, text })
}

const sentence = (inputs: readonly UsedInput[]) => `${inputs.map(({ text }) => text).join(', ')}.`

/**
 * Whether any of the terms was ever present. They are absent only where each was looked for and found absent, or where
 * something wider was that includes them (no weakness at all: none of the arms).
 */
export function manifestationEvidence(
  { records }: CaseRecord,
  id: CriteriaItemId,
  terms: readonly ManifestationCode[],
  wider?: ManifestationCode,
): Criterion {
  const of = (term: ManifestationCode, status: Manifestation['status']) =>
    records.manifestation.filter((each) => each.term === term && each.status === status)
  const present = terms.flatMap((term) => of(term, 'present')).map(manifestationInput)
  if (present.length > 0) return itemKnown(id, { met: true, because: sentence(present), inputs: present })
  const widerAbsent = wider !== undefined && of(wider, 'present').length === 0 ? of(wider, 'absent') : []
  const absent = terms.map((term) => of(term, 'absent'))
  const found = [...absent.flatMap((each) => each.slice(-1)), ...widerAbsent.slice(-1)].map(manifestationInput)
  if (widerAbsent.length > 0 || absent.every((each) => each.length > 0))
    return itemKnown(id, { met: false, because: sentence(found), inputs: found })
  const unsure = terms.flatMap((term) => of(term, 'unknown')).map(manifestationInput)
  const widerPresent = wider === undefined ? [] : of(wider, 'present').map(manifestationInput)
  if (widerPresent.length > 0) {
    const because = `${sentence(widerPresent)} Whether it is this is not recorded.`
    return itemKnown(id, { met: undefined, because, inputs: widerPresent })
  }
  if (unsure.length > 0) return itemKnown(id, { met: undefined, because: 'Recorded as unknown.', inputs: unsure })
  const because = found.length > 0 ? `${sentence(found)} The rest is not recorded.` : 'Not recorded.'
  return itemKnown(id, { met: undefined, because, inputs: found })
}
