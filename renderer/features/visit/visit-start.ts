/** What the visit page starts with: the records of its day, or nothing but what most likely comes again. */
import type { RecordTypes } from '#shared/dictionary/forms.ts'
import type { AnyRecord, RecordFrame } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import { pastRecords } from '#shared/domain/past-records.ts'
import type { Draft } from '#renderer/forms/draft.ts'
import { countOf } from './completeness.ts'
import { isRowBlank, laboratoryRows, laboratoryStart } from './laboratory-rows.ts'
import { isTreatmentRowBlank, treatmentRows, treatmentRowStart } from './treatment-rows.ts'
import { recordsOf, startOf, type PageDraft, type Part } from './visit-parts.ts'
import { itemsOfSection, visitSections, type SectionId } from './visit-sections.ts'

/** What the page was opened on. */
export interface VisitBase {
  readonly caseRecord: CaseRecord
  /** The visit that is edited; none for a new one. */
  readonly visit: AnyRecord | undefined
}

export const visitDateOf = (record: AnyRecord | undefined) => record?.['date'] as string | undefined

/** Where the last results came from: most likely these do too. */
const usualLaboratory = ({ records }: CaseRecord): string =>
  pastRecords(records.laboratory, 'date', undefined).find(({ laboratory }) => laboratory)?.laboratory ?? ''

export function ownResults({ caseRecord, visit }: VisitBase): readonly RecordTypes['laboratory'][] {
  const date = visitDateOf(visit)
  return date === undefined ? [] : caseRecord.records.laboratory.filter((result) => result.date === date)
}

/** What stands in a part at the start, in the units of the last record before it. */
export function startOfPart(part: Part, caseRecord: CaseRecord, date: string | undefined): Draft {
  const { id, dateItem = 'date' } = part.form
  return startOf(part, pastRecords(recordsOf(caseRecord, id), dateItem, date)[0])
}

export function startOfPage(base: VisitBase, parts: readonly Part[], today: string): PageDraft {
  const { caseRecord, visit } = base
  const date = visitDateOf(visit)
  const own = ownResults(base)
  const rows = laboratoryRows(caseRecord, { date, own, added: [] })
  const treatments = treatmentRows(caseRecord, { date: date ?? today, editedDate: date, fresh: 0, typed: [] })
  return {
    ...Object.fromEntries(parts.map((part) => [part.key, startOfPart(part, caseRecord, date)])),
    laboratory: laboratoryStart(rows, date, visit ? (own[0]?.laboratory ?? '') : usualLaboratory(caseRecord)),
    treatment: Object.assign({}, ...treatments.map((row) => treatmentRowStart(row, date))),
  }
}

/** Sections in which something stands at the start. */
export function filledSections(parts: readonly Part[], start: PageDraft): ReadonlySet<SectionId> {
  return new Set(
    visitSections
      .filter((section) => {
        const own = parts.filter(({ form }) => form.id === section.form)
        const fields = itemsOfSection(section).map(({ name }) => name)
        return section.form === 'visit'
          ? countOf(fields, start['visit'] ?? {}).done > 0
          : own.some(({ key, record, form }) => {
              const typed = fields.filter((name) => name !== form.dateItem)
              return record !== undefined || countOf(typed, start[key] ?? {}).done > 0
            })
      })
      .map(({ id }) => id),
  )
}

export function understoodDate(text: string, today: string): PartialDate | undefined {
  const read = parseClinicalDate(text, today)
  return 'problem' in read ? undefined : read.date
}

/** Versions of the records that the page edits, by id. */
export function versionsOf({ caseRecord, visit }: VisitBase): Readonly<Record<string, number>> {
  const date = visitDateOf(visit)
  if (date === undefined) return {}
  const lists: readonly (readonly RecordFrame[])[] = Object.values(caseRecord.records)
  return Object.fromEntries(lists.flatMap((list) => list.map(({ id, version }) => [id, version])))
}

/** Codes of tests that say something. */
export const typedTests = (drafts: PageDraft): readonly string[] =>
  Object.keys(drafts['laboratory'] ?? {}).filter(
    (key) => !/_range$|^date$|^laboratory$/.test(key) && !isRowBlank(drafts['laboratory'] ?? {}, key),
  )

export const typedTreatments = (drafts: PageDraft, { records }: CaseRecord): readonly string[] =>
  records.treatment.map(({ id }) => id).filter((id) => !isTreatmentRowBlank(drafts['treatment'] ?? {}, id))
