/**
 * A row for each result: an export with date, test, value and unit in columns, or a report of one day, whose date stands
 * above it.
 */
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
import { datesWithin } from './read-date.ts'
import { isMissing } from './read-value.ts'

/** A line above the values that says when the sample was taken, or another date that it must not be taken for. */
const ofSample = /collect|sampl|drawn|entnahme|abnahme|prélev|specimen|visit|visite|untersuchung|datum:|date:/i
const ofOther =
  /birth|born|\bdob\b|geb(?:\.|oren)|\bné|naiss|print|druck|report|befund|ausgegeben|received|eingang|imprim/i

/** The one date that the lines hold for the values under them; undefined when there are none or several. */
function dateAbove(lines: readonly string[]): string | undefined {
  const dated = lines.flatMap((line) => {
    const dates = datesWithin(line)
    return dates.length === 1 ? [{ line, date: dates[0]! }] : []
  })
  const sample = dated.filter(
    ({ line }) => ofSample.test(line) && !/birth|born|\bdob\b|geb(?:\.|oren)|naiss/i.test(line),
  )
  const left = sample.length > 0 ? sample : dated.filter(({ line }) => !ofOther.test(line))
  const dates = new Set(left.map(({ date }) => date))
  return dates.size === 1 ? [...dates][0] : undefined
}

interface Columns {
  readonly label: number
  readonly value: number
  readonly date: number | undefined
  readonly unit: number | undefined
  readonly range: number | undefined
  readonly low: number | undefined
  readonly high: number | undefined
}

function columnsOf(rows: Rows, looks: Looks): Columns | undefined {
  const all = Array.from({ length: widthOf(rows) }, (_, column) => column)
  const of = (column: number) => rows.map((row) => row[column] ?? '')
  const labels = all.map((column) => of(column).filter(looks.isLabel).length)
  const label = labels.indexOf(Math.max(1, ...labels))
  if (label < 0) return undefined
  const body = rows.filter((row) => looks.isLabel(row[label] ?? ''))
  const inBody = (column: number) => body.map((row) => row[column] ?? '')
  const headed = (pattern: RegExp) =>
    all.find((column) => column !== label && of(column).some((text) => pattern.test(text)))
  const others = all.filter((column) => column !== label)
  const date = headed(headings.date) ?? others.find((column) => shareOf(inBody(column), looks.isDate) > 0.5)
  const low = headed(headings.low)
  const high = headed(headings.high)
  const free = others.filter((column) => column !== date && column !== low && column !== high)
  const numbers = free.map((column) => inBody(column).filter(looks.isNumber).length)
  const mostly = free[numbers.indexOf(Math.max(1, ...numbers))]
  const value = headed(headings.value) ?? mostly
  if (value === undefined || value === label) return undefined
  const rest = free.filter((column) => column !== value)
  const unit = headed(headings.unit) ?? rest.find((column) => shareOf(inBody(column), looks.isUnit) > 0.5)
  const range =
    rest.find((column) => column !== unit && of(column).some((text) => headings.range.test(text))) ??
    rest.find((column) => column !== unit && shareOf(inBody(column), looks.isRange) > 0.5)
  return { label, value, date, unit, range, low, high }
}

export function listOfResults(rows: Rows, looks: Looks): Layout | undefined {
  const columns = columnsOf(rows, looks)
  if (!columns) return undefined
  const slots: Slot[] = []
  const withoutValue: string[] = []
  let above: string | undefined
  let before: string | undefined
  rows.forEach((row, at) => {
    const of = (column: number | undefined) => (column === undefined ? '' : cellOf(rows, at, column))
    const ownDate = of(columns.date)
    const label = of(columns.label)
    const text = of(columns.value)
    const filled = row.filter(isFilled)
    const isResult =
      isFilled(label) && holdsValue(text) && (looks.isLabel(label) || looks.isNumber(text)) && !looks.isDate(label)
    if (!isResult) {
      const line = filled.join(' ')
      if (filled.length === 0 || looks.isLabel(label)) return
      withoutValue.push(line)
      const found = dateAbove([line]) !== undefined && slots.length > 0 ? dateAbove([line]) : dateAbove(withoutValue)
      above = found ?? (datesWithin(line).length > 0 ? undefined : above)
      return
    }
    // In a list sorted by date, the date often stands in the first row of its day only.
    if (looks.isDate(ownDate)) before = ownDate
    const date = isFilled(ownDate) && !isMissing(ownDate) ? ownDate : (before ?? above)
    slots.push({
      row: at,
      column: columns.value,
      text,
      label,
      ...(date !== undefined && { date, dateFromAbove: date !== ownDate }),
      ...(isFilled(of(columns.unit)) && !isMissing(of(columns.unit)) && { unit: of(columns.unit) }),
      ...(isFilled(of(columns.range)) && { range: of(columns.range) }),
      ...(isFilled(of(columns.low)) && { low: of(columns.low) }),
      ...(isFilled(of(columns.high)) && { high: of(columns.high) }),
    })
  })
  return slots.length === 0 ? undefined : { kind: 'list', slots }
}
