/** Values without dates: laid over the grid from the cell where they were pasted, down its rows and along its dates. */
import { holdsValue, isFilled, shareOf, widthOf, type Layout, type Looks, type Rows, type Slot } from './layout.ts'
import type { PasteContext } from './proposal.ts'

export function bareBlock(rows: Rows, looks: Looks, anchor: PasteContext['anchor']): Layout | undefined {
  if (!anchor || rows.some((row) => row.some(looks.isDate)) || !rows.some((row) => row.some(looks.isNumber)))
    return undefined
  const columns = Array.from({ length: widthOf(rows) }, (_, column) => column)
  const of = (column: number) => rows.map((row) => row[column] ?? '')
  const labels = columns.find((column) => of(column).some(looks.isLabel))
  const mostly = (look: (text: string) => boolean) =>
    columns.find((column) => column !== labels && shareOf(of(column), look) > 0.5)
  const [units, ranges] = [mostly(looks.isUnit), mostly(looks.isRange)]
  // The first cell of the text lies on the cell it was pasted on, empty or not.
  const values = columns.filter(
    (column) => column > (labels ?? -1) && column !== units && column !== ranges && of(column).some(holdsValue),
  )
  const first = labels === undefined ? 0 : (values[0] ?? 0)
  const slots = rows.flatMap((row, at): readonly Slot[] =>
    values.flatMap((column) => {
      const text = row[column] ?? ''
      if (!holdsValue(text)) return []
      const measure = labels === undefined ? anchor.measures[at] : undefined
      const gridDate = anchor.dates[labels === undefined ? column - first : values.indexOf(column)]
      const [unit, range] = [units, ranges].map((place) => (place === undefined ? '' : (row[place] ?? '')))
      return {
        row: at,
        column,
        text,
        label: labels === undefined ? (measure?.label ?? '') : (row[labels] ?? ''),
        ...(measure && { measureKey: measure.key }),
        ...(gridDate !== undefined && { gridDate }),
        ...(isFilled(unit) && { unit }),
        ...(isFilled(range) && { range }),
      }
    }),
  )
  return slots.length === 0 ? undefined : { kind: 'block', slots }
}
