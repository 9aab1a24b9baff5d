import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { caseSummaryOf } from '#shared/domain/case-summary.ts'
import { OneChartPrint } from '../features/chart/one-chart-print.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { summaryRulesOf } from '#shared/domain/documents/summary-rules.ts'
import { PrintedSignature } from './printed-signature.tsx'
import { loadPaperFonts } from './paper-page.tsx'
import { contentHeight, contentWidth } from './paper-size.ts'
import { CtPairs } from './ct-pairs.tsx'
import { SummaryHeader } from './summary-header.tsx'
import { CurrentTreatment, Measures, StandingByRules } from './summary-now.tsx'
import { Background } from './summary-background.tsx'
import { TreatmentHistory } from './summary-treatments.tsx'
import type { SheetProps } from './sheet-props.ts'
import { useCtFigures } from './use-ct-figures.ts'
import './case-summary.css'

const chartHeight = 360
const wantedPages = 2
/** px that are lost where a page ends before something that isn't split. */
const lostAtBreaks = 60
/** px of a pair of CT images, where there is one. */
const alone = 420

/** Ten years of a disease on two pages: where the case stands and the one chart first, then how it came to it. */
export function CaseSummarySheet({ record, registry, isDemo, today, settings, paper, onDrawn }: SheetProps) {
  const signatures = useQueryOf('signatures.ofCase', { caseId: record.case.id })
  const records = useMemo(() => [record] as const, [record])
  const summary = useMemo(() => caseSummaryOf(record, today, settings), [record, today, settings])
  const rules = useMemo(() => summaryRulesOf(record, today, settings), [record, today, settings])
  const sheet = useRef<HTMLDivElement>(null)
  // 0: as it comes; 1: tight; from there on a pair less each.
  const [step, setStep] = useState(0)
  const [isChartDrawn, setIsChartDrawn] = useState(false)
  const figures = useCtFigures(record, alone)
  const pairs = figures?.length ?? 0
  useEffect(() => {
    if (!isChartDrawn) return
    let gone = false
    // In another font the pages would have another height.
    void loadPaperFonts().then(() => {
      if (gone) return
      const room = wantedPages * contentHeight[paper] - lostAtBreaks
      const isFull = sheet.current !== null && sheet.current.scrollHeight > room
      if (isFull && step < 1 + pairs) setStep(step + 1)
      else onDrawn()
    })
    return () => {
      gone = true
    }
  }, [isChartDrawn, step, pairs, paper, onDrawn])
  const settle = useCallback(() => setIsChartDrawn(true), [])
  // Without them the pages would have another height.
  if (!signatures.data || !figures) return null
  const signature = signatures.data.signatures.find(({ visitId }) => visitId === undefined)
  return (
    <div ref={sheet} className={step > 0 ? 'summary-tight' : undefined}>
      <SummaryHeader title="Case summary" summary={summary} registry={registry} isDemo={isDemo} today={today} />
      <PrintedSignature signature={signature} />
      <OneChartPrint
        records={records}
        today={today}
        settings={settings}
        width={contentWidth[paper]}
        height={chartHeight}
        onReady={settle}
      />
      <div className="summary-now">
        <CurrentTreatment summary={summary} />
        <Measures summary={summary} rules={rules} />
      </div>
      <StandingByRules rules={rules} />
      <TreatmentHistory summary={summary} />
      <Background summary={summary} />
      <CtPairs
        figures={figures}
        most={step > 1 ? pairs - (step - 1) : pairs}
        width={contentWidth[paper]}
        alone={alone}
      />
    </div>
  )
}
