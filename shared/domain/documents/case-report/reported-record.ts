/**
 * What of a record goes into a case report: what may leave de-identified (`shared/domain/deidentify/leaving.ts`), less what a
 * report to be published has no need of. Free text, names, codes, places, notes, files and whatever a site has added stay
 * behind: nobody has looked through them for what tells who the patient is. The birth date is let through for the age
 * alone and never printed.
 */
import { isEmpty } from '../../../dictionary/check-values.ts'
import { formOf, forms, itemOf, type FormId } from '../../../dictionary/forms.ts'
import type { AnyRecord } from '../../../dictionary/record.ts'
import type { CaseRecord, RepeatingFormId } from '../../case-record.ts'
import { leavingRecord } from '../../deidentify/leaving-record.ts'
import { doesLeave, leavingTable } from '../../deidentify/leaving.ts'

/** Leaves with data, not with a story: neither what the registry keeps about itself nor what a clinician makes of a rule. */
const notTold: Partial<Record<FormId, readonly string[]>> = {
  case: ['code', 'enrolled_on', 'consent_on', 'reference_group'],
  judgment: Object.keys(leavingTable.judgment),
}

/** The items of each form that a report tells. */
export const reportedItems = Object.fromEntries(
  forms.map(({ id }) => [
    id,
    Object.entries(leavingTable[id])
      .filter(([name, leaving]) => doesLeave(leaving) && !notTold[id]?.includes(name))
      .map(([name]) => name),
  ]),
) as unknown as Readonly<Record<FormId, readonly string[]>>

/** The record without anything that isn't on the list. */
export const reportedRecord = (record: CaseRecord): CaseRecord => leavingRecord(record, (form) => reportedItems[form])

export interface Withheld {
  readonly form: string
  readonly item: string
  readonly count: number
}

/** How often something is written where the report has no words for it, so that an author knows where to look. */
export function withheldFrom(record: CaseRecord): readonly Withheld[] {
  const all: readonly (readonly [FormId, readonly AnyRecord[]])[] = [
    ['case', [record.case as unknown as AnyRecord]],
    ...Object.entries(record.records).map(
      ([form, list]) => [form as FormId, list as unknown as readonly AnyRecord[]] as const,
    ),
  ]
  return all.flatMap(([id, list]) => {
    const form = formOf(id)
    const listed = reportedItems[id]
    return form.items
      .filter((item) => (item.type === 'text' || item.type === 'long-text') && !item.byProgram && !item.site)
      .filter(({ name, identifying, unique }: { name: string; identifying?: boolean; unique?: boolean }) => {
        return !identifying && !unique && !listed.includes(name)
      })
      .flatMap(({ name, label }) => {
        const count = list.filter((each) => !isEmpty(each[name])).length
        return count > 0 ? [{ form: form.label, item: label, count }] : []
      })
  })
}

/** Whether a record has words in an item that the report leaves out. */
export function hasText(record: CaseRecord, form: RepeatingFormId, id: string, ...items: readonly string[]): boolean {
  const found = (record.records[form] as unknown as readonly AnyRecord[]).find((each) => each.id === id)
  return found !== undefined && items.some((name) => itemOf(form, name) !== undefined && !isEmpty(found[name]))
}
