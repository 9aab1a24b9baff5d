/** A row for each date, a column for each item: a table turned on its side. */
import {
  cellOf,
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
import { isBareYear } from './read-date.ts'

interface Head {
  readonly labels: readonly string[]
  readonly units: readonly string[]
  readonly ranges: readonly string[]
}

const none: Head = { labels: [], units: [], ranges: [] }

/** The column in which most dates stand; bare years where no other dates are. */
function dateColumn(rows: Rows, looks: Looks): { column: number; isDate: (text: string) => boolean } | undefined {
  const columns = Array.from({ length: widthOf(rows) }, (_, column) => column)
  for (const isDate of [looks.isDate, isBareYear]) {
    const counts = columns.map((column) => rows.filter((row) => isDate(row[column] ?? '')).length)
    const most = Math.max(0, ...counts)
    const column = counts.indexOf(most)
    if (most === 0 || (isDate === isBareYear && column > 0)) continue
    return { column, isDate: (text) => looks.isDate(text) || isBareYear(text) }
  }
  return undefined
}

/** What the rows above the values say of each column: labels in the row with most of them, units and ranges around it. */
function headOf(above: Rows, dates: number, looks: Looks, isFirst: boolean): Head | undefined {
  const rows = above.filter((row) => row.some(isFilled))
  const others = (row: readonly string[]) => row.filter((_, column) => column !== dates)
  const labels = (row: readonly string[]) => others(row).filter(looks.isLabel).length
  const best = rows.reduce<readonly string[] | undefined>(
    (found, row) => (labels(row) > 0 && (!found || labels(row) > labels(found)) ? row : found),
    undefined,
  )
  const isUnits = (row: readonly string[]) => shareOf(others(row), looks.isUnit) > 0.5
  const isRanges = (row: readonly string[]) => shareOf(others(row), looks.isRange) > 0.5
  // Names that are all unknown head the first values only: further down such a row is more likely a remark.
  const isWords = (row: readonly string[]) => others(row).some(isFilled) && !others(row).some(looks.isNumber)
  const words = isFirst ? rows.findLast((row) => isWords(row) && !isUnits(row) && !isRanges(row)) : undefined
  const head = best ?? words
  if (!head) return undefined
  const further = rows.filter((row) => row !== head)
  return { labels: head, units: further.find(isUnits) ?? [], ranges: further.find(isRanges) ?? [] }
}

export function datesDown(rows: Rows, looks: Looks): Layout | undefined {
  const found = dateColumn(rows, looks)
  if (!found) return undefined
  const { column: dates, isDate } = found
  const slots: Slot[] = []
  let head = none
  let aboveFrom = 0
  let columns: ReadonlyMap<number, { readonly unitIn?: number }> = new Map()
  rows.forEach((row, at) => {
    const date = row[dates] ?? ''
    if (!isDate(date)) return
    if (at > aboveFrom || at === 0) {
      head = headOf(rows.slice(aboveFrom, at), dates, looks, head === none) ?? head
      columns = valueColumns(rows, at, dates, head, looks)
    }
    aboveFrom = at + 1
    for (const [column, { unitIn }] of columns) {
      const text = cellOf(rows, at, column)
      if (!holdsValue(text)) continue
      const unit = unitIn === undefined ? head.units[column] : cellOf(rows, at, unitIn)
      const range = head.ranges[column]
      slots.push({
        row: at,
        column,
        text,
        label: head.labels[column] ?? '',
        date,
        ...(isFilled(unit) && { unit }),
        ...(isFilled(range) && { range }),
      })
    }
  })
  const undated = rows.flatMap((row, at) => undatedOf(row, at, dates, rows, looks, isDate, slots))
  return slots.length === 0 ? undefined : { kind: 'dates-down', slots: [...slots, ...undated] }
}

/** The columns of values of one block, each with the column of its unit where that stands right of it. */
function valueColumns(rows: Rows, from: number, dates: number, head: Head, looks: Looks) {
  const body = rows.slice(from)
  const of = (column: number) => body.map((row) => row[column] ?? '')
  const isUnits = (column: number) =>
    headings.unit.test(head.labels[column] ?? '') || (!head.labels[column] && shareOf(of(column), looks.isUnit) > 0.5)
  const isAside = (column: number) =>
    headings.flag.test(head.labels[column] ?? '') || headings.range.test(head.labels[column] ?? '')
  const columns = new Map<number, { readonly unitIn?: number }>()
  for (let column = 0; column < widthOf(rows); column++) {
    if (column === dates || isUnits(column) || isAside(column)) continue
    // Without a heading, only numbers are worth naming.
    if (!head.labels[column] && shareOf(of(column), looks.isNumber) === 0) continue
    // Names, ward, visit number: columns of words under an unknown heading are no values.
    if (!looks.isLabel(head.labels[column] ?? '') && shareOf(of(column), looks.isNumber) < 0.5) continue
    columns.set(column, isUnits(column + 1) ? { unitIn: column + 1 } : {})
  }
  return columns
}

/** Values of a row without a date between rows that have one: they are named, never put to the date above. */
function undatedOf(
  row: readonly string[],
  at: number,
  dates: number,
  rows: Rows,
  looks: Looks,
  isDate: (text: string) => boolean,
  slots: readonly Slot[],
): readonly Slot[] {
  const first = slots[0]
  if (!first || at < first.row || isDate(row[dates] ?? '')) return []
  if (row.some((text) => looks.isLabel(text)) || !row.some((text) => looks.isNumber(text))) return []
  const last = slots.findLast((slot) => slot.row < at)
  return row.flatMap((text, column) => {
    if (column === dates || !looks.isNumber(text)) return []
    const label = slots.find((slot) => slot.column === column && slot.row <= (last?.row ?? 0))?.label ?? ''
    return [{ row: at, column, text, label }]
  })
}
