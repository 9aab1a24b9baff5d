import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import { blockOf, bringIntoSight, bundle, datePx, headPx, itemPx, rowPx, type CellPlace } from './geometry.ts'
import { moveOf } from './sheet-moves.ts'
import { SheetHead } from './sheet-head.tsx'
import { RowHeading, SheetRow } from './sheet-row.tsx'
import type { Sheet } from './sheet.ts'
import type { SheetLine, SheetModel, StagedByRow } from './use-sheet.ts'
import { useClipboard } from './use-clipboard.ts'
import { useSpans } from './use-spans.ts'

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
 * The sheet: all items, of which the dictionary has some dozens, and of any number of dates those around what is in sight.
 * The grid itself holds the focus and names the active cell; the cursor lies over the cells, so that moving it draws none
 * of them again.
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
  const hasCells = lines.length > 0 && dates.length > 0
  const pageRows = () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headPx) / rowPx) - 1)

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey || !hasCells) return
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
          aria-activedescendant={hasCells ? `${rowId(active.line)}-${active.column}` : undefined}
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
        {hasCells && (
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
