/** Between places of the grid and what stands there. */
import type { Measure } from '#shared/domain/measures.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import { blockText } from './cell-text.ts'
import type { Block, CellPlace } from './geometry.ts'
import { cellKey, type CellKey } from './sheet.ts'
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

export function keyAt(model: SheetModel, at: CellPlace): CellKey | undefined {
  const place = placeAt(model, at)
  return place && cellKey(place.measureKey, place.date)
}

/** The items from one line to another, both inside. */
export const measuresOf = ({ lines }: SheetModel, top: number, bottom: number): readonly Measure[] =>
  lines.slice(top, bottom + 1).flatMap((line) => (line.kind === 'item' ? [line.measure] : []))

export const keysOf = (model: SheetModel, { top, bottom, left, right }: Block): readonly CellKey[] =>
  measuresOf(model, top, bottom).flatMap(({ key }) =>
    model.dates.slice(left, right + 1).map((date) => cellKey(key, date)),
  )

/** A block as it is copied. */
export const textOfBlock = (model: SheetModel, { top, bottom, left, right }: Block): string =>
  blockText({
    measures: measuresOf(model, top, bottom),
    dates: model.dates.slice(left, right + 1),
    unitOf: model.unitOf,
    textOf: (measure, date) => model.textOf(cellKey(measure.key, date)),
  })

/** The last value before a place in its row; of two on one day the later one. Empty when there is none. */
export function textLeftOf(model: SheetModel, { line, column }: CellPlace): string {
  const texts = keysOf(model, { top: line, bottom: line, left: 0, right: column - 1 }).map(model.textOf)
  return (
    texts
      .findLast((text) => text !== '')
      ?.split('; ')
      .at(-1) ?? ''
  )
}
