import { memo } from 'react'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { cellText, measureName } from './cell-text.ts'
import { bundle, datePx } from './geometry.ts'
import { cellKey, outOfRange, type Sheet } from './sheet.ts'
import type { CellMark, SheetLine } from './use-sheet.ts'
import { useSpan, type Spans } from './use-spans.ts'

interface LineProps {
  readonly id: string
  readonly line: SheetLine
}

/**
 * The heading of a row. All of them stand together in one pane that stays when the dates scroll under it, since a browser
 * keeps a layer for whatever stays; the row names its heading as its own.
 */
export const RowHeading = memo(function RowHeading({ id, line }: LineProps) {
  if (line.kind === 'group')
    return (
      <div className="sheet-item sheet-group" role="rowheader" aria-colindex={1} id={`${id}-head`}>
        {line.label}
      </div>
    )
  const { measure, unit } = line
  return (
    <div className="sheet-item" role="rowheader" aria-colindex={1} id={`${id}-head`}>
      <span className="sheet-name" title={measureName(measure)}>
        {measureName(measure)}
      </span>
      {unit !== undefined && !measure.label.endsWith('%') && <span className="unit">{unitLabel(unit)}</span>}
    </div>
  )
})

interface RowShare {
  /** Of the row; a cell's id is it with the index of its column behind. */
  readonly id: string
  readonly dates: readonly PartialDate[]
  readonly sheet: Sheet
  /** Texts as typed, by date. */
  readonly staged: Readonly<Record<PartialDate, string>> | undefined
  readonly marks: Readonly<Record<PartialDate, CellMark>> | undefined
  /** Columns that are selected. */
  readonly from: number | undefined
  readonly to: number | undefined
}

interface SheetRowProps extends RowShare, LineProps {
  readonly index: number
  readonly spans: Spans
  /** Column of the active cell, where it is in this row. It is drawn wherever the sheet is scrolled to. */
  readonly active: number | undefined
}

/** One row. It is drawn again only when something of its own changes, and of it only the bundles of columns that do. */
export const SheetRow = memo(function SheetRow({ line, index, spans, active, ...share }: SheetRowProps) {
  const { first, end } = useSpan(spans, index + 1)
  const drawn = Array.from({ length: end - first }, (_, offset) => first + offset)
  const own = active === undefined ? first : Math.floor(active / bundle)
  if (own < first) drawn.unshift(own)
  if (own >= end) drawn.push(own)
  return (
    <div
      className={line.kind === 'group' ? 'sheet-row sheet-group' : 'sheet-row'}
      role="row"
      aria-rowindex={index + 2}
      aria-owns={`${share.id}-head`}
      data-line={line.kind === 'group' ? undefined : index}
    >
      {line.kind === 'item' &&
        drawn.map((number) => (
          <Bundle key={number} number={number} measureKey={line.measure.key} unit={line.unit} {...share} />
        ))}
    </div>
  )
})

interface BundleProps extends RowShare {
  readonly number: number
  readonly measureKey: string
  readonly unit: string | undefined
}

const Bundle = memo(function Bundle({ number, dates, ...share }: BundleProps) {
  const first = number * bundle
  return (
    <div className="sheet-bundle" style={{ left: first * datePx }}>
      {dates.slice(first, first + bundle).map((date, offset) => (
        <Cell key={date} date={date} column={first + offset} {...share} />
      ))}
    </div>
  )
})

interface CellProps extends Omit<BundleProps, 'number' | 'dates'> {
  readonly date: PartialDate
  readonly column: number
}

function Cell({ id, date, column, measureKey, unit, sheet, staged, marks, from, to }: CellProps) {
  const results = sheet.results.get(cellKey(measureKey, date))
  const typed = staged?.[date]
  const text = typed ?? cellText(results, unit)
  const isLong = text.length > 8
  const mark = marks?.[date]
  const isSelected = from !== undefined && to !== undefined && column >= from && column <= to
  return (
    <div
      id={`${id}-${column}`}
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={isSelected || undefined}
      aria-invalid={mark === 'refused' || undefined}
      className="sheet-cell"
      data-column={column}
      data-typed={typed === undefined ? undefined : typed === '' ? 'emptied' : 'changed'}
      data-mark={mark}
      data-outside={typed === undefined ? results?.map(outOfRange).find(Boolean) : undefined}
      data-source={results?.some(({ source }) => source === 'illustrative') ? 'illustrative' : undefined}
      data-long={isLong || undefined}
      title={isLong ? text : undefined}
    >
      {text}
      {typed !== undefined && <span className="visually-hidden">{typed === '' ? 'emptied, ' : ', '}not saved</span>}
    </div>
  )
}
