/** CSV as RFC 4180 has it, safe to open in a spreadsheet. */
import { stringify } from 'csv-stringify/sync'
import { toldAsText } from '#shared/lib/told-as-text.ts'

type Cell = string | number | boolean | null | undefined

/** @returns the table as text with CRLF ends of line; cells that a spreadsheet would run are told as text by a leading apostrophe */
export function csvOf(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  return stringify([header.map(guarded), ...Array.from(rows, (row) => row.map(guarded))], { record_delimiter: '\r\n' })
}

function guarded(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'string' ? toldAsText(cell) : String(cell)
}
