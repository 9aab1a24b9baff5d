import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { reportMaker } from '#shared/domain/quality/report-maker.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { keyNames } from '#renderer/app/shortcut-table.ts'
import '#renderer/app/later-styles.ts'
import { todayHere } from '#renderer/forms/today.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { CompletenessPart } from './completeness-part.tsx'
import { DoubleEntryPart } from './double-entry-part.tsx'
import { FindingsPart } from './findings-part.tsx'
import { QueriesPart } from './queries-part.tsx'
import { useQualityAddress, type QualityPart } from './quality-address.ts'
import { useQualityReport, type ReportInHand } from './use-quality-report.ts'
import './quality.css'

const tabs = [
  { part: 'completeness', label: 'Completeness', shortcut: 'quality-completeness' },
  { part: 'findings', label: 'Findings', shortcut: 'quality-findings' },
  { part: 'queries', label: 'Queries', shortcut: 'quality-queries' },
  { part: 'double-entry', label: 'Double entry', shortcut: 'quality-double-entry' },
] as const

/** How good the data are: what is lacking, what the rules say, what was asked, and whether a second person agrees. */
export function QualityPage() {
  const { address, go } = useQualityAddress()
  const isOfReport = address.part === 'completeness' || address.part === 'findings'
  const ofCase = address.case
  const inHand = useQualityReport(isOfReport && ofCase === undefined)
  const ofOne = useCaseReport(isOfReport ? ofCase : undefined)
  const report = ofCase === undefined ? inHand.report : ofOne.report
  const show = (part: QualityPart) =>
    go({ part, ...(ofCase !== undefined && part !== 'double-entry' && { case: ofCase }) })
  useShortcut('quality-completeness', () => show('completeness'))
  useShortcut('quality-findings', () => show('findings'))
  useShortcut('quality-queries', () => show('queries'))
  useShortcut('quality-double-entry', () => show('double-entry'))
  return (
    <div className="quality">
      <title>Data quality – AS-ILD Registry</title>
      <header className="quality-head">
        <h1>Data quality</h1>
        <nav className="tabs" aria-label="Parts of data quality">
          {tabs.map(({ part, label, shortcut }) => (
            <Link
              key={part}
              to="/quality"
              search={() => ({ part, ...(part !== 'double-entry' && { case: ofCase }) }) as never}
              replace
              aria-current={part === address.part ? 'page' : undefined}
            >
              {label} <kbd aria-hidden>{keyNames(shortcut)}</kbd>
            </Link>
          ))}
        </nav>
        {isOfReport && ofCase === undefined && <ReportLine inHand={inHand} />}
        {isOfReport && ofCase !== undefined && (
          <p className="quality-report-line">
            {report && (
              <span className="soft">
                {ofOne.code}, {report.records} records
              </span>
            )}
            <Button size="compact-sm" variant="default" onClick={() => go({ part: address.part })}>
              Show all cases
            </Button>
          </p>
        )}
      </header>
      <div className="quality-part">
        <ErrorMessage error={ofOne.error} />
        {isOfReport && !report && inHand.error && (
          <ErrorMessage error={inHand.error} onRetry={() => void inHand.renew()} />
        )}
        {address.part === 'completeness' && report && <CompletenessPart key={ofCase} report={report} />}
        {address.part === 'findings' && report && <FindingsPart key={ofCase} report={report} />}
        {address.part === 'queries' && <QueriesPart />}
        {address.part === 'double-entry' && <DoubleEntryPart />}
      </div>
    </div>
  )
}

/** The report of the one case that the page is about. */
function useCaseReport(caseId: string | undefined) {
  const [today] = useState(todayHere)
  const { data, dataUpdatedAt, error } = useQueryOf(
    'cases.get',
    { caseId: caseId ?? '' },
    { enabled: caseId !== undefined },
  )
  const report = useMemo(() => {
    if (!data || caseId === undefined) return undefined
    const maker = reportMaker(today)
    maker.add(data)
    return { at: new Date(dataUpdatedAt).toISOString(), ...maker.made() }
  }, [data, dataUpdatedAt, caseId, today])
  return { report, error, code: data?.case.code }
}

const timeOf = (iso: string) =>
  new Date(iso).toLocaleTimeString([], { hour12: false, hour: '2-digit', minute: '2-digit' })

/** When it was counted, whether it still holds, and the way to count again. */
function ReportLine({ inHand }: { readonly inHand: ReportInHand }) {
  const { report, isRunning, progress, cancel, renew, isOutdated } = inHand
  if (isRunning) return <JobProgress progress={progress} cancel={cancel} what="Going through the cases" />
  return (
    <p className="quality-report-line">
      {report && (
        <span className="soft">
          {counted(report.cases, 'case')}, {counted(report.records, 'record')} at {timeOf(report.at)}
          {isOutdated && '; changed since'}
        </span>
      )}
      <Button size="compact-sm" variant="default" onClick={() => void renew()}>
        {report ? 'Count again' : 'Go through the cases'}
      </Button>
    </p>
  )
}

const counted = (number: number, one: string): string => `${number} ${number === 1 ? one : `${one}s`}`
