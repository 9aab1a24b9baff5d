import { memo } from 'react'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { cellText, measureName } from './cell-text.ts'
import { bundle, datePx } from './geometry.ts'
import { cellKey, outOfRange, type Sheet } from './sheet.ts'
import type { CellMark, SheetLine } from './use-sheet.ts'

interface LineProps {
  readonly id: string
  readonly line: SheetLine
  readonly top: number
}

/**
 * The heading of a row. All of them stand together in one pane that stays when the dates scroll under it, since a browser
 * keeps a layer for whatever stays; the row names its heading as its own.
 */
export const RowHeading = memo(function RowHeading({ id, line, top }: LineProps) {
  const style = { top }
  if (line.kind === 'group')
    return (
      <div className="sheet-item sheet-group" role="rowheader" aria-colindex={1} id={`${id}-head`} style={style}>
        {line.label}
      </div>
    )
  const { measure, unit } = line
  return (
    <div className="sheet-item" role="rowheader" aria-colindex={1} id={`${id}-head`} style={style}>
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
  readonly firstBundle: number
  readonly bundleCount: number
}

/** One row. It is drawn again only when something of its own changes, and across only in bundles of columns. */
export const SheetRow = memo(function SheetRow({
  line,
  index,
  top,
  firstBundle,
  bundleCount,
  ...share
}: SheetRowProps) {
  return (
    <div
      className={line.kind === 'group' ? 'sheet-row sheet-group' : 'sheet-row'}
      role="row"
      aria-rowindex={index + 2}
      aria-owns={`${share.id}-head`}
      style={{ top }}
      data-line={line.kind === 'group' ? undefined : index}
    >
      {line.kind === 'item' &&
        Array.from({ length: bundleCount }, (_, offset) => {
          const number = firstBundle + offset
          // What scrolls out on one side comes in on the other with new values: changing a cell is cheaper than making one.
          return (
            <Bundle
              key={number % bundleCount}
              number={number}
              measureKey={line.measure.key}
              unit={line.unit}
              {...share}
            />
          )
        })}
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
  return dates
    .slice(first, first + bundle)
    .map((date, offset) => <Cell key={offset} date={date} column={first + offset} {...share} />)
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
      style={{ left: column * datePx }}
    >
      {text}
      {typed !== undefined && <span className="visually-hidden">{typed === '' ? 'emptied, ' : ', '}not saved</span>}
    </div>
  )
}
