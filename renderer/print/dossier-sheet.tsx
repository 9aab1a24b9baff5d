import { useMemo } from 'react'
import { dossierOf, type Dossier } from '#shared/domain/documents/dossier-of.ts'
import { dossierDrug } from '#shared/ipc/document-request.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { OneChartPrint } from '../features/chart/one-chart-print.tsx'
import { CourseTable } from './course-table.tsx'
import { DossierRequest } from './dossier-request.tsx'
import { AgainstDrugs, TriedTable } from './dossier-tried.tsx'
import { contentWidth } from './paper-size.ts'
import { ResponseLines } from './response-lines.tsx'
import { Antibodies, Disclaimer, Lines, Manifestations, OpenItems } from './summary-background.tsx'
import { SummaryHeader } from './summary-header.tsx'
import { VerdictTable } from './verdict-table.tsx'
import type { SheetProps } from './sheet-props.ts'
import './case-summary.css'
import './clinical-documents.css'

const chartHeight = 300

/** What is recorded in support of a drug, for an insurer. */
export function DossierSheet({ record, registry, isDemo, today, settings, paper, options, onDrawn }: SheetProps) {
  const drug = typeof options['drug'] === 'string' ? options['drug'] : dossierDrug
  const records = useMemo(() => [record] as const, [record])
  const dossier = useMemo(() => dossierOf(record, drug, today, settings), [record, drug, today, settings])
  const { summary, drugLabel, criteria, course, progression, tried, against } = dossier
  return (
    <>
      <SummaryHeader
        title={`Dossier for ${drugLabel}`}
        summary={summary}
        registry={registry}
        isDemo={isDemo}
        today={today}
      />
      <Diagnosis dossier={dossier} />
      <section>
        <h2>Classification criteria</h2>
        <VerdictTable heading="Criteria" lines={criteria} showsCitation />
      </section>
      <section>
        <h2>Course</h2>
        {course.length > 0 ? <CourseTable rows={course} /> : <p>No measurement with a date is recorded.</p>}
        <OneChartPrint
          records={records}
          today={today}
          settings={settings}
          width={contentWidth[paper]}
          height={chartHeight}
          onReady={onDrawn}
        />
      </section>
      <section>
        <h2>Progression, looking back from {formatPartialDate(progression.lookedBackFrom)}</h2>
        <VerdictTable heading="Definition" lines={progression.lines} showsCitation />
      </section>
      <section>
        <h2>What was tried, and how far it went</h2>
        {tried.length > 0 ? <TriedTable lines={tried} /> : <p>No other treatment is recorded.</p>}
      </section>
      <AgainstDrugs drugs={against} />
      <Response dossier={dossier} />
      <OpenItems summary={summary} />
      <DossierRequest dossier={dossier} />
      <Disclaimer />
    </>
  )
}

interface PartProps {
  readonly dossier: Dossier
}

function Diagnosis({ dossier: { summary } }: PartProps) {
  return (
    <div className="summary-columns">
      <Lines title="Diagnosis" lines={summary.diagnoses} />
      {summary.diagnoses.length === 0 && (
        <section>
          <h2>Diagnosis</h2>
          <p>Not recorded.</p>
        </section>
      )}
      <Antibodies lines={summary.antibodies} />
      <Lines title="Imaging" lines={summary.imaging} />
      <Lines title="Procedures" lines={summary.procedures} />
      <Manifestations lines={summary.manifestations} absent={summary.absentManifestations} />
    </div>
  )
}

function Response({ dossier: { drugLabel, infusions, responses } }: PartProps) {
  return (
    <section>
      <h2>Response so far to {drugLabel}</h2>
      {infusions.length + responses.length === 0 && <p>It was not given so far, by the record.</p>}
      {infusions.length > 0 && <ResponseLines lines={infusions} />}
      {responses.map(({ recordId, heading, lines }) => (
        <div key={recordId} className="response">
          <h3>{heading}</h3>
          {lines.length > 0 ? <ResponseLines lines={lines} /> : <p>No value before and after the start is recorded.</p>}
        </div>
      ))}
      {responses.length > 0 && (
        <p className="paper-faint">
          Values before and after the start, side by side: what changed, not what it is due to.
        </p>
      )}
    </section>
  )
}
