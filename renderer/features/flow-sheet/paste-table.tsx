import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { gridMove } from '#renderer/tables/grid-move.ts'
import { measureName } from './cell-text.ts'
import { rowPx } from './geometry.ts'
import { nextTaking, type PasteRow, type Taking } from './paste-rows.ts'

interface PasteTableProps {
  readonly rows: readonly PasteRow[]
  readonly onTake: (row: PasteRow, taking: Taking) => void
}

const headings = ['Save', 'Item', 'Date', 'Value', 'Unit', 'Range', 'What to know'] as const

const takingWords: Readonly<Record<Taking, string>> = {
  save: 'save',
  leave: 'leave out',
  replace: 'replace',
  beside: 'save beside it',
}

/** What was understood, value by value. Arrows walk the rows; the space bar takes a value or leaves it out. */
export function PasteTable({ rows, onTake }: PasteTableProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [wanted, setActive] = useState(0)
  const active = Math.min(wanted, rows.length - 1)
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
    scrollPaddingStart: rowPx,
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active]
    if (event.ctrlKey || event.metaKey || event.altKey || !row) return
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 2)
    const next = gridMove(event.key, active, rows.length, pageRows)
    if (next !== undefined) {
      setActive(next)
      virtualizer.scrollToIndex(next)
    } else if (event.key === ' ') onTake(row, nextTaking(row))
    else return
    event.preventDefault()
  }
  const items = virtualizer.getVirtualItems()
  return (
    <div className="paste-scroller" ref={scroller}>
      <div
        className="paste-table"
        role="grid"
        aria-label="Pasted values"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={items.some(({ index }) => index === active) ? `${id}${active}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className="paste-head" role="rowgroup">
          <div className="paste-row" role="row" aria-rowindex={1}>
            {headings.map((heading) => (
              <div
                key={heading}
                role="columnheader"
                className="paste-cell"
                data-number={heading === 'Value' || undefined}
              >
                {heading}
              </div>
            ))}
          </div>
        </div>
        <div className="paste-body" role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <Row
              key={rows[index]!.id}
              id={`${id}${index}`}
              row={rows[index]!}
              index={index}
              top={start}
              isActive={index === active}
              onPoint={() => {
                setActive(index)
                onTake(rows[index]!, nextTaking(rows[index]!))
              }}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface RowProps {
  readonly id: string
  readonly row: PasteRow
  readonly index: number
  readonly top: number
  readonly isActive: boolean
  readonly onPoint: () => void
}

const marks = { save: '✓', replace: '✓', beside: '✓', leave: '' } as const

function Row({ id, row, index, top, isActive, onPoint }: RowProps) {
  const { cell, taking, state, refused, unusual } = row
  const { measure, date, value, comparator = '', unit, refLow, refHigh, label, assumptions } = cell
  const assumed = new Set(assumptions.map(({ about }) => about))
  const own = [measure.label, measure.short, measure.name].some((name) => name?.toLowerCase() === label.toLowerCase())
  const words = [
    refused === undefined ? stateWords(row) : `Can’t be saved: ${refused}`,
    unusual,
    ...assumptions.map(({ message }) => message),
  ].filter(Boolean)
  return (
    // The keyboard is the table's.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      className="paste-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isActive}
      data-taking={taking}
      data-state={refused === undefined ? state : 'refused'}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onPoint}
    >
      <div role="gridcell" className="paste-cell">
        <span className="paste-tick" aria-hidden data-can={row.choices.length > 0 || undefined}>
          {marks[taking]}
        </span>
        <span className="visually-hidden">{takingWords[taking]}</span>
      </div>
      <div role="gridcell" className="paste-cell" data-assumed={assumed.has('item') || undefined}>
        <span className="grid-text">
          {measureName(measure)} {!own && <span className="soft small">{label}</span>}
        </span>
      </div>
      <div role="gridcell" className="paste-cell" data-assumed={assumed.has('date') || undefined}>
        {formatPartialDate(date)}
      </div>
      <div role="gridcell" className="paste-cell" data-number>
        {comparator}
        {value}
      </div>
      <div role="gridcell" className="paste-cell unit" data-assumed={assumed.has('unit') || undefined}>
        {unit === undefined ? '' : unitLabel(unit)}
      </div>
      <div role="gridcell" className="paste-cell soft">
        {rangeWords(refLow, refHigh)}
      </div>
      <div role="gridcell" className="paste-cell paste-words" title={words.join(' ')}>
        {words.join(' ')}
      </div>
    </div>
  )
}

function stateWords({ state, recorded, taking, choices }: PasteRow): string {
  if (state === 'same') return 'Already recorded.'
  if (state === 'new') return taking === 'leave' ? 'Left out.' : ''
  if (taking === 'replace') return `Replaces ${recorded}.`
  if (taking === 'beside') return `Saved beside ${recorded} as a second result.`
  return `Recorded: ${recorded}. Left out; space ${choices.length > 1 ? 'replaces it or keeps both' : 'replaces it'}.`
}

function rangeWords(low: number | undefined, high: number | undefined): string {
  if (low !== undefined && high !== undefined) return `${low}–${high}`
  return high === undefined ? (low === undefined ? '' : `from ${low}`) : `up to ${high}`
}
