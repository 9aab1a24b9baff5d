/**
 * The shape of a record, derived from its form. A record is flat: one property for each column that holds something,
 * under the column's own name, so that it goes from the table to the page without being taken apart.
 */
import type { Choice, Form, Item } from './define-form.ts'
import type { PartialDate } from '../domain/partial-date.ts'

/** Why a value is missing, where that is known. */
export const missingReasons = [
  { code: 'unknown', label: 'Unknown' },
  { code: 'not-done', label: 'Not done' },
  { code: 'refused', label: 'Refused' },
  { code: 'not-applicable', label: 'Not applicable' },
] as const satisfies readonly Choice[]
export type MissingReason = (typeof missingReasons)[number]['code']

/** Where a record's values come from. Anything but `recorded` is marked wherever it is shown. */
export const recordSources = [
  { code: 'recorded', label: 'Recorded' },
  { code: 'illustrative', label: 'Illustrative' },
  { code: 'synthetic', label: 'Synthetic' },
] as const satisfies readonly Choice[]
export type RecordSource = (typeof recordSources)[number]['code']

export type Comparator = '<' | '>'

/** The answer to a doubt about a value: it was asked about, and somebody said that it is right. */
export interface Confirmation {
  /** The rule that asked. */
  readonly rule: string
  /** The value that was asked about; another one is asked about anew. */
  readonly value: string | number
  readonly reason: string
}
/** By item. */
export type Confirmed = Readonly<Record<string, Confirmation>>

type CodeOf<C> = C extends { readonly code: infer K } ? K : never
type ValueOf<I extends Item> = I extends { type: 'date' }
  ? PartialDate
  : I extends { type: 'integer' | 'number' | 'quantity' }
    ? number
    : I extends { type: 'choice'; choices: readonly (infer C)[] }
      ? CodeOf<C>
      : I extends { type: 'choices'; choices: readonly (infer C)[] }
        ? readonly CodeOf<C>[]
        : string

type Columns<I extends Item> = { readonly [K in I as K['name']]?: ValueOf<K> } & {
  readonly [K in I as K extends { type: 'quantity' } ? `${K['name']}_unit` : never]?: string
} & {
  readonly [K in I as K extends { comparator: true } ? `${K['name']}_comparator` : never]?: Comparator
}

/** What every record has besides the items of its form. */
export interface RecordFrame {
  readonly id: string
  readonly version: number
  readonly source: RecordSource
  readonly comment?: string
  /** Items that are empty for a known reason. */
  readonly missing?: Readonly<Record<string, MissingReason>>
  /** Unlikely values that somebody said are right. */
  readonly confirmed?: Confirmed
  readonly created_at: string
  readonly updated_at: string
  /** Present on a voided record. */
  readonly voided_at?: string
  readonly void_reason?: string
}

export type RecordOf<F extends Form> = RecordFrame & Columns<F['items'][number]>

export type ColumnValue = string | number | readonly string[]
/** A record whose form is known only at run time. */
export type AnyRecord = RecordFrame & { readonly [column: string]: unknown }
/** What a person typed into a form, by column name. `null` empties a column. */
export type RecordValues = Readonly<Record<string, ColumnValue | null>>
