import { memo } from 'react'
import { unitLabel } from '#shared/domain/units.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import { cellText, measureName } from './cell-text.ts'
import { bundle, datePx } from './geometry.ts'
import { cellKey, outOfRange, type Sheet } from './sheet.ts'
import type { SheetLine } from './use-sheet.ts'

export type CellMark = 'refused' | 'unusual'

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

interface SheetRowProps extends RowShare {
  readonly line: SheetLine
  readonly index: number
  readonly top: number
  readonly firstBundle: number
  readonly lastBundle: number
}

/** One row. It is drawn again only when something of its own changes, and across only in bundles of columns. */
export const SheetRow = memo(function SheetRow({ line, index, top, firstBundle, lastBundle, ...share }: SheetRowProps) {
  const style = { transform: `translateY(${top}px)` }
  const rowIndex = index + 2
  if (line.kind === 'group')
    return (
      <div className="sheet-row sheet-group" role="row" aria-rowindex={rowIndex} style={style}>
        <div className="sheet-item" role="rowheader" aria-colindex={1}>
          {line.label}
        </div>
      </div>
    )
  const { measure, unit } = line
  return (
    <div className="sheet-row" role="row" aria-rowindex={rowIndex} style={style} data-line={index}>
      <div className="sheet-item" role="rowheader" aria-colindex={1}>
        <span className="sheet-name" title={measureName(measure)}>
          {measureName(measure)}
        </span>
        {unit !== undefined && !measure.label.endsWith('%') && <span className="unit">{unitLabel(unit)}</span>}
      </div>
      {Array.from({ length: lastBundle - firstBundle + 1 }, (_, offset) => (
        <Bundle
          key={firstBundle + offset}
          number={firstBundle + offset}
          measureKey={measure.key}
          unit={unit}
          {...share}
        />
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
  return dates
    .slice(first, first + bundle)
    .map((date, offset) => <Cell key={date} date={date} column={first + offset} {...share} />)
})

interface CellProps extends Omit<BundleProps, 'number' | 'dates'> {
  readonly date: PartialDate
  readonly column: number
}

const flags = { high: '↑', low: '↓' } as const

function Cell({ id, date, column, measureKey, unit, sheet, staged, marks, from, to }: CellProps) {
  const results = sheet.results.get(cellKey(measureKey, date))
  const typed = staged?.[date]
  const text = typed ?? cellText(results, unit)
  const outside = typed === undefined ? results?.map(outOfRange).find(Boolean) : undefined
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
      data-outside={outside}
      data-source={results?.some(({ source }) => source === 'illustrative') ? 'illustrative' : undefined}
      title={text.length > 8 ? text : undefined}
      style={{ transform: `translateX(${column * datePx}px)` }}
    >
      <span className="sheet-value">{text}</span>
      {outside && (
        <span className="sheet-flag" aria-hidden>
          {flags[outside]}
        </span>
      )}
      {outside && <span className="visually-hidden"> {outside}</span>}
      {typed !== undefined && <span className="visually-hidden">{typed === '' ? 'emptied, ' : ', '}not saved</span>}
    </div>
  )
}
