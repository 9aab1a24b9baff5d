import { useParams, useSearch } from '@tanstack/react-router'
import { toldDates, type ReportDates } from '#shared/domain/documents/case-report/told-dates.ts'
import { reportedRecord } from '#shared/domain/documents/case-report/reported-record.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { CtPairFigure, pixelsFor } from './ct-pair-figure.tsx'
import { PaperPage } from './paper-page.tsx'
import './figure-page.css'

/** 170 mm at 96 dots an inch. */
const figureWidth = 643

/** Present for a case report that holds it as a picture: the report's case, and how it tells time. */
interface CtFigureSearch {
  readonly caseId?: string
  readonly dates?: ReportDates
}

/**
 * The figure of a marked pair alone. With its caption for a file of its own, without it for a case report.
 */
export function CtFigurePage() {
  const { pairId } = useParams({ strict: false }) as { readonly pairId: string }
  // Written by the main side.
  const { caseId, dates = 'relative' } = useSearch({ strict: false }) as CtFigureSearch
  const figure = useQueryOf('ctFigures.ofPair', { pairId, widthPx: pixelsFor(figureWidth) }).data
  const isOfReport = caseId !== undefined
  const record = useQueryOf('cases.get', { caseId: caseId ?? '' }, { enabled: isOfReport }).data
  if (!figure || (isOfReport && !record)) return null
  const when = record && toldDates(reportedRecord(record), dates).when
  return (
    <PaperPage title="CT pair" paper="A4" complete>
      <div className="figure-page ct-figure-alone" style={{ width: figureWidth }}>
        <CtPairFigure
          figure={figure}
          width={figureWidth}
          caption={isOfReport ? undefined : figure.caption}
          {...(when && { when })}
        />
      </div>
    </PaperPage>
  )
}
