/** What belongs to a visit: the visit itself, and all records of its day. */
import { repeatingForms } from '../dictionary/forms.ts'
import type { FormId } from '../dictionary/forms.ts'
import type { AnyRecord } from '../dictionary/record.ts'
import type { CaseRecord } from './case-record.ts'

export interface FormRecord {
  readonly form: FormId
  readonly record: AnyRecord
}

const listsOf = ({ records }: CaseRecord) => records as unknown as Readonly<Record<string, readonly AnyRecord[]>>

/** All records of a case in use, its baseline first, without identity. */
export function recordsOfWholeCase(caseRecord: CaseRecord): readonly FormRecord[] {
  const lists = listsOf(caseRecord)
  const repeated = repeatingForms.flatMap(({ id }) => (lists[id] ?? []).map((record) => ({ form: id, record })))
  return [{ form: 'case', record: caseRecord.case as unknown as AnyRecord }, ...repeated]
}

/** Made of the images of a study, whenever somebody gets to it: no part of what was found out that day. */
const ofImages: readonly FormId[] = ['image_series', 'ct_density']

/**
 * The visit where it is in use, and the records of other forms that are dated exactly as it is. Another visit of the same day
 * is a visit of its own. A partial date is compared as known, as the visit page does.
 */
export function recordsOfVisit(caseRecord: CaseRecord, visit: AnyRecord): readonly FormRecord[] {
  const date = visit['date']
  const lists = listsOf(caseRecord)
  return repeatingForms.flatMap(({ id, dateItem }): readonly FormRecord[] => {
    if (ofImages.includes(id)) return []
    const own = lists[id] ?? []
    const ofVisit =
      id === 'visit'
        ? own.filter((record) => record.id === visit.id)
        : own.filter((record) => date !== undefined && dateItem !== undefined && record[dateItem] === date)
    return ofVisit.map((record) => ({ form: id, record }))
  })
}
