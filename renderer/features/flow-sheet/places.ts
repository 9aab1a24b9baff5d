import type { PartialDate } from '#shared/domain/partial-date.ts'
import type { CellPlace } from './geometry.ts'
import type { SheetModel } from './use-sheet.ts'

/** Where the cursor is, by what stands there: rows and columns come and go around it. */
export interface Place {
  readonly measureKey: string
  readonly date: PartialDate
}

/** Where a place stands now; undefined when its row or column is gone. */
export function placeIn({ lines, dates }: SheetModel, place: Place | undefined): CellPlace | undefined {
  if (!place) return undefined
  const line = lines.findIndex(({ id }) => id === place.measureKey)
  const column = dates.indexOf(place.date)
  return line < 0 || column < 0 ? undefined : { line, column }
}

/** What stands at a place of the grid. */
export function placeAt({ lines, dates }: SheetModel, { line, column }: CellPlace): Place | undefined {
  const [item, date] = [lines[line], dates[column]]
  return item?.kind === 'item' && date !== undefined ? { measureKey: item.measure.key, date } : undefined
}
