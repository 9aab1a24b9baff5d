/** Values without dates: laid over the grid from the cell where they were pasted, down its rows and along its dates. */
import { holdsValue, isFilled, widthOf, type Layout, type Looks, type Rows, type Slot } from './layout.ts'
import type { PasteContext } from './proposal.ts'

export function bareBlock(rows: Rows, looks: Looks, anchor: PasteContext['anchor']): Layout | undefined {
  if (!anchor || rows.some((row) => row.some(looks.isDate))) return undefined
  const first = rows.findIndex((row) => row.some(isFilled))
  const columns = Array.from({ length: widthOf(rows) }, (_, column) => column)
  const labels = columns.find((column) => rows.some((row) => looks.isLabel(row[column] ?? '')))
  const values = columns.filter((column) => column !== labels && rows.some((row) => looks.isNumber(row[column] ?? '')))
  const start = Math.min(...values)
  const slots = rows.flatMap((row, at): readonly Slot[] =>
    columns
      .filter((column) => column >= start && column !== labels && holdsValue(row[column] ?? ''))
      .map((column) => {
        const measure = labels === undefined ? anchor.measures[at - first] : undefined
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
