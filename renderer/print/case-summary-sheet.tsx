import { useMemo } from 'react'
import { caseSummaryOf } from '#shared/domain/case-summary.ts'
import { OneChartPrint } from '../features/chart/one-chart-print.tsx'
import type { SheetProps } from './sheet-props.ts'
import { contentWidth } from './paper-size.ts'
import { SummaryHeader } from './summary-header.tsx'
import { CurrentTreatment, Measures } from './summary-now.tsx'
import { Background } from './summary-background.tsx'
import { TreatmentHistory } from './summary-treatments.tsx'
import './case-summary.css'

const chartHeight = 360

/** Ten years of a disease on two pages: where the case stands and the one chart first, then how it came to it. */
export function CaseSummarySheet({ record, registry, isDemo, today, settings, paper, onDrawn }: SheetProps) {
  const records = useMemo(() => [record] as const, [record])
  const summary = useMemo(() => caseSummaryOf(record, today, settings), [record, today, settings])
  return (
    <>
      <SummaryHeader summary={summary} registry={registry} isDemo={isDemo} today={today} />
      <OneChartPrint
        records={records}
        today={today}
        settings={settings}
        width={contentWidth[paper]}
        height={chartHeight}
        onReady={onDrawn}
      />
      <div className="summary-now">
        <CurrentTreatment summary={summary} />
        <Measures summary={summary} />
      </div>
      <TreatmentHistory summary={summary} />
      <Background summary={summary} />
    </>
  )
}
