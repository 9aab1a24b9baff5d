/**
 * What the visit page is made of: parts, each of which holds what is typed into one record, and two that hold many small
 * ones (laboratory results, changes of treatment). Everything typed is a draft by part and field, so that the page as a
 * whole can be kept, offered again, and compared.
 */
import type { Draft } from '#renderer/forms/draft.ts'
import { draftOf, withComment } from '#renderer/forms/draft.ts'
import { formOf, type RegistryForm } from '#shared/dictionary/forms.ts'
import type { AnyRecord, RecordFrame, RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { repeatedForms, type RepeatedForm } from './visit-sections.ts'

/** What stands on the page, by part. */
export type PageDraft = Readonly<Record<string, Draft>>

/** A part that is one record. */
export interface Part {
  /** `visit`, `pft`, `event-2`. */
  readonly key: string
  /** With a comment where the record has one: saving replaces a record as a whole. */
  readonly form: RegistryForm
  /** The record that is edited; none for a new one. */
  readonly record?: AnyRecord
}

/** Records of a form in a case. */
export const recordsOf = ({ records }: CaseRecord, form: string): readonly AnyRecord[] =>
  (records as unknown as Readonly<Record<string, readonly AnyRecord[] | undefined>>)[form] ?? []

/** A record whose form is known, where it is handled like any other. */
export const anyRecord = <R extends RecordFrame | undefined>(record: R) =>
  record as unknown as R extends undefined ? AnyRecord | undefined : AnyRecord

/** Records of a form that belong to a visit: those of its very date. */
function recordsOfDay(caseRecord: CaseRecord, form: RegistryForm, date: string | undefined): readonly AnyRecord[] {
  const { dateItem } = form
  if (date === undefined || dateItem === undefined) return []
  return recordsOf(caseRecord, form.id).filter((record) => record[dateItem] === date)
}

const keyOf = (form: string, index: number) => (index === 0 ? form : `${form}-${index + 1}`)

const partOf = (key: string, form: RegistryForm, record?: AnyRecord): Part => ({
  key,
  form: record?.comment ? withComment(form, record) : form,
  ...(record && { record }),
})

/** The form that a part's key belongs to. */
export const formOfKey = (key: string): string => key.replace(/-\d+$/, '')

/** One more blank part of a form. */
export function anotherPart(form: RepeatedForm, parts: readonly Part[]): Part {
  return partOf(keyOf(form, parts.filter((part) => part.form.id === form).length), formOf(form))
}

/**
 * The parts of a visit page: the visit, and for each further form the records of its day or a blank one.
 * @param visit that is edited; without one, a new visit is typed
 */
export function partsOf(caseRecord: CaseRecord, visit: AnyRecord | undefined): readonly Part[] {
  const date = visit?.['date'] as string | undefined
  const further = repeatedForms.flatMap((id) => {
    const form = formOf(id)
    const own = recordsOfDay(caseRecord, form, date)
    return own.length > 0 ? own.map((record, index) => partOf(keyOf(id, index), form, record)) : [partOf(id, form)]
  })
  return [partOf('visit', formOf('visit'), visit), ...further]
}

/** The parts with blank ones for what a kept draft holds besides. */
export function withDrafted(parts: readonly Part[], drafted: PageDraft): readonly Part[] {
  const missing = Object.keys(drafted).filter(
    (key) => repeatedForms.some((form) => form === formOfKey(key)) && !parts.some((part) => part.key === key),
  )
  return [...parts, ...missing.map((key) => partOf(key, formOf(formOfKey(key) as RepeatedForm)))]
}

/** Field that says whether an infusion was given at the visit: what is prefilled must not become a record by itself. */
export const givenField = 'given'

/** Units in which a record was typed: the next one most likely is too. */
function unitsOf(form: RegistryForm, record: AnyRecord | undefined): RecordValues {
  const units = form.items.flatMap(({ name, type }) => {
    const unit = record?.[`${name}_unit`]
    return type === 'quantity' && typeof unit === 'string' ? [[`${name}_unit`, unit]] : []
  })
  return Object.fromEntries(units)
}

/**
 * What stands in a part at the start.
 * @param last record of the form before it
 */
export function startOf({ key, form, record }: Part, last?: AnyRecord): Draft {
  const fields = draftOf(form, record ?? unitsOf(form, last))
  return formOfKey(key) === 'infusion' ? { ...fields, [givenField]: { text: record ? 'yes' : '' } } : fields
}
