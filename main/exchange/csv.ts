/** CSV as RFC 4180 has it, safe to open in a spreadsheet. */
import { stringify } from 'csv-stringify/sync'

/** What a spreadsheet takes for a formula (OWASP, “CSV injection”), also behind spaces, and as the wide signs of East Asian keyboards. */
const formula = /^\s*[=+\-@\t\r＝＋－＠]/
const number = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/

type Cell = string | number | boolean | null | undefined

/** @returns the table as text with CRLF ends of line; cells that a spreadsheet would run are told as text by a leading apostrophe */
export function csvOf(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  return stringify([header.map(guarded), ...Array.from(rows, (row) => row.map(guarded))], { record_delimiter: '\r\n' })
}

function guarded(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  const text = String(cell)
  return typeof cell === 'string' && formula.test(text) && !number.test(text) ? `'${text}` : text
}
