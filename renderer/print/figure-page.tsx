import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { timelineOf } from '#shared/domain/timeline.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { todayHere } from '#renderer/forms/today.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { chartSvg } from '../charts/chart.tsx'
import { captionOf } from '../features/chart/chart-caption.tsx'
import { oneChartFigure } from '../features/chart/one-chart-figure.ts'
import { OneChartPrint } from '../features/chart/one-chart-print.tsx'
import { figureSvg } from './figure-svg.ts'
import { PaperPage } from './paper-page.tsx'
import './figure-page.css'

/** The one chart alone, as a figure that is saved. */
export function FigurePage() {
  const { caseId } = useParams({ from: '/print/figure/$caseId' })
  const [today] = useState(todayHere)
  const [isDrawn, setIsDrawn] = useState(false)
  const record = useQueryOf('cases.get', { caseId })
  const { data: settings } = useQueryOf('registry.settings', {})
  if (!record.data || !settings) return null
  return (
    <PaperPage
      title={`${record.data.case.code ?? 'Case'} chart`}
      paper="A4"
      complete={isDrawn}
      svg={() => svgOf(record.data, today, settings)}
    >
      <Figure record={record.data} today={today} settings={settings} onReady={() => setIsDrawn(true)} />
    </PaperPage>
  )
}

interface FigureProps {
  readonly record: CaseRecord
  readonly today: string
  readonly settings: ClinicalSettings
  readonly onReady: () => void
}

function Figure({ record, today, settings, onReady }: FigureProps) {
  const width = useMemo(() => oneChartFigure(timelineOf(record, today, settings)).width, [record, today, settings])
  return (
    <div className="figure-page" style={{ width }}>
      <OneChartPrint record={record} today={today} settings={settings} width={width} onReady={onReady} />
    </div>
  )
}

function svgOf(record: CaseRecord, today: string, settings: ClinicalSettings): string {
  const timeline = timelineOf(record, today, settings)
  const figure = oneChartFigure(timeline)
  return figureSvg(chartSvg(figure.option, figure), figure, captionOf(timeline).join(' '))
}
