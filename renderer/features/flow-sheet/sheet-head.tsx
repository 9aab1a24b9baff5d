import { memo } from 'react'
import { formatPartialDate, type PartialDate } from '#shared/domain/partial-date.ts'
import { headingOf } from './cell-text.ts'
import { bundle, datePx, itemPx } from './geometry.ts'
import { useSpan, type Spans } from './use-spans.ts'

interface SheetHeadProps {
  readonly dates: readonly PartialDate[]
  readonly spans: Spans
}

/** The dates over the columns. */
export const SheetHead = memo(function SheetHead({ dates, spans }: SheetHeadProps) {
  const { first, end } = useSpan(spans, 0)
  return (
    <div className="sheet-head" role="rowgroup">
      <div className="sheet-head-row" role="row" aria-rowindex={1}>
        <div className="sheet-item" role="columnheader" aria-colindex={1}>
          Item
        </div>
        {dates.slice(first * bundle, end * bundle).map((date, offset) => (
          <DateHeading key={date} date={date} column={first * bundle + offset} />
        ))}
      </div>
    </div>
  )
})

interface DateHeadingProps {
  readonly date: PartialDate
  readonly column: number
}

const DateHeading = memo(function DateHeading({ date, column }: DateHeadingProps) {
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
})
