import { useRef, useState, type PointerEvent } from 'react'
import { doseLabel } from '#shared/domain/dose.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'
import type { Mark } from '#shared/domain/staged-records.ts'
import { drugColor } from '../../charts/drug-colors.ts'
import { cellsOf, type CourseLane } from './course-lanes.ts'
import { LaneDrawing } from './lane-drawing.tsx'
import { hitOf, laneHeight, type LaneHit, type LaneLayout } from './lane-layout.ts'
import { cellWords, courseDates, courseState, headWords } from './lane-words.ts'
import { useChartTheme } from './use-chart-theme.ts'

/** Where the keyboard is: a course, or something in its lane. */
export interface Place {
  readonly lane: string
  readonly cell?: string
}

export const cellDomId = ({ lane, cell }: Place) => `treatments-${lane}${cell === undefined ? '' : `-${cell}`}`

interface LaneRowProps {
  readonly lane: CourseLane
  readonly layout: LaneLayout
  readonly width: number
  readonly years: readonly number[]
  readonly todayX: number
  readonly today: IsoDay
  readonly marks: ReadonlyMap<string, Mark>
  readonly trial: ReadonlySet<string>
  /** The one place that Tab leads to. */
  readonly at: Place | undefined
  readonly edge: 'start' | 'end'
  readonly openPlace: Place | undefined
  readonly drag: LaneDrag
  /** The keyboard came to a place. */
  readonly onGo: (place: Place) => void
  /** Sends the keyboard to a place. */
  readonly onSend: (place: Place) => void
  readonly onOpen: (place: Place) => void
}

/** What the pointer does to a dose, told by the sheet, which knows what may be done to it. */
export interface LaneDrag {
  readonly start: (lane: CourseLane, hit: LaneHit, x: number, y: number) => boolean
  readonly move: (x: number, y: number) => void
  readonly end: () => void
  /** What is being dragged, said beside the pointer. */
  readonly text: { readonly lane: string; readonly x: number; readonly text: string } | undefined
}

const cursors: Readonly<Record<LaneHit['part'], string>> = {
  start: 'ew-resize',
  end: 'ew-resize',
  dose: 'ns-resize',
  body: 'default',
  tick: 'default',
}

/** A course: its name and where it stands, and its lane. */
export function LaneRow(props: LaneRowProps) {
  const { lane, layout, width, years, todayX, today, marks, trial, at, edge, openPlace, drag, onGo, onSend, onOpen } =
    props
  const { theme } = useChartTheme()
  const strip = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState<LaneHit>()
  const head: Place = { lane: lane.id }
  const isAt = (cell: string | undefined) => at?.lane === lane.id && at.cell === cell
  const isOpen = (cell: string | undefined) => openPlace?.lane === lane.id && openPlace.cell === cell
  const placeOf = (event: PointerEvent): { x: number; y: number } => {
    const box = strip.current!.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    const { x, y } = placeOf(event)
    const hit = hitOf(layout, x, y)
    onSend(hit ? { lane: lane.id, cell: hit.recordId } : head)
    if (hit && drag.start(lane, hit, x, y)) strip.current?.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent) => {
    const { x, y } = placeOf(event)
    if (strip.current?.hasPointerCapture(event.pointerId)) return drag.move(x, y)
    const hit = hitOf(layout, x, y)
    if (hit?.recordId !== over?.recordId || hit?.part !== over?.part) setOver(hit)
  }
  const boxes = new Map([...layout.bars, ...layout.ticks].map(({ recordId, box }) => [recordId, box]))
  const cells = cellsOf(lane)
  const overCell = cells.find(({ id }) => id === over?.recordId)
  return (
    <div role="row" className="lane" data-drug={lane.drug}>
      <div
        role="rowheader"
        id={cellDomId(head)}
        className="lane-head"
        tabIndex={isAt(undefined) ? 0 : -1}
        aria-label={headWords(lane, today, marks)}
        aria-expanded={isOpen(undefined) || undefined}
        onFocus={() => onGo(head)}
        onDoubleClick={() => onOpen(head)}
      >
        <span className="lane-swatch" style={{ background: drugColor(lane.drug, theme) }} />
        <span className="lane-name" title={lane.name}>
          {lane.name}
          {marks.has(lane.id) && <span className="lane-unsaved" aria-hidden />}
        </span>
        <span className="lane-dates">{courseDates(lane)}</span>
        <span className="lane-state" title={courseState(lane, today)}>
          {courseState(lane, today)}
        </span>
      </div>
      <div className="lane-body" role="presentation">
        <div
          ref={strip}
          className="lane-strip"
          role="presentation"
          style={{ height: laneHeight, cursor: over ? cursors[over.part] : 'default' }}
          title={overCell && drag.text === undefined ? cellWords(lane, overCell, marks) : undefined}
          // Else the browser would take the focus away again.
          onMouseDown={(event) => event.preventDefault()}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={drag.end}
          onDoubleClick={() => at?.lane === lane.id && onOpen(at)}
        >
          <LaneDrawing
            drug={lane.drug}
            layout={layout}
            width={width}
            years={years}
            today={todayX}
            marks={marks}
            focused={at?.lane === lane.id ? at.cell : undefined}
            edge={edge}
            trial={trial}
          />
          {cells
            .filter(({ kind }) => kind !== 'undrawn')
            .map((cell) => {
              const box = boxes.get(cell.id)
              const place = { lane: lane.id, cell: cell.id }
              return (
                <div
                  key={cell.id}
                  role="gridcell"
                  id={cellDomId(place)}
                  className="lane-cell"
                  data-kind={cell.kind}
                  tabIndex={isAt(cell.id) ? 0 : -1}
                  aria-label={cellWords(lane, cell, marks)}
                  aria-expanded={isOpen(cell.id) || undefined}
                  style={
                    box && {
                      left: Math.max(0, Math.min(box.x, width - 2)) - 1,
                      width: Math.max(3, Math.min(box.x + box.width, width) - Math.max(0, box.x)) + 2,
                      ...(cell.kind === 'infusion' ? { top: box.y - 3, height: box.height + 5 } : {}),
                    }
                  }
                  onFocus={() => onGo(place)}
                />
              )
            })}
          {drag.text?.lane === lane.id && (
            <span className="lane-drag" style={{ left: Math.min(drag.text.x + 10, width - 190) }}>
              {drag.text.text}
            </span>
          )}
        </div>
        {lane.undrawn.length > 0 && (
          <div className="lane-undrawn" role="presentation">
            <span className="field-note">When not known:</span>
            {lane.undrawn.map((step) => {
              const place = { lane: lane.id, cell: step.id }
              return (
                <div
                  key={step.id}
                  role="gridcell"
                  id={cellDomId(place)}
                  className="lane-chip"
                  tabIndex={isAt(step.id) ? 0 : -1}
                  aria-label={cellWords(lane, { kind: 'undrawn', id: step.id }, marks)}
                  aria-expanded={isOpen(step.id) || undefined}
                  onFocus={() => onGo(place)}
                  onDoubleClick={() => onOpen(place)}
                >
                  {doseLabel(step)}
                  {marks.has(step.id) && <span className="lane-unsaved" aria-hidden />}
                </div>
              )
            })}
          </div>
        )}
      </div>
    </div>
  )
}
