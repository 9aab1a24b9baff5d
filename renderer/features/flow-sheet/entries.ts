/** What is typed into a cell, read as the values that the cell is to hold. */
import type { Comparator } from '#shared/dictionary/record.ts'
import type { Measure } from '#shared/domain/measures.ts'
import { parseQuantity } from '#shared/domain/parse-quantity.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'

export interface CellValue {
  readonly value: number
  readonly comparator?: Comparator
  readonly unit?: string
  readonly refLow?: number
  readonly refHigh?: number
}

/** A cell, and what it is to hold: nothing, one value, or several of one day. */
export interface Entry {
  readonly measure: Measure
  readonly date: PartialDate
  readonly values: readonly CellValue[]
}

export type ReadCell = { readonly values: readonly CellValue[] } | { readonly problem: string }

/**
 * Reads the text of a cell: one value, or several results of one day parted by semicolons. A value without a unit is in
 * that of the row.
 * @param room how many values the cell can hold
 */
export function readCell(measure: Measure, text: string, rowUnit: string | undefined, room: number): ReadCell {
  const parts = text.split(';').map((part) => part.trim())
  const typed = parts.filter((part) => part !== '')
  if (typed.length > Math.max(1, room))
    return { problem: `${measure.label} has one value a day here. Add another record where there was a second test.` }
  const { label, units, comparator, whole, name } = measure
  const values: CellValue[] = []
  for (const part of typed) {
    const read = parseQuantity(part, { label, units, unit: rowUnit, analyte: name, comparator, whole })
    if ('problem' in read) return read
    values.push(read.quantity)
  }
  return { values }
}
