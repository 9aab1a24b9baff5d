/** A row for each item, a column for each date: how most sheets are kept. */
import {
  cellOf,
  datesOfRow,
  headings,
  holdsValue,
  isFilled,
  shareOf,
  widthOf,
  type Layout,
  type Looks,
  type Rows,
  type Slot,
} from './layout.ts'
import { isMissing } from './read-value.ts'

interface Header {
  readonly row: number
  /** Text of the date that heads each column. */
  readonly dates: ReadonlyMap<number, string>
}

const isDayAndMonth = (text: string) => /^\d{1,2}[./]\s?\d{1,2}\.?$/.test(text)

/** `12.4.` under a merged `2021`: the year holds until the next one stands above. */
function datesUnderYears(rows: Rows, row: number): ReadonlyMap<number, string> {
  const days = rows[row]!.flatMap((text, column) => (isDayAndMonth(text) ? [column] : []))
  const above = rows.slice(0, row).findLast((cells) => cells.some(isFilled)) ?? []
  if (days.length === 0 || !above.some((text) => /^(?:19|20)\d{2}$/.test(text))) return new Map()
  const dates = new Map<number, string>()
  for (const column of days) {
    const year = above.slice(0, column + 1).findLast((text) => /^(?:19|20)\d{2}$/.test(text))
    const text = rows[row]![column]!.replace(/\.$/, '')
    if (year) dates.set(column, `${text}${text.includes('.') ? '.' : '/'}${year}`)
  }
  return dates
}

function headerAt(rows: Rows, row: number, looks: Looks): Header | undefined {
  const cells = rows[row]!
  const first = cells.findIndex(isFilled)
  if (first < 0 || looks.isLabel(cells[first]!)) return undefined
  const underYears = datesUnderYears(rows, row)
  if (underYears.size > 0) return { row, dates: underYears }
  const columns = datesOfRow(cells, looks)
  if (columns.size === 0 || columns.has(0)) return undefined
  const others = cells.filter((text, column) => !columns.has(column) && looks.isNumber(text))
  if (others.length > 0) return undefined
  return { row, dates: new Map([...columns].map((column) => [column, cells[column]!])) }
}

/** The columns of one block, found among the rows under its header. */
function columnsOf(rows: Rows, { row: at, dates }: Header, end: number, looks: Looks) {
  const body = rows.slice(at + 1, end).filter((cells) => cells.some(isFilled))
  const firstDate = Math.min(...dates.keys())
  const of = (column: number) => body.map((cells) => cells[column] ?? '')
  const head = (column: number) => cellOf(rows, at, column)
  const left = Array.from({ length: firstDate }, (_, column) => column)
  const best = left.toSorted((a, b) => shareOf(of(b), looks.isLabel) - shareOf(of(a), looks.isLabel) || a - b)[0]
  const label = left.find((column) => headings.label.test(head(column))) ?? best ?? 0
  const others = Array.from({ length: widthOf(body) }, (_, column) => column).filter(
    (column) => column !== label && !dates.has(column),
  )
  const isUnits = (column: number) => headings.unit.test(head(column)) || shareOf(of(column), looks.isUnit) > 0.5
  const isRanges = (column: number) => headings.range.test(head(column)) || shareOf(of(column), looks.isRange) > 0.5
  const unit = others.find(isUnits)
  const range = others.find((column) => column !== unit && isRanges(column))
  const rest = others.filter((column) => column !== unit && column !== range)
  const low = rest.find((column) => headings.low.test(head(column)))
  const high = rest.find((column) => headings.high.test(head(column)))
  // Numbers right of the label without a date above them are named; numbering left of it is not.
  const undated = rest.filter((column) => column > label && column !== low && column !== high)
  return { label, unit, range, low, high, undated }
}

export function datesAcross(rows: Rows, looks: Looks): Layout | undefined {
  const headers = rows.flatMap((_, row) => headerAt(rows, row, looks) ?? [])
  if (headers.length === 0) return undefined
  const slots = headers.flatMap((header, index): readonly Slot[] => {
    const end = headers[index + 1]?.row ?? rows.length
    const columns = columnsOf(rows, header, end, looks)
    const slotsOfRow = (row: number): readonly Slot[] => {
      const at = (column: number | undefined) => (column === undefined ? '' : cellOf(rows, row, column))
      const label = at(columns.label)
      const belongs = {
        label,
        ...(isFilled(at(columns.unit)) && !isMissing(at(columns.unit)) && { unit: at(columns.unit) }),
        ...(isFilled(at(columns.range)) && { range: at(columns.range) }),
        ...(isFilled(at(columns.low)) && { low: at(columns.low) }),
        ...(isFilled(at(columns.high)) && { high: at(columns.high) }),
      }
      const dated = [...header.dates].map(([column, date]) => ({ column, date }))
      const undated = columns.undated.filter((column) => looks.isNumber(at(column))).map((column) => ({ column }))
      return [...dated, ...undated]
        .filter(({ column }) => holdsValue(at(column)))
        .map((place) => ({ ...belongs, ...place, row, text: at(place.column) }))
    }
    return Array.from({ length: end - header.row - 1 }, (_, offset) => header.row + 1 + offset).flatMap(slotsOfRow)
  })
  return { kind: 'dates-across', slots }
}
