import { useEffect, useMemo, useRef } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { ChartView } from '#shared/ipc/areas/shell.ts'
import { Chart } from '../../charts/chart.tsx'
import { captionOf } from './chart-caption.tsx'
import { chartCaseOf } from './chart-case.ts'
import { isNothingDrawn, oneChartFigures } from './one-chart-figure.ts'
import './one-chart.css'

interface OneChartPrintProps {
  /** The case, and one that stands under it. */
  readonly records: readonly [CaseRecord, ...CaseRecord[]]
  /** ISO day. */
  readonly today: string
  readonly settings: ClinicalSettings
  readonly view?: ChartView
  /** The caption says whose the chart is: nothing around it does. */
  readonly standsAlone?: boolean
  /** px; 180 mm where it is missing */
  readonly width?: number
  /** px; lanes that need more take it */
  readonly height?: number
  /** Called when the drawing is complete; at once where there is nothing to draw. */
  readonly onReady?: () => void
}

/** The chart on paper: vectors, names of the lanes inside, the caption under it. */
export function OneChartPrint(props: OneChartPrintProps) {
  const { records, today, settings, view, standsAlone, width, height, onReady } = props
  const cases = useMemo(() => records.map((record) => chartCaseOf(record, today, settings)), [records, today, settings])
  const empty = isNothingDrawn(cases, view)
  const figures = useMemo(
    () => (empty ? [] : oneChartFigures(cases, { width, height, view, standsAlone })),
    [empty, cases, width, height, view, standsAlone],
  )
  const drawn = useRef(new Set<string>())
  useEffect(() => {
    if (empty) onReady?.()
  }, [empty, onReady])
  if (empty) {
    const caption = cases.flatMap(({ timeline }) => captionOf(timeline))
    return (
      <figure className="one-chart-figure">
        <p>No treatment, measurement or event with a date is recorded.</p>
        {caption.length > 0 && <figcaption className="one-chart-caption">{caption.join(' ')}</figcaption>}
      </figure>
    )
  }
  return figures.map(({ code, caption, ...figure }) => (
    <figure key={code} className="one-chart-figure">
      {figures.length > 1 && <h2 className="one-chart-figure-name">{code}</h2>}
      <Chart
        {...figure}
        label={`Treatments, events and measurements of ${code} over time`}
        onReady={() => {
          drawn.current.add(code)
          if (drawn.current.size === figures.length) onReady?.()
        }}
      />
      {caption !== '' && <figcaption className="one-chart-caption">{caption}</figcaption>}
    </figure>
  ))
}
