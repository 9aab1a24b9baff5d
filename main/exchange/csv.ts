/** CSV as RFC 4180 has it, safe to open in a spreadsheet: with CRLF ends of line, and cells that it would run told as text. */
import { stringify } from 'csv-stringify/sync'
import { toldAsText } from '#shared/lib/told-as-text.ts'

export type CsvCell = string | number | boolean | null | undefined
export type CsvRow = readonly CsvCell[]

/** Made into text at once. */
const rowsAtOnce = 1000

/** The line of names, and the lines of the rows. */
export const csvOf = (header: readonly string[], rows: Iterable<CsvRow>): string => csvLines([header]) + csvLines(rows)

/** @param rows taken some at a time, so that whoever makes them can stop in between */
export function csvLines(rows: Iterable<CsvRow>): string {
  let text = ''
  let waiting: string[][] = []
  const write = () => {
    text += stringify(waiting, { record_delimiter: '\r\n' })
    waiting = []
  }
  for (const row of rows) {
    waiting.push(row.map(guarded))
    if (waiting.length === rowsAtOnce) write()
  }
  write()
  return text
}

function guarded(cell: CsvCell): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'string' ? toldAsText(cell) : String(cell)
}
