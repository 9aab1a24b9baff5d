/** What a pasted text was understood as: values to confirm, cells that were refused, and what there is to decide. */
import type { Comparator } from '../../dictionary/record.ts'
import type { Measure } from '../measures.ts'
import type { DateOrder } from '../parse-clinical-date.ts'
import type { PartialDate } from '../partial-date.ts'

export type Delimiter = 'tab' | 'semicolon' | 'pipe' | 'comma' | 'blanks' | 'words'
export type LayoutKind =
  /** A row for each item, a column for each date. */
  | 'dates-across'
  /** A row for each date, a column for each item. */
  | 'dates-down'
  /** A row for each result, or a report of one day. */
  | 'list'
  /** Values only, laid over the grid from the cell where they were pasted. */
  | 'block'
export type DecimalSign = '.' | ','

/** A place in the pasted text, counted from 1. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** Something that the text didn't say. It is proposed, and marked until it is confirmed. */
export interface Assumption {
  readonly about: 'item' | 'date' | 'unit'
  /** In words, as a whole sentence. */
  readonly message: string
}

export interface ProposedCell extends Place {
  readonly text: string
  /** Heading of the item as pasted. */
  readonly label: string
  readonly measure: Measure
  readonly date: PartialDate
  readonly value: number
  readonly comparator?: Comparator
  /** UCUM; absent for bare numbers. */
  readonly unit?: string
  readonly refLow?: number
  readonly refHigh?: number
  readonly assumptions: readonly Assumption[]
}

export type RefusalReason =
  'unknown-label' | 'unknown-unit' | 'no-unit' | 'two-readings' | 'not-a-number' | 'no-date' | 'no-limit' | 'twice'

export interface RefusedCell extends Place {
  readonly text: string
  readonly label: string
  readonly reason: RefusalReason
  /** Why, as a whole sentence. */
  readonly message: string
}

/** How something was settled that holds for the whole block. `undecided` must be asked. */
export interface Decision<T> {
  readonly value: T | undefined
  readonly by: 'chosen' | 'evidence' | 'not needed' | 'undecided'
  /** What the decision rests on, in words. */
  readonly because?: string
}

/** A heading that names no item known here, or whose values need a unit: what can be chosen for it. */
export interface OpenLabel extends Place {
  readonly label: string
  /** How many values stand under it. */
  readonly count: number
}

export interface Proposal {
  readonly layout: LayoutKind | undefined
  readonly delimiter: Delimiter | undefined
  readonly dateOrder: Decision<DateOrder>
  readonly decimal: Decision<DecimalSign>
  readonly cells: readonly ProposedCell[]
  readonly refused: readonly RefusedCell[]
  readonly unknownLabels: readonly OpenLabel[]
  /** Known items whose unit is neither given nor to be taken from an earlier result. */
  readonly unitless: readonly (OpenLabel & { readonly measure: Measure })[]
  /** True when values stand there without any date: one can be chosen for them. */
  readonly wantsDate: boolean
}

/** What was decided by hand about a pasted text. */
export interface PasteChoices {
  readonly dateOrder?: DateOrder
  readonly decimal?: DecimalSign
  /** Keys of measures, by heading as pasted. */
  readonly labels?: Readonly<Record<string, string>>
  /** UCUM units, by key of the measure. */
  readonly units?: Readonly<Record<string, string>>
  /** The date of values that have none. */
  readonly date?: PartialDate
}

export interface PasteContext {
  /** Full ISO date. */
  readonly today: string
  readonly measures: readonly Measure[]
  /** The unit of the patient's last result of a measure. */
  readonly lastUnit: (measure: Measure) => string | undefined
  /** The grid from the cell on which the text was pasted, for values without headings. */
  readonly anchor?: { readonly measures: readonly Measure[]; readonly dates: readonly PartialDate[] }
}
