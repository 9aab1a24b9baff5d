import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { ReportDates } from '#shared/domain/documents/case-report/told-dates.ts'
import { todayHere } from '#renderer/forms/today.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { chartSvg } from '../charts/chart.tsx'
import { CaseReportFigure, reportFigure } from './case-report-figure.tsx'
import { figureSvg } from './figure-svg.ts'
import { PaperPage } from './paper-page.tsx'
import './figure-page.css'

/** The figure of a case report alone, for a document that holds it as a picture. */
export function ReportFigurePage() {
  const { caseId } = useParams({ strict: false }) as { readonly caseId: string }
  // Written by the main side, which has checked it.
  const { dates = 'relative' } = useSearch({ strict: false }) as { readonly dates?: ReportDates }
  const [today] = useState(todayHere)
  const [isDrawn, setIsDrawn] = useState(false)
  const record = useQueryOf('cases.get', { caseId }).data
  const settings = useQueryOf('registry.settings', {}).data
  const figure = useMemo(
    () => record && settings && reportFigure({ record, dates, today, settings }),
    [record, dates, today, settings],
  )
  if (!record || !settings || !figure) return null
  return (
    <PaperPage
      title="Figure"
      paper="A4"
      complete={isDrawn}
      svg={() => figureSvg([{ ...figure, caption: '', chart: chartSvg(figure.option, figure) }])}
    >
      <div className="figure-page" style={{ width: figure.width }}>
        <CaseReportFigure
          record={record}
          dates={dates}
          today={today}
          settings={settings}
          onReady={() => setIsDrawn(true)}
        />
      </div>
    </PaperPage>
  )
}
