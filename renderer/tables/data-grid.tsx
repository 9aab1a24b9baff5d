import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useId, useRef } from 'react'
import type { CSSProperties, KeyboardEvent, ReactNode, Ref } from 'react'
import { gridMove } from './grid-move.ts'
import './data-grid.css'

export interface GridColumn<R, S extends string> {
  readonly id: string
  readonly label: string
  /** The heading in full, where the label is short. */
  readonly title?: string
  /** A track of a CSS grid: `84px`, `minmax(112px, 1fr)`. */
  readonly width: string
  readonly isNumber?: boolean
  /** The order that the heading switches on. */
  readonly sort?: S
  readonly cell: (row: R) => ReactNode
}

export interface GridSort<S extends string> {
  readonly by: S
  readonly descending: boolean
}

interface DataGridProps<R, S extends string> {
  /** What the table holds, for screen readers. */
  readonly label: string
  /** The same object from one drawing to the next, or every row is drawn again. */
  readonly columns: readonly GridColumn<R, S>[]
  readonly total: number
  /** `undefined` for a row that is not here yet. */
  readonly rowAt: (index: number) => R | undefined
  readonly sort: GridSort<S>
  readonly onSort: (sort: GridSort<S>) => void
  readonly active: number
  readonly onActive: (index: number) => void
  readonly onOpen: (row: R) => void
  /** The row at the top when the table appears. */
  readonly startAt: number
  /** The rows in sight, for whoever fetches them. */
  readonly onRange: (first: number, last: number) => void
  readonly gridRef: Ref<HTMLDivElement>
}

/** Height of a row, as in `tokens.css`. */
const rowPx = 28

/**
 * The one data table: any number of rows of one height, of which only those in sight are drawn; a heading and a first
 * column that stay; the keyboard of a list. The grid itself holds the focus and names the active row.
 */
export function DataGrid<R, S extends string>(props: DataGridProps<R, S>) {
  const { label, columns, total, rowAt, sort, onSort, active, onActive, onOpen, startAt, onRange, gridRef } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
    scrollPaddingStart: rowPx,
    initialOffset: startAt * rowPx,
  })
  const rows = virtualizer.getVirtualItems()
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0]
  const [top, bottom] = [virtualizer.range?.startIndex ?? startAt, virtualizer.range?.endIndex ?? startAt]
  useEffect(() => onRange(top, bottom), [onRange, top, bottom])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || total === 0) return
    if (event.key === 'Enter') {
      const row = rowAt(active)
      if (row !== undefined) onOpen(row)
      return
    }
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 2)
    const next = gridMove(event.key, active, total, pageRows)
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onActive(next)
    virtualizer.scrollToIndex(next)
  }
  const tracks = { '--grid-tracks': columns.map(({ width }) => width).join(' ') } as CSSProperties
  const rowId = (index: number): string => `${id}row${index}`
  return (
    <div className="grid-scroller" ref={scroller} style={tracks}>
      <div
        className="grid"
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={active >= first && active <= last && total > 0 ? rowId(active) : undefined}
        tabIndex={0}
        ref={gridRef}
        onKeyDown={onKeyDown}
      >
        <GridHead columns={columns} sort={sort} onSort={onSort} />
        <div className="grid-body" role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ index, start }) => (
            <GridRow
              key={index}
              id={rowId(index)}
              columns={columns}
              row={rowAt(index)}
              index={index}
              top={start}
              isActive={index === active}
              onActive={onActive}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface GridHeadProps<R, S extends string> {
  readonly columns: readonly GridColumn<R, S>[]
  readonly sort: GridSort<S>
  readonly onSort: (sort: GridSort<S>) => void
}

function GridHead<R, S extends string>({ columns, sort, onSort }: GridHeadProps<R, S>) {
  return (
    <div className="grid-head" role="rowgroup">
      <div className="grid-row" role="row" aria-rowindex={1}>
        {columns.map(({ id, label, title, isNumber, sort: by }, index) => {
          const isOn = by !== undefined && sort.by === by
          const order = isOn ? (sort.descending ? 'descending' : 'ascending') : undefined
          return (
            <div
              key={id}
              className="grid-cell"
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={order}
              data-number={isNumber || undefined}
              title={title}
            >
              {by === undefined ? (
                <span>{label}</span>
              ) : (
                <button type="button" onClick={() => onSort({ by, descending: isOn && !sort.descending })}>
                  {label}
                  <span className="grid-order" aria-hidden>
                    {isOn ? (sort.descending ? '↓' : '↑') : ''}
                  </span>
                </button>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface GridRowProps<R, S extends string> {
  readonly id: string
  readonly columns: readonly GridColumn<R, S>[]
  readonly row: R | undefined
  readonly index: number
  readonly top: number
  readonly isActive: boolean
  readonly onActive: (index: number) => void
  readonly onOpen: (row: R) => void
}

const GridRow = memo(function GridRow<R, S extends string>(props: GridRowProps<R, S>) {
  const { id, columns, row, index, top, isActive, onActive, onOpen } = props
  const open = (): void => {
    onActive(index)
    if (row !== undefined) onOpen(row)
  }
  return (
    // The keyboard is the grid's: it opens the active row with Enter.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      className="grid-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isActive}
      aria-busy={row === undefined || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={open}
    >
      {columns.map(({ id: column, isNumber, cell }, column0) => (
        <div
          key={column}
          className="grid-cell"
          role="gridcell"
          aria-colindex={column0 + 1}
          data-number={isNumber || undefined}
        >
          {row === undefined ? <span className="grid-waiting" /> : cell(row)}
        </div>
      ))}
    </div>
  )
}) as <R, S extends string>(props: GridRowProps<R, S>) => ReactNode
