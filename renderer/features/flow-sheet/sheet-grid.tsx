import {
  memo,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { formatPartialDate, type PartialDate } from '#shared/domain/partial-date.ts'
import { headingOf } from './cell-text.ts'
import { blockOf, bringIntoSight, bundle, datePx, headPx, itemPx, rowPx, type CellPlace } from './geometry.ts'
import { moveOf } from './sheet-moves.ts'
import { RowHeading, SheetRow } from './sheet-row.tsx'
import type { Sheet } from './sheet.ts'
import type { SheetLine, SheetModel, StagedByRow } from './use-sheet.ts'
import { useSpan, useSpans, type Spans } from './use-spans.ts'

interface SheetGridProps {
  readonly lines: readonly SheetLine[]
  readonly dates: readonly PartialDate[]
  readonly sheet: Sheet
  readonly staged: StagedByRow
  readonly marks: SheetModel['marks']
  readonly active: CellPlace
  /** The other corner of what is selected. */
  readonly anchor: CellPlace | undefined
  /** The input over the active cell, while it is typed into. */
  readonly editor: ReactNode
  readonly gridRef: RefObject<HTMLDivElement | null>
  readonly describedBy: string
  readonly onMove: (to: CellPlace, extends_: boolean) => void
  /** Opens the editor, with what was typed or with what stands in the cell. */
  readonly onEdit: (typed?: string) => void
  readonly onEmpty: () => void
  readonly onSameAsLeft: () => void
  readonly onCopy: () => string
  readonly onPaste: (text: string) => void
}

/** What begins a value: typing it opens the editor. Letters stay free for shortcuts. */
const startsValue = /^[\d<>.,]$/

/**
 * The sheet: of any number of items and dates only those in sight are drawn. The grid itself holds the focus and names the
 * active cell; the cursor lies over the cells, so that moving it draws none of them again.
 */
export function SheetGrid(props: SheetGridProps) {
  const { lines, dates, sheet, staged, marks, active, anchor, editor, gridRef, describedBy } = props
  const { onMove, onEdit, onEmpty, onSameAsLeft, onCopy, onPaste } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  // The newest values are what one looks for.
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollLeft = dates.length * datePx
    // Only when the sheet appears.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  const spans = useSpans(scroller, lines.length + 1, Math.ceil(dates.length / bundle))
  useEffect(() => {
    if (scroller.current) bringIntoSight(scroller.current, active)
  }, [active])

  const block = blockOf(active, anchor)
  const isBlock = block.top !== block.bottom || block.left !== block.right
  const pageRows = () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headPx) / rowPx) - 1)

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey || lines.length === 0 || dates.length === 0) return
    const withControl = event.ctrlKey || event.metaKey
    const to = moveOf({ key: event.key, withControl }, active, { lines, columns: dates.length, pageRows: pageRows() })
    if (to) onMove(to, event.shiftKey)
    else if (withControl) return
    else if (event.key === 'Enter') onEdit()
    else if (event.key === 'Delete' || event.key === 'Backspace') onEmpty()
    else if (event.key === 'F4') onSameAsLeft()
    else if (startsValue.test(event.key)) onEdit(event.key)
    else return
    event.preventDefault()
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-column]')
    const row = cell?.closest<HTMLElement>('[data-line]')
    if (cell && row)
      onMove({ line: Number(row.dataset['line']), column: Number(cell.dataset['column']) }, event.shiftKey)
  }
  useClipboard(gridRef, onCopy, onPaste)
  const rowId = (index: number) => `${id}r${index}`
  const canvas = { width: itemPx + dates.length * datePx, height: headPx + lines.length * rowPx }
  return (
    <div className="sheet-scroller" ref={scroller}>
      <div className="sheet-canvas" style={canvas}>
        <div className="sheet-items">
          {lines.map((line, index) => (
            <RowHeading key={line.id} id={rowId(index)} line={line} />
          ))}
        </div>
        <div
          className="sheet"
          role="grid"
          aria-label="Values by date"
          aria-rowcount={lines.length + 1}
          aria-colcount={dates.length + 1}
          aria-multiselectable
          aria-activedescendant={`${rowId(active.line)}-${active.column}`}
          aria-describedby={describedBy}
          tabIndex={0}
          ref={gridRef}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onDoubleClick={() => onEdit()}
        >
          <SheetHead dates={dates} spans={spans} />
          <div className="sheet-body" role="rowgroup">
            {lines.map((line, index) => {
              const isSelected = isBlock && index >= block.top && index <= block.bottom
              return (
                <SheetRow
                  key={line.id}
                  id={rowId(index)}
                  line={line}
                  index={index}
                  spans={spans}
                  active={index === active.line ? active.column : undefined}
                  dates={dates}
                  sheet={sheet}
                  staged={staged.get(line.id)}
                  marks={marks.get(line.id)}
                  from={isSelected ? block.left : undefined}
                  to={isSelected ? block.right : undefined}
                />
              )
            })}
          </div>
        </div>
        {lines.length > 0 && dates.length > 0 && (
          <div
            className="sheet-cursor"
            style={{ left: itemPx + active.column * datePx, top: headPx + active.line * rowPx }}
          >
            {editor}
          </div>
        )}
      </div>
    </div>
  )
}

/**
 * Ctrl+C and Ctrl+V while the sheet has the keyboard. Nothing is selected in the sense of a browser, which then says so to
 * the whole page and not to whoever has the focus.
 */
function useClipboard(
  gridRef: RefObject<HTMLDivElement | null>,
  onCopy: () => string,
  onPaste: (text: string) => void,
): void {
  const latest = useRef({ onCopy, onPaste })
  useEffect(() => {
    latest.current = { onCopy, onPaste }
  })
  useEffect(() => {
    const isMine = () => gridRef.current !== null && document.activeElement === gridRef.current
    const copied = (event: ClipboardEvent) => {
      if (!isMine()) return
      event.clipboardData?.setData('text/plain', latest.current.onCopy())
      event.preventDefault()
    }
    const pasted = (event: ClipboardEvent) => {
      if (!isMine()) return
      event.preventDefault()
      latest.current.onPaste(event.clipboardData?.getData('text/plain') ?? '')
    }
    document.addEventListener('copy', copied)
    document.addEventListener('paste', pasted)
    return () => {
      document.removeEventListener('copy', copied)
      document.removeEventListener('paste', pasted)
    }
  }, [gridRef])
}

interface SheetHeadProps {
  readonly dates: readonly PartialDate[]
  readonly spans: Spans
}

const SheetHead = memo(function SheetHead({ dates, spans }: SheetHeadProps) {
  const span = useSpan(spans, 0)
  const first = span.first * bundle
  return (
    <div className="sheet-head" role="rowgroup">
      <div className="sheet-head-row" role="row" aria-rowindex={1}>
        <div className="sheet-item" role="columnheader" aria-colindex={1}>
          Item
        </div>
        {dates.slice(first, span.end * bundle).map((date, offset) => (
          <DateHeading key={date} date={date} column={first + offset} />
        ))}
      </div>
    </div>
  )
})

function DateHeading({ date, column }: { readonly date: PartialDate; readonly column: number }) {
  const { day, year } = headingOf(date)
  return (
    <div
      className="sheet-date"
      role="columnheader"
      aria-colindex={column + 2}
      aria-label={formatPartialDate(date)}
      style={{ left: itemPx + column * datePx }}
    >
      <span>{day}</span>
      <span className="sheet-year">{year}</span>
    </div>
  )
}
