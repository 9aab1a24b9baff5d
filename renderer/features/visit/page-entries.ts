/** What one visit page says, as records: those to add, to change, and to take back, and where on the page each stands. */
import { columnsOf, draftOf, isBlank, type Draft } from '#renderer/forms/draft.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { Emptied, Entry } from './entry.ts'
import { isRowBlank, rowEntry, type LaboratoryRow } from './laboratory-rows.ts'
import { treatmentEntries, drugOfRow, type TreatmentRow } from './treatment-rows.ts'
import { anyRecord, formOfKey, givenField, type PageDraft, type Part } from './visit-parts.ts'

/** What the page is made of at the moment. */
export interface VisitPage {
  readonly parts: readonly Part[]
  readonly laboratory: readonly LaboratoryRow[]
  readonly treatments: readonly TreatmentRow[]
  readonly drafts: PageDraft
  /** Date of the visit as it was saved, where one is edited. */
  readonly editedDate: string | undefined
}

export interface PageEntries {
  readonly entries: readonly Entry[]
  readonly emptied: readonly Emptied[]
}

const itself = (item: string) => item

/** True for a part that says nothing: a date alone is no record, and what is prefilled isn't either. */
function isPartBlank({ key, form }: Part, draft: Draft): boolean {
  if (formOfKey(key) === 'infusion' && draft[givenField]?.text !== 'yes') return true
  if (formOfKey(key) === 'visit' || formOfKey(key) === 'infusion') return false
  return form.items.every(({ name, byProgram }) => {
    const field = draft[name]
    return byProgram || name === form.dateItem || field === undefined || (isBlank(field) && !field.missing)
  })
}

/** Whether an entry would leave its record as it is. */
export function isUnchanged({ form, draft, record, misread }: Entry, today: string): boolean {
  if (!record || misread.length > 0) return false
  const said = (given: Draft) => {
    const { values, missing, problems } = columnsOf(form, given, today)
    return JSON.stringify([Object.entries(values).sort(byName), Object.entries(missing).sort(byName), problems])
  }
  return said(draft) === said(draftOf(form, record))
}
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

/** Infusions find their treatment by their drug, also one that starts on this very page. */
function withTreatment(draft: Draft, page: VisitPage, caseRecord: CaseRecord): Draft {
  const drug = draft['drug']?.text
  if (!drug || draft['treatment']?.text) return draft
  const started = page.treatments.find(
    (row) => !row.treatment && drugOfRow(row, page.drafts['treatment'] ?? {}) === drug,
  )
  const running = caseRecord.records.treatment.filter((one) => one.drug === drug && one.ended === undefined)
  const treatment = started ? `key:${started.key}` : running.length === 1 ? running[0]!.id : ''
  return { ...draft, treatment: { text: treatment } }
}

function partEntry(part: Part, page: VisitPage, caseRecord: CaseRecord): Entry {
  const typed = page.drafts[part.key] ?? {}
  const draft = part.form.id === 'infusion' ? withTreatment(typed, page, caseRecord) : typed
  return {
    part: part.key,
    form: part.form,
    draft,
    ...(part.record && { record: part.record }),
    fieldOf: itself,
    misread: [],
  }
}

/** The records of a page. Parts in which nothing stands make none; what was emptied of a saved record takes it back. */
export function pageEntries(page: VisitPage, caseRecord: CaseRecord): PageEntries {
  const { parts, laboratory, treatments, drafts, editedDate } = page
  const date = drafts['visit']?.['date']?.text ?? ''
  const results = drafts['laboratory'] ?? {}
  const written = parts.filter((part) => !isPartBlank(part, drafts[part.key] ?? {}))
  const blankParts = parts.filter((part) => part.record && !written.includes(part))
  const measured = laboratory.filter(({ key }) => !isRowBlank(results, key))
  const emptiedRows = laboratory.filter(({ key, record }) => record && isRowBlank(results, key))
  const changes = treatments.map((row) => treatmentEntries(row, drafts['treatment'] ?? {}, date, editedDate))
  const entryOf = (part: Part) => partEntry(part, page, caseRecord)
  const isOf =
    (...forms: readonly string[]) =>
    (part: Part) =>
      forms.includes(part.form.id)
  return {
    // In clinic order, which also puts a drug that is started before the infusion of it.
    entries: [
      ...written.filter(isOf('visit')).map(entryOf),
      ...measured.map((row) => rowEntry(row, results)),
      ...written.filter(isOf('pft', 'walk_test', 'imaging')).map(entryOf),
      ...changes.flatMap(({ entries }) => entries),
      ...written.filter(isOf('infusion', 'event')).map(entryOf),
    ],
    emptied: [
      ...blankParts.map(({ form, record }) => ({ form: form.id, record: record! })),
      ...emptiedRows.map(({ record }) => ({ form: 'laboratory' as const, record: anyRecord(record!) })),
      ...changes.flatMap(({ emptied }) => emptied),
    ],
  }
}
