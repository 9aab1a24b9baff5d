import { useComputedColorScheme } from '@mantine/core'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { laneKey, lanesOf, type Lane } from '#shared/domain/timeline-lanes.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import type { ChartView } from '#shared/ipc/areas/shell.ts'
import type { ChartSize } from '../../charts/chart.tsx'
import { oneChartLayout } from '../../charts/options/one-chart-layout.ts'
import { useSize } from '../../charts/use-size.ts'
import { useTimeWindow, type TimeWindow } from '../../charts/use-time-window.ts'
import { CasePanel, restingDay, ticksWidth } from './case-panel.tsx'
import { ChartCaption } from './chart-caption.tsx'
import { ChartToolbar } from './chart-toolbar.tsx'
import { dateWords } from './date-words.ts'
import { NumbersTable } from './numbers-table.tsx'
import { onOneAxis, type ChartCase, type OneAxis, type PlacedCase } from './one-axis.ts'
import './one-chart.css'

interface ChartStageProps {
  /** The opened case first. */
  readonly cases: readonly [ChartCase, ...ChartCase[]]
  /** The drug that the axis counts from. */
  readonly align?: string
  /** What hidden lanes are remembered by. */
  readonly hidden?: readonly string[]
  /** What can be chosen, in the toolbar; given the view as it is shown. */
  readonly tools?: (view: ChartView) => ReactNode
  /** What is offered where nothing is recorded yet. */
  readonly whenEmpty?: ReactNode
  /** Called when the drawing is complete, each time that it changes. */
  readonly onReady?: () => void
}

/** True where there is nothing to draw. */
function isEmptyTimeline({ steroid, drugs, events, series }: Timeline): boolean {
  return steroid === undefined && drugs.length + events.length + series.length === 0
}

/** Lanes of the cases, each once, in the order of the chart. */
export function lanesOfAll(cases: readonly ChartCase[]): readonly Lane[] {
  const all = cases.flatMap(({ timeline }) => lanesOf(timeline))
  return all.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index)
}

/** One case, or several under each other, over one time axis. */
export function ChartStage({ cases, align, hidden = nothing, whenEmpty, ...rest }: ChartStageProps) {
  const body = useRef<HTMLDivElement>(null)
  const size = useSize(body)
  const axis = useMemo(() => onOneAxis(cases, align), [cases, align])
  const visibleLanes = useMemo(
    () =>
      hidden.length === 0
        ? undefined
        : lanesOfAll(cases)
            .map(({ id }) => id)
            .filter((id) => !hidden.includes(laneKey(id))),
    [cases, hidden],
  )
  const [alone, ...others] = axis.placed
  const [{ timeline }] = cases
  if (isEmptyTimeline(timeline)) {
    return (
      <div className="one-chart one-chart-empty">
        <p>
          Treatments, CK, lung function and events appear here on one time axis, as soon as they are recorded with a
          date.
        </p>
        {whenEmpty}
        <ChartCaption timeline={timeline} />
      </div>
    )
  }
  return (
    <div className="one-chart">
      <div ref={body} className="one-chart-body">
        {size && size.width > 0 && (
          <SizedStage axis={axis} size={size} align={align} hidden={hidden} visibleLanes={visibleLanes} {...rest} />
        )}
      </div>
      {alone && others.length === 0 && (
        <ChartCaption timeline={alone.timeline} visibleLanes={visibleLanes} zero={alone.zero} />
      )}
    </div>
  )
}

const nothing: readonly string[] = []

const toolbarHeight = 28
/** px of the name above each of several charts. */
const headingHeight = 24

interface SizedStageProps extends Omit<ChartStageProps, 'cases' | 'hidden' | 'whenEmpty'> {
  readonly axis: OneAxis
  readonly size: ChartSize
  readonly hidden: readonly string[]
  readonly visibleLanes: readonly string[] | undefined
}

function SizedStage(props: SizedStageProps) {
  const { axis, size, align, hidden, visibleLanes, tools, onReady } = props
  const { placed, notes } = axis
  const theme = useComputedColorScheme('light')
  const { width, height } = size
  const [asNumbers, showNumbers] = useState(false)
  const gutter = (width < 760 ? 150 : 186) + ticksWidth
  const isCompared = placed.length > 1
  const inputs = useMemo(() => {
    const room = (height - toolbarHeight) / placed.length - (isCompared ? headingHeight : 0)
    return placed.map(({ id, drawn, zero }) => ({
      timeline: drawn,
      width,
      height: room,
      gutter,
      theme,
      visibleLanes,
      zero,
      isDense: isCompared,
      beside: placed.filter((other) => other.id !== id).map((other) => other.drawn),
    }))
  }, [placed, isCompared, width, height, gutter, theme, visibleLanes])
  const [main] = placed as readonly [PlacedCase, ...PlacedCase[]]
  const domain = useMemo(() => {
    const { from, to } = oneChartLayout(inputs[0]!).domain
    return { from: from - main.origin, to: to - main.origin }
  }, [inputs, main.origin])
  const window = useTimeWindow(domain, main.zero ? align : undefined)
  const [cursor, setCursor] = useState<{ readonly by: string; readonly at: DayNumber }>()
  const view: ChartView = {
    ...(main.zero && align !== undefined && { align }),
    ...(visibleLanes && { lanes: [...visibleLanes] }),
    ...(placed[1] && { with: placed[1].id }),
    ...(!window.whole && { from: Math.round(window.shown.from), to: Math.round(window.shown.to) }),
  }
  const readWords = (each: PlacedCase) =>
    cursor === undefined ? restingDay(each).words : dateWords(cursor.at + each.origin, each.zero)

  return (
    <>
      <ChartToolbar
        domain={domain}
        window={window}
        asNumbers={asNumbers}
        showNumbers={showNumbers}
        readDate={isCompared ? '' : readWords(main)}
      >
        {tools?.(view)}
      </ChartToolbar>
      {notes.map((note) => (
        <p key={note} className="one-chart-note" role="status">
          {note}
        </p>
      ))}
      {visibleLanes?.length === 0 && (
        <p className="one-chart-note">All lanes are hidden. Choose under Lanes what is to be shown.</p>
      )}
      {placed.map((each, index) => (
        <section key={each.id} aria-label={isCompared ? each.code : 'Chart'}>
          {isCompared && <CaseHeading placed={each} readDate={asNumbers ? '' : readWords(each)} />}
          {asNumbers ? (
            <NumbersTable timeline={each.timeline} hidden={hidden} />
          ) : (
            <CasePanel
              placed={each}
              input={inputs[index]!}
              window={seenFrom(each.origin, window)}
              cursor={cursor && cursor.at + each.origin}
              moveCursor={(day) => setCursor(day === undefined ? undefined : { by: each.id, at: day - each.origin })}
              isLed={cursor?.by === each.id}
              name={isCompared ? each.code : undefined}
              onReady={onReady}
            />
          )}
        </section>
      ))}
      {isCompared &&
        placed.map(({ id, code, timeline, zero }) => (
          <ChartCaption key={id} timeline={timeline} visibleLanes={visibleLanes} zero={zero} name={code} />
        ))}
    </>
  )
}

/** Whose chart it is, whether it is a real one, and as of when it is read. */
function CaseHeading({ placed, readDate }: { readonly placed: PlacedCase; readonly readDate: string }) {
  const { code, timeline } = placed
  return (
    <header className="one-chart-heading">
      <h2>{code}</h2>
      {timeline.sources.includes('illustrative') && <span className="one-chart-banner">Illustrative values</span>}
      {timeline.sources.includes('synthetic') && <span className="one-chart-banner">Synthetic case</span>}
      <span className="one-chart-read-date">{readDate}</span>
    </header>
  )
}

/** The common window of days in the days of one case. */
function seenFrom(origin: DayNumber, window: TimeWindow): TimeWindow {
  const { shown, zoomAt, bringIntoView } = window
  return {
    ...window,
    shown: { from: shown.from + origin, to: shown.to + origin },
    zoomAt: (factor, day) => zoomAt(factor, day - origin),
    bringIntoView: (day) => bringIntoView(day - origin),
  }
}
