/**
 * Demo data as plain values: what a person would have typed, by form and column. Records of a case refer to one another
 * by key; whoever stores them gives them ids.
 */
import type { FormId, RecordTypes } from '#shared/dictionary/forms.ts'
import type { ColumnValue, MissingReason, RecordFrame, RecordSource, RecordValues } from '#shared/dictionary/record.ts'
import type { RepeatingFormId } from '#shared/domain/case-record.ts'

interface DemoEntry {
  /** Names the record among all demo data of a seed, for ids that stay the same: `AS-0001/first-visit`. */
  readonly idSeed: string
  readonly values: RecordValues
  readonly missing?: Readonly<Record<string, MissingReason>>
  readonly comment?: string
  readonly source: RecordSource
}

export interface DemoRecord extends DemoEntry {
  readonly form: RepeatingFormId
  /** Unique within its case. */
  readonly key: string
}

export interface DemoCase extends DemoEntry {
  readonly code: string
  readonly identity?: DemoEntry
  /** A record comes after those that it refers to. */
  readonly records: readonly DemoRecord[]
}

const keyPrefix = 'key:'

/** The value of a reference to another record of the same case. */
export function refersTo(key: string): string {
  return `${keyPrefix}${key}`
}

/** The key that a value refers to, or undefined when it is no reference. */
export function referredKey(value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith(keyPrefix) ? value.slice(keyPrefix.length) : undefined
}

/** `AS-0001`, `AS-12345`: at least four digits. */
export function caseCode(number: number): string {
  return `AS-${String(number).padStart(4, '0')}`
}

/** Columns of a form, by the dictionary's types. Undefined ones are left out of the record. */
export type ValuesOf<F extends FormId> = Omit<RecordTypes[F], keyof RecordFrame>

export interface RecordRemarks {
  readonly missing?: Readonly<Record<string, MissingReason>>
  readonly comment?: string
}

/** Adds a record of a form and returns a reference to it. */
export type AddRecord = <F extends RepeatingFormId>(
  form: F,
  key: string,
  values: ValuesOf<F>,
  remarks?: RecordRemarks,
) => string

/** Gathers records of one case that share a source. */
export function gatherInto(records: DemoRecord[], code: string, source: RecordSource): AddRecord {
  return (form, key, values, remarks) => {
    records.push({ form, key, idSeed: `${code}/${key}`, values: withoutGaps(values), ...remarks, source })
    return refersTo(key)
  }
}

/** The values that are there. Runs for each of millions of records, hence a plain loop. */
export function withoutGaps(values: object): RecordValues {
  // Every form's columns hold these and nothing else; the types of all forms together are too wide to say so.
  const columns = values as Readonly<Record<string, ColumnValue | undefined>>
  const kept: Record<string, ColumnValue> = {}
  for (const column in columns) {
    const value = columns[column]
    if (value !== undefined) kept[column] = value
  }
  return kept
}
