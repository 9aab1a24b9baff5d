/** Where in a table the values stand, and which heading, date, unit and range belong to each. */
import type { PartialDate } from '../partial-date.ts'
import type { LabelReader } from './match-label.ts'
import type { LayoutKind, Place } from './proposal.ts'
import { isBareYear, isWrittenAsDate, readDate } from './read-date.ts'
import { readPrintedUnit } from './read-unit.ts'
import { dissectValue, isFlag, isMissing, readRange } from './read-value.ts'
import { saysPercent } from './match-label.ts'

export type Rows = readonly (readonly string[])[]

/** A cell with a value, and what belongs to it, as written. */
export interface Slot extends Place {
  readonly text: string
  readonly label: string
  /** The heading that holds for the cell when its label is settled by the grid. */
  readonly measureKey?: string
  /** As written; a date of the grid stands in `gridDate`. */
  readonly date?: string
  /** True when the date stands above the value, and not in its row or column. */
  readonly dateFromAbove?: boolean
  readonly gridDate?: PartialDate
  readonly unit?: string
  readonly range?: string
  readonly low?: string
  readonly high?: string
}

export interface Layout {
  readonly kind: LayoutKind
  readonly slots: readonly Slot[]
}

/** What a cell looks like, by itself. */
export interface Looks {
  readonly isDate: (text: string) => boolean
  readonly isLabel: (text: string) => boolean
  readonly isNumber: (text: string) => boolean
  readonly isUnit: (text: string) => boolean
  readonly isRange: (text: string) => boolean
}

/** Looks at cells and remembers: layouts are tried one after another on the same cells. */
export function looksOf(readLabel: LabelReader, today: string): Looks {
  const remembered = (look: (text: string) => boolean) => {
    const known = new Map<string, boolean>()
    return (text: string) => {
      let is = known.get(text)
      if (is === undefined) known.set(text, (is = look(text)))
      return is
    }
  }
  const isDate = remembered((text) => readDate(text, today) !== undefined || isWrittenAsDate(text))
  return {
    isDate,
    isLabel: remembered((text) => readLabel(text).measure !== undefined),
    isNumber: remembered((text) => !isDate(text) && dissectValue(text, false) !== undefined && !readRange(text)),
    isUnit: remembered((text) => readPrintedUnit(text).length > 0 || saysPercent(text)),
    isRange: remembered((text) => readRange(text) !== undefined),
  }
}

export const headings = {
  label:
    /^(?:test|tests|item|parameter|param\.?|analyte|analyt|analyse|untersuchung|bezeichnung|examen|paramètre|name|component|messgröße)$/i,
  date: /^(?:date|datum|sample date|date of (?:test|sample|visit)|collected|entnahme(?:datum)?|abnahme(?:datum)?|visit date|prélèvement)$/i,
  value: /^(?:value|result|results|wert|ergebnis|résultat|valeur|messwert|resultat)$/i,
  unit: /^(?:units?|einheit(?:en)?|unités?|unit of measure|uom)$/i,
  range:
    /^(?:ref\.?|reference|reference (?:range|interval)|ref\.? ?range|range|normal|normal (?:range|values?)|norm|normbereich|normwerte?|referenz(?:bereich|wert)?|ref\.?-?bereich|valeurs? de référence|norme|normes)$/i,
  low: /^(?:low(?:er)?(?: limit)?|ref\.? ?low|ref_low|lln|untere(?: grenze)?|von|min\.?)$/i,
  high: /^(?:high|upper(?: limit)?|ref\.? ?high|ref_high|uln|obere(?: grenze)?|bis|max\.?)$/i,
  flag: /^(?:flags?|h\/l|bewertung|markierung|\*|\+\/-)$/i,
} as const

export const isFilled = (text: string | undefined): text is string => text !== undefined && text !== ''
export const cellOf = (rows: Rows, row: number, column: number): string => rows[row]?.[column] ?? ''

/** The share of filled cells of a column that look so, among the rows given. */
export function shareOf(cells: readonly string[], looks: (text: string) => boolean): number {
  const filled = cells.filter((text) => text !== '' && !isMissing(text))
  return filled.length === 0 ? 0 : filled.filter(looks).length / filled.length
}

export const widthOf = (rows: Rows): number => rows.reduce((width, row) => Math.max(width, row.length), 0)

/** The columns of a row that dates head; bare years count beside other dates, and where nothing else stands there. */
export function datesOfRow(row: readonly string[], looks: Looks): ReadonlySet<number> {
  const filled = [...row.keys()].filter((column) => isFilled(row[column]))
  const dates = filled.filter((column) => looks.isDate(row[column]!))
  const years = filled.filter((column) => column > 0 && isBareYear(row[column]!))
  if (dates.length > 0) return new Set([...dates, ...years])
  const others = filled.filter((column) => column > 0 && !isBareYear(row[column]!))
  const isHeader = others.every((column) => headings.unit.test(row[column]!) || headings.range.test(row[column]!))
  return new Set(years.length > 0 && isHeader && !looks.isLabel(row[0] ?? '') ? years : [])
}

/** A cell that could be a value: filled, no missing mark, no flag alone. */
export const holdsValue = (text: string): boolean => text !== '' && !isMissing(text) && !isFlag(text)
