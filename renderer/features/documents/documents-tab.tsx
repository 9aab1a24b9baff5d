import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { caseDocuments, caseDocumentKinds } from '#shared/ipc/document-request.ts'
import { DocumentPane } from './document-pane.tsx'
import { FigurePane } from './figure-pane.tsx'
import './documents.css'

const figure = {
  label: 'The chart as a figure',
  about:
    'The whole chart by the calendar. Aligned on a drug, with some lanes only or with another case, it is saved from the chart.',
}

/** What can be handed over about the case: each document looked at as it will be printed, saved, or printed. */
export function DocumentsTab({ record }: { readonly record: CaseRecord }) {
  const { document: chosen } = useSearch({ strict: false }) as { readonly document?: unknown }
  const kind = chosen === 'figure' ? undefined : (caseDocumentKinds.find((known) => known === chosen) ?? 'summary')
  const { label, about } = kind ? caseDocuments[kind] : figure
  return (
    <div className="documents">
      <nav className="documents-list" aria-label="Documents">
        {caseDocumentKinds.map((known) => (
          <DocumentLink key={known} id={known} label={caseDocuments[known].label} isCurrent={known === kind} />
        ))}
        <DocumentLink id="figure" label={figure.label} isCurrent={kind === undefined} />
      </nav>
      <section className="documents-pane" aria-labelledby="documents-title">
        <div className="documents-heading">
          <h2 id="documents-title">{label}</h2>
          <p className="soft">{about}</p>
        </div>
        {kind ? <DocumentPane key={kind} kind={kind} record={record} /> : <FigurePane caseId={record.case.id} />}
      </section>
    </div>
  )
}

interface DocumentLinkProps {
  readonly id: string
  readonly label: string
  readonly isCurrent: boolean
}

function DocumentLink({ id, label, isCurrent }: DocumentLinkProps) {
  const { caseId = '' } = useParams({ strict: false })
  return (
    <Link
      to="/cases/$caseId/$tab"
      params={{ caseId, tab: 'documents' }}
      search={() => ({ document: id }) as never}
      replace
      aria-current={isCurrent ? 'page' : undefined}
    >
      {label}
    </Link>
  )
}
