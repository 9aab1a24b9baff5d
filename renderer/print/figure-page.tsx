import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { ChartView } from '#shared/ipc/areas/shell.ts'
import { todayHere } from '#renderer/forms/today.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { chartSvg } from '../charts/chart.tsx'
import { chartCaseOf } from '../features/chart/chart-case.ts'
import { oneChartFigures } from '../features/chart/one-chart-figure.ts'
import { OneChartPrint } from '../features/chart/one-chart-print.tsx'
import { figureSvg } from './figure-svg.ts'
import { PaperPage } from './paper-page.tsx'
import './figure-page.css'

const wholeChart: ChartView = {}

/** The one chart alone, as a figure that is saved. */
export function FigurePage() {
  const { caseId } = useParams({ from: '/print/figure/$caseId' })
  // Written by the main side, which has checked it.
  const { view = wholeChart } = useSearch({ strict: false }) as { readonly view?: ChartView }
  const record = useQueryOf('cases.get', { caseId })
  const other = useQueryOf('cases.get', { caseId: view.with ?? caseId })
  const settings = useQueryOf('registry.settings', {}).data
  if (!record.data || !other.data || !settings) return null
  const records = view.with === undefined ? ([record.data] as const) : ([record.data, other.data] as const)
  return <Figure records={records} settings={settings} view={view} />
}

interface FigureProps {
  readonly records: readonly [CaseRecord, ...CaseRecord[]]
  readonly settings: ClinicalSettings
  readonly view: ChartView
}

function Figure({ records, settings, view }: FigureProps) {
  const [today] = useState(todayHere)
  const [isDrawn, setIsDrawn] = useState(false)
  const [shown] = useState(records)
  const figures = useMemo(
    () =>
      oneChartFigures(
        shown.map((record) => chartCaseOf(record, today, settings)),
        { view, standsAlone: true },
      ),
    [shown, today, settings, view],
  )
  return (
    <PaperPage
      title={`${shown.map((record) => record.case.code ?? 'Case').join(' and ')} chart`}
      paper="A4"
      complete={isDrawn}
      svg={() => figureSvg(figures.map((figure) => ({ ...figure, chart: chartSvg(figure.option, figure) })))}
    >
      <div className="figure-page" style={{ width: figures[0]?.width }}>
        <OneChartPrint
          records={shown}
          today={today}
          settings={settings}
          view={view}
          standsAlone
          width={figures[0]?.width}
          onReady={() => setIsDrawn(true)}
        />
      </div>
    </PaperPage>
  )
}
