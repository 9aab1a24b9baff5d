import type { Draft } from '#renderer/forms/draft.ts'
import { laboratoryRows, laboratoryStart } from '#renderer/features/visit/laboratory-rows.ts'
import type { VisitPage } from '#renderer/features/visit/page-entries.ts'
import { treatmentRows, treatmentRowStart } from '#renderer/features/visit/treatment-rows.ts'
import { partsOf, startOf } from '#renderer/features/visit/visit-parts.ts'
import type { RecordTypes } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'

/** By part and field, as typed. */
export type Typed = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The state of a visit page on which something was typed, as the page itself would hold it. */
export function aVisitPage(caseRecord: CaseRecord, today: string, typed: Typed, visitId?: string): VisitPage {
  const visit = caseRecord.records.visit.find(({ id }) => id === visitId)
  const date = typed['visit']?.['date'] ?? visit?.date
  const parts = partsOf(caseRecord, visit as AnyRecord | undefined)
  const own = caseRecord.records.laboratory.filter((result) => visit && result.date === visit.date)
  const laboratory = laboratoryRows(caseRecord, { date, own: own as RecordTypes['laboratory'][], added: [] })
  const treatments = treatmentRows(caseRecord, { date: date ?? today, editedDate: visit?.date, fresh: 1, typed: [] })
  const start: Readonly<Record<string, Draft>> = {
    ...Object.fromEntries(parts.map((part) => [part.key, startOf(part)])),
    laboratory: laboratoryStart(laboratory, date, ''),
    treatment: Object.assign({}, ...treatments.map((row) => treatmentRowStart(row, visit?.date))) as Draft,
  }
  const drafts = Object.fromEntries(
    Object.entries(start).map(([part, draft]) => {
      const dated = part !== 'visit' && draft['date'] && !visit ? { ...draft, date: { text: date ?? '' } } : draft
      const texts = Object.entries(typed[part] ?? {}).map(([field, text]) => [field, { ...draft[field], text }])
      return [part, { ...dated, ...Object.fromEntries(texts) }]
    }),
  )
  return { parts, laboratory, treatments, drafts, editedDate: visit?.date }
}
