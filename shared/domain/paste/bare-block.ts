/** Values without dates: laid over the grid from the cell where they were pasted, down its rows and along its dates. */
import { holdsValue, widthOf, type Layout, type Looks, type Rows, type Slot } from './layout.ts'
import type { PasteContext } from './proposal.ts'

export function bareBlock(rows: Rows, looks: Looks, anchor: PasteContext['anchor']): Layout | undefined {
  if (!anchor || rows.some((row) => row.some(looks.isDate))) return undefined
  const columns = Array.from({ length: widthOf(rows) }, (_, column) => column)
  const labels = columns.find((column) => rows.some((row) => looks.isLabel(row[column] ?? '')))
  // The first cell of the text lies on the cell it was pasted on, empty or not.
  const start = labels === undefined ? 0 : labels + 1
  const slots = rows.flatMap((row, at): readonly Slot[] =>
    columns
      .filter((column) => column >= start && holdsValue(row[column] ?? ''))
      .map((column) => {
        const measure = labels === undefined ? anchor.measures[at] : undefined
        const gridDate = anchor.dates[column - start]
        return {
          row: at,
          column,
          text: row[column]!,
          label: labels === undefined ? (measure?.label ?? '') : (row[labels] ?? ''),
          ...(measure && { measureKey: measure.key }),
          ...(gridDate !== undefined && { gridDate }),
        }
      }),
  )
  return slots.length === 0 ? undefined : { kind: 'block', slots }
}
