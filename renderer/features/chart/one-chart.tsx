import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { formatPartialDate, isoOfDay, type DayNumber } from '#shared/domain/partial-date.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import { timelineOf } from '#shared/domain/timeline.ts'
import { Chart, type ChartSize } from '../../charts/chart.tsx'
import { oneChartOption } from '../../charts/options/one-chart.ts'
import { oneChartLayout } from '../../charts/options/one-chart-layout.ts'
import { useSize } from '../../charts/use-size.ts'
import { ChartCaption } from './chart-caption.tsx'
import { ChartToolbar } from './chart-toolbar.tsx'
import { cursorStops } from './cursor-stops.ts'
import { doseChangesAt } from './dose-changes.ts'
import { NumbersTable } from './numbers-table.tsx'
import { daysPerPx, PlotOverlay } from './plot-overlay.tsx'
import { ReadoutGutter, readingsInWords } from './readout-gutter.tsx'
import { useTimeWindow } from '../../charts/use-time-window.ts'
import './one-chart.css'

interface OneChartProps {
  readonly record: CaseRecord
  /** ISO day. */
  readonly today: string
  readonly settings: ClinicalSettings
  /** Called when the drawing is complete, each time that it changes. */
  readonly onReady?: () => void
}

/** Treatments, events and measurements of a case over one time axis, with every value at the date pointed at. */
export function OneChart({ record, today, settings, onReady }: OneChartProps) {
  const timeline = useMemo(() => timelineOf(record, today, settings), [record, today, settings])
  return <TimelineChart timeline={timeline} onReady={onReady} />
}

/** True where there is nothing to draw. */
export function isEmptyTimeline({ steroid, drugs, events, series }: Timeline): boolean {
  return steroid === undefined && drugs.length + events.length + series.length === 0
}

/** The same over a timeline that is at hand. */
export function TimelineChart({ timeline, onReady }: { readonly timeline: Timeline; readonly onReady?: () => void }) {
  const body = useRef<HTMLDivElement>(null)
  const size = useSize(body)
  const [asNumbers, showNumbers] = useState(false)
  if (isEmptyTimeline(timeline)) {
    return (
      <div className="one-chart one-chart-empty">
        <p>
          Treatments, CK, lung function and events appear here on one time axis, as soon as they are recorded with a
          date.
        </p>
        <ChartCaption timeline={timeline} />
      </div>
    )
  }
  return (
    <div className="one-chart">
      <div ref={body} className="one-chart-body">
        {size && size.width > 0 && (
          <SizedChart
            timeline={timeline}
            size={size}
            onReady={onReady}
            asNumbers={asNumbers}
            showNumbers={showNumbers}
          />
        )}
      </div>
      <ChartCaption timeline={timeline} />
    </div>
  )
}

const toolbarHeight = 28
/** px for the numbers of the value axes, between the names of the lanes and the plot. */
const ticksWidth = 42

interface SizedChartProps {
  readonly timeline: Timeline
  readonly size: ChartSize
  readonly asNumbers: boolean
  readonly showNumbers: (asNumbers: boolean) => void
  readonly onReady: (() => void) | undefined
}

function SizedChart({ timeline, size, asNumbers, showNumbers, onReady }: SizedChartProps) {
  const theme = useComputedColorScheme('light')
  const { width, height } = size
  const gutter = (width < 760 ? 150 : 186) + ticksWidth
  const input = useMemo(
    () => ({ timeline, width, height: height - toolbarHeight, gutter, theme }),
    [timeline, width, height, gutter, theme],
  )
  const layout = useMemo(() => oneChartLayout(input), [input])
  const option = useMemo(() => oneChartOption(input), [input])
  const window = useTimeWindow(layout.domain)
  const stops = useMemo(() => cursorStops(timeline), [timeline])
  const [cursor, moveCursor] = useState<DayNumber>()
  // A case that was long unseen is drawn to its last entry; what holds today is not known.
  const isCurrent = timeline.today <= timeline.to
  const now = isCurrent ? timeline.today : (stops.at(-1) ?? timeline.to)
  const day = cursor ?? now
  const within = Math.ceil(daysPerPx(layout, window) * 3)
  const asOf = cursor !== undefined ? '' : isCurrent ? 'Today, ' : 'Last entry, '
  const notes = cursor === undefined ? [] : doseChangesAt(timeline, cursor, within)
  const points = timeline.series.reduce((sum, lane) => sum + lane.points.length, 0)

  return (
    <>
      <ChartToolbar
        domain={layout.domain}
        window={window}
        asNumbers={asNumbers}
        showNumbers={showNumbers}
        readDate={`${asOf}${formatPartialDate(isoOfDay(day))}`}
      />
      {asNumbers ? (
        <NumbersTable timeline={timeline} />
      ) : (
        <div className="one-chart-drawing" style={{ height: layout.height }}>
          <Chart
            option={option}
            width={width}
            height={layout.height}
            label={`Chart of ${layout.lanes.map((lane) => lane.label).join(', ')} over time. The same is under Numbers.`}
            points={points}
            window={window.shown}
            onReady={onReady}
          />
          <ReadoutGutter timeline={timeline} layout={layout} day={day} within={within} width={gutter - ticksWidth} />
          <PlotOverlay
            layout={layout}
            window={window}
            stops={stops}
            cursor={cursor}
            now={now}
            moveCursor={moveCursor}
            notes={notes}
          />
          <Announcement
            text={cursor === undefined ? '' : [...notes, readingsInWords(timeline, cursor, within)].join('; ')}
          />
        </div>
      )}
    </>
  )
}

/** Says the readings once the cursor rests; a moving one would talk without end. */
function Announcement({ text }: { readonly text: string }) {
  const [said, say] = useState('')
  useEffect(() => {
    const rest = setTimeout(() => say(text), 400)
    return () => clearTimeout(rest)
  }, [text])
  return (
    <div className="visually-hidden" aria-live="polite">
      {said}
    </div>
  )
}
