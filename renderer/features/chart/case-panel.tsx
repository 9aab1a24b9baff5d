import { useEffect, useMemo, useState } from 'react'
import { formatPartialDate, isoOfDay, type DayNumber } from '#shared/domain/partial-date.ts'
import { Chart } from '../../charts/chart.tsx'
import { oneChartOption, type OneChartInput } from '../../charts/options/one-chart.ts'
import { oneChartLayout } from '../../charts/options/one-chart-layout.ts'
import type { TimeWindow } from '../../charts/use-time-window.ts'
import { cursorStops } from './cursor-stops.ts'
import { dateWords } from './date-words.ts'
import { doseChangesAt } from './dose-changes.ts'
import type { PlacedCase } from './one-axis.ts'
import { daysPerPx, PlotOverlay } from './plot-overlay.tsx'
import { ReadoutGutter, readingsInWords } from './readout-gutter.tsx'

/** px for the numbers of the value axes, between the names of the lanes and the plot. */
export const ticksWidth = 42

interface CasePanelProps {
  readonly placed: PlacedCase
  readonly input: OneChartInput
  /** The part of the axis in view, in the days of this case. */
  readonly window: TimeWindow
  /** Where the cursor stands, in the days of this case. */
  readonly cursor: DayNumber | undefined
  readonly moveCursor: (day: DayNumber | undefined) => void
  /** Whether the cursor was set in this chart, whose values then are said. */
  readonly isLed: boolean
  /** Said before everything where several charts stand on the page. */
  readonly name?: string
  readonly onReady?: () => void
}

/** The day that the lanes of a case are read at while nobody points at them, and what it is called. */
export function restingDay({ timeline }: Pick<PlacedCase, 'timeline'>): {
  readonly day: DayNumber
  readonly words: string
} {
  // A case that was long unseen is drawn to its last entry; what holds today is not known.
  const isCurrent = timeline.today <= timeline.to
  const day = isCurrent ? timeline.today : (cursorStops(timeline).at(-1) ?? timeline.to)
  return { day, words: `${isCurrent ? 'Today' : 'Last entry'}, ${formatPartialDate(isoOfDay(day))}` }
}

/** One case: its drawing, the names of its lanes with what they say at a date, and the cursor over it. */
export function CasePanel(props: CasePanelProps) {
  const { placed, input, window, cursor, moveCursor, isLed, name, onReady } = props
  const { timeline, zero } = placed
  const layout = useMemo(() => oneChartLayout(input), [input])
  const option = useMemo(() => oneChartOption(input), [input])
  const stops = useMemo(() => cursorStops(timeline), [timeline])
  const resting = useMemo(() => restingDay({ timeline }), [timeline])
  const within = Math.ceil(daysPerPx(layout, window) * 3)
  const notes = cursor === undefined ? [] : doseChangesAt(timeline, cursor, within)
  const points = timeline.series.reduce((sum, lane) => sum + lane.points.length, 0)
  const shown = new Set(layout.lanes.map(({ id }) => id))
  return (
    <div className="one-chart-drawing" style={{ height: layout.height }}>
      <Chart
        option={option}
        width={layout.width}
        height={layout.height}
        label={`Chart of ${name === undefined ? '' : `${name}: `}${layout.lanes.map((lane) => lane.label).join(', ')} over time. The same is under Numbers.`}
        points={points}
        window={window.shown}
        onReady={onReady}
      />
      <ReadoutGutter
        timeline={timeline}
        layout={layout}
        day={cursor ?? resting.day}
        within={within}
        width={input.gutter - ticksWidth}
      />
      <PlotOverlay
        layout={layout}
        window={window}
        stops={stops}
        cursor={cursor}
        now={resting.day}
        moveCursor={moveCursor}
        notes={notes}
        name={name}
        dateWords={(day) => dateWords(day, zero)}
      />
      <Announcement
        text={
          cursor === undefined || !isLed ? '' : [...notes, readingsInWords(timeline, cursor, within, shown)].join('; ')
        }
      />
    </div>
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
