import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import type { DayNumber } from '#shared/domain/partial-date.ts'
import type { OneChartLayout } from '../../charts/options/one-chart-layout.ts'
import { nextStop } from './cursor-stops.ts'
import type { TimeWindow } from '../../charts/use-time-window.ts'

interface PlotOverlayProps {
  readonly layout: OneChartLayout
  readonly window: TimeWindow
  readonly stops: readonly DayNumber[]
  /** Day that the cursor stands on; none while nobody points at the chart. */
  readonly cursor: DayNumber | undefined
  /** Where the keyboard starts from while there is no cursor. */
  readonly now: DayNumber
  readonly moveCursor: (day: DayNumber | undefined) => void
  /** What else is said at the cursor: why a dose changes there. */
  readonly notes: readonly string[]
  /** Code of the case, where several charts stand on the page. */
  readonly name: string | undefined
  readonly dateWords: (day: DayNumber) => string
}

/** Days to each px at the part of the axis that is shown. */
export function daysPerPx({ plot }: OneChartLayout, { shown }: TimeWindow): number {
  return (shown.to - shown.from) / plot.width
}

/** Takes pointer, wheel and keys over the plot, and draws the hairline through all lanes with its date on top. */
export function PlotOverlay(props: PlotOverlayProps) {
  const { layout, window, stops, cursor, now, moveCursor, notes, name, dateWords } = props
  const area = useRef<HTMLDivElement>(null)
  const dragged = useRef<number>(undefined)
  const { plot, axis } = layout
  const { shown } = window
  const perPx = daysPerPx(layout, window)
  const dayAt = (clientX: number) =>
    Math.floor(shown.from + (clientX - (area.current?.getBoundingClientRect().left ?? 0)) * perPx)
  useZoomWheel(area, (factor, clientX) => window.zoomAt(factor, dayAt(clientX)))

  const domainEnds = { from: stops[0] ?? now, to: stops.at(-1) ?? now }
  const clamped = (day: number) => Math.min(Math.max(day, Math.ceil(layout.domain.from)), Math.floor(layout.domain.to))
  const go = (day: DayNumber) => {
    moveCursor(clamped(day))
    window.bringIntoView(clamped(day))
  }
  const at = cursor ?? now
  const span = shown.to - shown.from

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = (direction: 1 | -1) => go(event.shiftKey ? at + direction : nextStop(stops, at, direction))
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => step(-1),
      ArrowRight: () => step(1),
      Home: () => go(domainEnds.from),
      End: () => go(domainEnds.to),
      PageUp: () => window.moveBy(-span / 2),
      PageDown: () => window.moveBy(span / 2),
      '+': () => window.zoomAt(0.6, at),
      '=': () => window.zoomAt(0.6, at),
      '-': () => window.zoomAt(1 / 0.6, at),
      '0': window.showAll,
      Escape: () => moveCursor(undefined),
    }
    const action = actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || window.whole) return
    dragged.current = event.clientX
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (dragged.current === undefined) return moveCursor(clamped(dayAt(event.clientX)))
    window.moveBy((dragged.current - event.clientX) * perPx)
    dragged.current = event.clientX
  }
  const release = () => {
    dragged.current = undefined
  }

  const x = cursor === undefined ? undefined : (cursor + 0.5 - shown.from) / perPx
  return (
    // A slider is what it is to a person without a pointer: one position on an axis of days.
    <div
      ref={area}
      className={window.whole ? 'one-chart-plot' : 'one-chart-plot one-chart-plot-zoomed'}
      style={{ left: plot.x, width: plot.width, height: axis.y + axis.height }}
      role="slider"
      tabIndex={0}
      aria-label={name === undefined ? 'Date read in the chart' : `Date read in the chart of ${name}`}
      aria-valuemin={Math.ceil(layout.domain.from)}
      aria-valuemax={Math.floor(layout.domain.to)}
      aria-valuenow={at}
      aria-valuetext={dateWords(at)}
      onKeyDown={onKeyDown}
      onFocus={(event) => cursor === undefined && event.currentTarget.matches(':focus-visible') && moveCursor(now)}
      onBlur={() => moveCursor(undefined)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={() => dragged.current === undefined && moveCursor(undefined)}
    >
      {x !== undefined && x >= 0 && x <= plot.width && (
        <>
          <div
            className="one-chart-hairline"
            style={{ transform: `translateX(${x}px)`, top: plot.y - 4, height: plot.height + 4 }}
          />
          <div
            className="one-chart-date"
            style={{ transform: `translateX(${x}px) translateX(${(-100 * x) / plot.width}%)` }}
          >
            {cursor !== undefined && [dateWords(cursor), ...notes].join(' · ')}
          </div>
        </>
      )}
    </div>
  )
}

/** Ctrl or ⌘ with the wheel zooms (as does a pinch); the wheel alone is left to scroll the page. */
function useZoomWheel(area: RefObject<HTMLElement | null>, zoom: (factor: number, clientX: number) => void): void {
  const latest = useRef(zoom)
  useEffect(() => {
    latest.current = zoom
  })
  useEffect(() => {
    const node = area.current
    if (!node) return
    // React's own listener is passive and could not keep the page from zooming.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      latest.current(1.0016 ** event.deltaY, event.clientX)
    }
    node.addEventListener('wheel', onWheel, { passive: false })
    return () => node.removeEventListener('wheel', onWheel)
  }, [area])
}
