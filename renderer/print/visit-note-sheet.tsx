import { useEffect, useMemo } from 'react'
import { caseSummaryOf } from '#shared/domain/case-summary.ts'
import { notedVisit, visitNoteOf, type NotedVisit, type VisitNote } from '#shared/domain/documents/visit-note-of.ts'
import { labelOf, midSentence } from '#shared/domain/label-of.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { FillIn } from './fill-in.tsx'
import { Marked } from './marked.tsx'
import { PrintedSignature } from './printed-signature.tsx'
import { ResponseLines } from './response-lines.tsx'
import { Disclaimer } from './summary-background.tsx'
import { DocumentTitle } from './summary-header.tsx'
import { visitFindings, type FindingsSection } from './visit-findings.ts'
import type { SheetProps } from './sheet-props.ts'
import './case-summary.css'
import './clinical-documents.css'

/** What was found at a visit, what changed since the one before, and the plan. */
export function VisitNoteSheet({ record, registry, isDemo, today, settings, options, onDrawn }: SheetProps) {
  const visitId = typeof options['visitId'] === 'string' ? options['visitId'] : undefined
  const summary = useMemo(() => caseSummaryOf(record, today, settings), [record, today, settings])
  const visit = notedVisit(record, visitId, today)
  const signatures = useQueryOf('signatures.ofCase', { caseId: record.case.id }).data?.signatures
  useEffect(() => {
    if (signatures) onDrawn()
  }, [signatures, onDrawn])
  return (
    <>
      <DocumentTitle title="Visit note" summary={summary} registry={registry} isDemo={isDemo} today={today} />
      <p className="summary-person">{summary.person.map(({ label, text }) => `${label}: ${text}`).join(' · ')}</p>
      {visit ? (
        <>
          <PrintedSignature signature={signatures?.find(({ visitId: of }) => of === visit.id)} />
          <Note visit={visit} record={record} today={today} settings={settings} />
        </>
      ) : (
        <p>{visitId === undefined ? 'No visit with a date is recorded.' : 'This visit is not in the record.'}</p>
      )}
      <Disclaimer />
    </>
  )
}

interface NoteProps extends Pick<SheetProps, 'record' | 'today' | 'settings'> {
  readonly visit: NotedVisit
}

function Note({ visit, record, today, settings }: NoteProps) {
  const note = useMemo(() => visitNoteOf(record, visit, today, settings), [record, visit, today, settings])
  const sections = useMemo(() => visitFindings(record, visit as unknown as AnyRecord), [record, visit])
  const { assessment, plan, kind, date, source } = visit
  return (
    <>
      <h2 className="note-visit">
        Visit of {formatPartialDate(date)}
        {kind && `, ${midSentence(labelOf('visit', 'kind', kind))}`}
        <Marked source={source} />
      </h2>
      {sections.length === 0 && <p>Nothing else is recorded of this visit.</p>}
      {sections.map((section) => (
        <Findings key={section.id} section={section} computed={section.id === 'pft' ? note.computed : []} />
      ))}
      {note.treatment.length > 0 && (
        <section>
          <h2>Treatment on the day</h2>
          <ResponseLines lines={note.treatment} />
        </section>
      )}
      <Since note={note} />
      <Prose title="Assessment" text={assessment} />
      <Prose title="Plan" text={plan} />
      <Due note={note} />
      <div className="signature">
        <FillIn label="Clinician" />
        <FillIn label="Date, signature" />
      </div>
    </>
  )
}

interface FindingsProps {
  readonly section: FindingsSection
  readonly computed: readonly string[]
}

function Findings({ section: { title, findings }, computed }: FindingsProps) {
  return (
    <section>
      <h2>{title}</h2>
      <dl className="note-findings">
        {findings.map(({ label, text, isLong, source }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two tests of a day have the same labels
          <div key={index} className={isLong ? 'note-long' : undefined}>
            <dt>{label}</dt>
            <dd className="note-prose">
              {text}
              <Marked source={source} />
            </dd>
          </div>
        ))}
      </dl>
      {computed.map((text) => (
        <p key={text} className="note-computed">
          {text}
        </p>
      ))}
    </section>
  )
}

function Since({ note: { since } }: { readonly note: VisitNote }) {
  if ('why' in since)
    return (
      <section>
        <h2>Since the visit before</h2>
        <p>{since.why}</p>
      </section>
    )
  const { visits, measures, drugs, happened } = since
  const lines = [
    ...measures.map(({ label, text, over, source }) => ({
      text: [label, text, over].filter(Boolean).join(' '),
      source,
    })),
    ...drugs,
    ...happened.map(({ text, date, source }) => ({ text: `${formatPartialDate(date)}: ${text}`, source })),
  ]
  return (
    <section>
      <h2>Since the visit of {formatPartialDate(visits.before.date)} (computed)</h2>
      {lines.length > 0 ? <ResponseLines lines={lines} /> : <p>Nothing new is recorded.</p>}
    </section>
  )
}

function Prose({ title, text }: { readonly title: string; readonly text: string | undefined }) {
  return (
    <section>
      <h2>{title}</h2>
      <p className={text?.trim() ? 'note-prose' : 'paper-soft'}>{text?.trim() || 'Not recorded.'}</p>
    </section>
  )
}

function Due({ note: { due, asOf } }: { readonly note: VisitNote }) {
  if (due.length === 0) return null
  return (
    <section>
      <h2>Next due, as of {formatPartialDate(asOf)} (computed)</h2>
      <ul className="response-lines">
        {due.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
