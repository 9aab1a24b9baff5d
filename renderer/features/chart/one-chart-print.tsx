import { useEffect, useMemo } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { timelineOf } from '#shared/domain/timeline.ts'
import { Chart } from '../../charts/chart.tsx'
import { captionOf } from './chart-caption.tsx'
import { isEmptyTimeline } from './one-chart.tsx'
import { oneChartFigure } from './one-chart-figure.ts'
import './one-chart.css'

interface OneChartPrintProps {
  readonly record: CaseRecord
  /** ISO day. */
  readonly today: string
  readonly settings: ClinicalSettings
  /** px; 180 mm where it is missing */
  readonly width?: number
  /** px; lanes that need more take it */
  readonly height?: number
  /** Called when the drawing is complete; at once where there is nothing to draw. */
  readonly onReady?: () => void
}

/** The chart on paper: vectors, names of the lanes inside, the caption under it. */
export function OneChartPrint({ record, today, settings, width, height, onReady }: OneChartPrintProps) {
  const timeline = useMemo(() => timelineOf(record, today, settings), [record, today, settings])
  const empty = isEmptyTimeline(timeline)
  const figure = useMemo(() => oneChartFigure(timeline, { width, height }), [timeline, width, height])
  useEffect(() => {
    if (empty) onReady?.()
  }, [empty, onReady])
  const caption = captionOf(timeline)
  return (
    <figure className="one-chart-figure">
      {empty ? (
        <p>No treatment, measurement or event with a date is recorded.</p>
      ) : (
        <Chart {...figure} label="Treatments, events and measurements over time" onReady={onReady} />
      )}
      {caption.length > 0 && <figcaption className="one-chart-caption">{caption.join(' ')}</figcaption>}
    </figure>
  )
}
