import { useMemo } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { reportedRecord } from '#shared/domain/documents/case-report/reported-record.ts'
import { indexDateOf, type ReportDates } from '#shared/domain/documents/case-report/told-dates.ts'
import { firstDay, lastDay, type IsoDay } from '#shared/domain/partial-date.ts'
import { Chart } from '../charts/chart.tsx'
import { chartCaseOf } from '../features/chart/chart-case.ts'
import { oneChartFigures, type ChartFigure } from '../features/chart/one-chart-figure.ts'

export interface ReportFigureWish {
  readonly record: CaseRecord
  readonly dates: ReportDates
  readonly today: IsoDay
  readonly settings: ClinicalSettings
  /** px */
  readonly width?: number
}

/** The one chart of what a report tells, its months counted from the index date of the report. */
export function reportFigure({ record, dates, today, settings, width }: ReportFigureWish): ChartFigure {
  const reported = reportedRecord(record)
  const index = dates === 'relative' ? indexDateOf(reported) : undefined
  const zero = index && {
    day: firstDay(index.date),
    last: lastDay(index.date),
    label: '',
    happens: index.what,
  }
  return oneChartFigures([chartCaseOf(reported, today, settings)], { width, zero })[0]!
}

interface CaseReportFigureProps extends ReportFigureWish {
  readonly onReady: () => void
}

export function CaseReportFigure({ record, dates, today, settings, width, onReady }: CaseReportFigureProps) {
  const figure = useMemo(
    () => reportFigure({ record, dates, today, settings, width }),
    [record, dates, today, settings, width],
  )
  return <Chart {...figure} label="Treatments, events and measurements over time" onReady={onReady} />
}
