/** Takes a pasted text apart into rows and cells. What parts the cells is found out from the text itself. */
import type { Delimiter } from './proposal.ts'
import { splitAligned } from './split-aligned.ts'
import { splitWords } from './split-words.ts'

export interface TextTable {
  readonly delimiter: Delimiter | undefined
  /** As in the text, empty rows among them, so that a place in it can be named. Cells are trimmed. */
  readonly rows: readonly (readonly string[])[]
}

const signs = { tab: '\t', semicolon: ';', pipe: '|', comma: ',' } as const

/** Blanks, minus signs and letters of one kind. A narrow or hard blank between digits parts thousands and goes. */
function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\uFEFF\u200B-\u200F\u2060]/g, '')
    .replace(/(\d)[\u00A0\u2007\u2009\u202F](?=\d{3}(?!\d))/g, '$1')
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000\v\f]/g, ' ')
    .replace(/\u2212/g, '-')
    .replace(/\u03BC/g, '\u00B5')
}

/** A cell in quotation marks begins at `from`: its text, and where it ends. Nothing when they don't close as they must. */
function quotedCell(text: string, from: number, sign: string): { cell: string; end: number } | undefined {
  let at = from + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) return undefined
    if (text[close + 1] === '"') {
      at = close + 2
      continue
    }
    const after = text[close + 1]
    if (after !== undefined && after !== '\n' && after !== sign) return undefined
    return { cell: text.slice(from + 1, close).replaceAll('""', '"'), end: close + 1 }
  }
}

/** Rows and cells parted by one sign. A cell in quotation marks may hold the sign and line ends, as Excel writes them. */
function splitBySign(text: string, sign: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  // An opening quotation mark that never closes would be looked for again in every cell.
  let canQuote = true
  for (;;) {
    const quoted = canQuote && text[at] === '"' ? quotedCell(text, at, sign) : undefined
    if (text[at] === '"' && !quoted) canQuote = false
    let end = quoted?.end ?? at
    if (!quoted) while (end < text.length && text[end] !== sign && text[end] !== '\n') end++
    row.push((quoted?.cell ?? text.slice(at, end)).replace(/\s+/g, ' ').trim())
    if (text[end] !== sign) {
      rows.push(row.length === 1 && row[0] === '' ? [] : row)
      row = []
    }
    if (end >= text.length) return rows
    at = end + 1
  }
}

/** True when most of the lines hold what parts cells; a title or two above the table don't. */
function isShared(lines: readonly string[], holds: (line: string) => boolean): boolean {
  const count = lines.filter(holds).length
  return count > 0 && count * 2 >= lines.length
}

/** Commas part cells only where they can't be decimal commas: as many in each row, and a heading without numbers. */
function commasPart(rows: readonly (readonly string[])[]): boolean {
  const filled = rows.filter((row) => row.length > 1)
  const width = filled[0]?.length ?? 0
  if (filled.length < 2 || filled.some((row) => row.length !== width)) return false
  // `CK,190,5`: between digits a comma may be decimal, unless the heading has as many cells.
  return filled.some((row) => row.every((cell, index) => index === 0 || !/^\d+$/.test(cell)))
}

/** A table whose lines begin and end with the sign has no first and last cell. Its ruled line is no row. */
function withoutFrame(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const framed = rows.every((row) => row.length === 0 || row[0] === '')
  return rows.map((row) => {
    if (row.length > 0 && row.every((cell) => /^[-:=+ ]*$/.test(cell))) return []
    const inner = framed ? row.slice(1) : row
    return inner.at(-1) === '' ? inner.slice(0, -1) : inner
  })
}

/** Takes a text apart. Works on any text; one without a table comes back as one cell a row. */
export function splitText(pasted: string): TextTable {
  const text = plainText(pasted)
  const allLines = text.split('\n')
  const lines = allLines.filter((line) => line.trim() !== '')
  if (lines.length === 0) return { delimiter: undefined, rows: [] }
  // A tab is never part of a text: where one stands, it parts cells.
  if (text.includes('\t') && allLines.some((line) => line.trim().includes('\t')))
    return { delimiter: 'tab', rows: splitBySign(text, signs.tab) }
  if (isShared(lines, (line) => line.includes(';')))
    return { delimiter: 'semicolon', rows: splitBySign(text, signs.semicolon) }
  if (isShared(lines, (line) => line.includes('|')))
    return { delimiter: 'pipe', rows: withoutFrame(splitBySign(text, signs.pipe)) }
  const byComma = splitBySign(text, signs.comma)
  const isAligned = isShared(lines, (line) => /\S {2,}\S/.test(line))
  if (!isAligned && isShared(lines, (line) => line.includes(',')) && commasPart(byComma))
    return { delimiter: 'comma', rows: byComma }
  if (isAligned) return { delimiter: 'blanks', rows: splitAligned(allLines) }
  // Excel's single column, or one single cell, has tabs nowhere.
  if (lines.every((line) => !line.trim().includes(' ')))
    return { delimiter: undefined, rows: allLines.map((line) => (line.trim() === '' ? [] : [line.trim()])) }
  return { delimiter: 'words', rows: allLines.map(splitWords) }
}
