import { NativeSelect } from '@mantine/core'
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { labelOf, midSentence } from '#shared/domain/label-of.ts'
import { comparePartialDates, formatPartialDate } from '#shared/domain/partial-date.ts'
import { dossierDrug } from '#shared/ipc/document-request.ts'
import type { CaseDocument, CaseDocumentKind, Paper } from '#shared/ipc/document-request.ts'
import { ReportDatesRow } from './report-choices.tsx'

const drugGroups = [...new Set(drugs.map(({ group }) => group))].map((group) => ({
  group: group ?? 'Others',
  items: drugs.filter((drug) => drug.group === group).map(({ code, label }) => ({ value: code, label })),
}))

/** The newest first. */
function visitsOf({ records }: CaseRecord) {
  return records.visit
    .flatMap(({ id, date, kind }) => (date === undefined ? [] : [{ id, date, kind }]))
    .toSorted((a, b) => comparePartialDates(b.date, a.date))
    .map(({ id, date, kind }) => ({
      value: id,
      label: `${formatPartialDate(date)}${kind ? `, ${midSentence(labelOf('visit', 'kind', kind))}` : ''}`,
    }))
}

/** @param choice drug, visit or way of telling time that was chosen; empty where none was */
export function documentOf(kind: CaseDocumentKind, caseId: string, paper: Paper, choice: string): CaseDocument {
  if (kind === 'dossier') return { kind, caseId, paper, ...(choice && { drug: choice }) }
  if (kind === 'visit-note') return { kind, caseId, paper, ...(choice && { visitId: choice }) }
  if (kind === 'case-report') return { kind, caseId, paper, dates: choice === 'absolute' ? choice : 'relative' }
  return { kind, caseId, paper }
}

interface DocumentChoiceProps {
  readonly kind: CaseDocumentKind
  readonly record: CaseRecord
  readonly value: string
  readonly onChange: (choice: string) => void
}

/** What of the case the document is about, where there is a choice: the drug that is asked for, the visit, how time is told. */
export function DocumentChoice({ kind, record, value, onChange }: DocumentChoiceProps) {
  const choose = (event: { readonly currentTarget: HTMLSelectElement }) => onChange(event.currentTarget.value)
  if (kind === 'dossier')
    return (
      <NativeSelect
        aria-label="Drug that is asked for"
        data={drugGroups}
        value={value || dossierDrug}
        onChange={choose}
      />
    )
  if (kind === 'case-report')
    return <ReportDatesRow value={value === 'absolute' ? value : 'relative'} onChange={onChange} />
  const visits = kind === 'visit-note' ? visitsOf(record) : []
  if (visits.length === 0) return null
  return <NativeSelect aria-label="Visit" data={visits} value={value || visits[0]!.value} onChange={choose} />
}
