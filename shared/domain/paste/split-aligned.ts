/** Columns that are aligned with blanks, as laboratory systems print them and as text copied from a PDF has them. */

interface Piece {
  readonly text: string
  readonly from: number
  readonly to: number
}

interface Column {
  from: number
  to: number
}

/** The pieces of a line, parted by two blanks or more. */
function piecesOf(line: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (const { 0: text, index } of line.matchAll(/\S+(?: \S+)*/g))
    pieces.push({ text, from: index, to: index + text.length })
  return pieces
}

/**
 * Puts each piece of a line under the column that it overlaps, which grows with it; a piece under none begins a new
 * column. False, with nothing changed, when the line doesn't fit: a piece across two columns, or two pieces in one.
 */
function fit(columns: Column[], pieces: readonly Piece[]): boolean {
  const under = pieces.map(({ from, to }) => columns.filter((column) => from < column.to && to > column.from))
  const taken = under.flat()
  if (under.some((found) => found.length > 1) || new Set(taken).size < taken.length) return false
  pieces.forEach(({ from, to }, index) => {
    const column = under[index]?.[0]
    if (!column) return columns.push({ from, to })
    column.from = Math.min(column.from, from)
    column.to = Math.max(column.to, to)
  })
  return true
}

/**
 * Rows and cells. A piece belongs to the column under which it stands, so that a cell left blank keeps its neighbors in
 * their places. A line that doesn't fit under the columns stays in one cell: counting its pieces off could put a value
 * under the wrong date.
 */
export function splitAligned(lines: readonly string[]): readonly (readonly string[])[] {
  const pieces = lines.map(piecesOf)
  const columns: Column[] = []
  const fitting = new Set<readonly Piece[]>()
  // The fullest lines say where the columns are.
  for (const line of pieces.filter(({ length }) => length > 1).toSorted((a, b) => b.length - a.length))
    if (fit(columns, line)) fitting.add(line)
  columns.sort((a, b) => a.from - b.from)
  return pieces.map((line) => {
    if (!fitting.has(line)) return line.length === 0 ? [] : [line.map(({ text }) => text).join('  ')]
    const row: string[] = []
    for (const { text, from } of line) row[columns.findIndex(({ to }) => from < to)] = text
    return Array.from(row, (cell) => cell ?? '')
  })
}
