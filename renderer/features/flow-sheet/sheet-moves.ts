/** Where a key leads in the sheet. Headings of groups are no cells: they are stepped over. */
import type { CellPlace } from './geometry.ts'
import type { SheetLine } from './use-sheet.ts'

const isCell = (line: SheetLine | undefined) => line?.kind === 'item'

/** The next line with cells from `line`, in steps; where there is none, the last that has them. */
function lineFrom(lines: readonly SheetLine[], line: number, step: number): number {
  const direction = Math.sign(step)
  let found = line
  for (let at = line, left = Math.abs(step); left > 0;) {
    at += direction
    if (at < 0 || at >= lines.length) break
    if (!isCell(lines[at])) continue
    found = at
    left--
  }
  return found
}

export const firstLine = (lines: readonly SheetLine[]): number => Math.max(0, lines.findIndex(isCell))

export interface MoveKey {
  readonly key: string
  readonly withControl: boolean
}

/**
 * @param pageRows how many rows a page holds
 * @returns undefined when the key is none of the sheet's
 */
export function moveOf(
  { key, withControl }: MoveKey,
  from: CellPlace,
  size: { readonly lines: readonly SheetLine[]; readonly columns: number; readonly pageRows: number },
): CellPlace | undefined {
  const { lines, columns, pageRows } = size
  const across = (column: number): CellPlace => ({ ...from, column: Math.max(0, Math.min(columns - 1, column)) })
  const down = (step: number): CellPlace => ({ ...from, line: lineFrom(lines, from.line, step) })
  const end = lines.length
  switch (key) {
    case 'ArrowRight':
      return across(withControl ? columns - 1 : from.column + 1)
    case 'ArrowLeft':
      return across(withControl ? 0 : from.column - 1)
    case 'ArrowDown':
      return down(withControl ? end : 1)
    case 'ArrowUp':
      return down(withControl ? -end : -1)
    case 'PageDown':
      return down(pageRows)
    case 'PageUp':
      return down(-pageRows)
    case 'Home':
      return withControl ? { line: firstLine(lines), column: 0 } : across(0)
    case 'End':
      return withControl ? { line: down(end).line, column: columns - 1 } : across(columns - 1)
    default:
      return undefined
  }
}
