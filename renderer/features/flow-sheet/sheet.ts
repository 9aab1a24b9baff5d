/** The measured values of a case as a sheet: items down, dates across. */
import type { AnyRecord, Comparator, RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { measuredForms, type Measure, type MeasuredForm } from '#shared/domain/measures.ts'
import { comparePartialDates, type PartialDate } from '#shared/domain/partial-date.ts'

/** One value of a cell, and the record that holds it. */
export interface Result {
  readonly form: MeasuredForm
  readonly record: AnyRecord
  readonly value: number
  readonly comparator: Comparator | undefined
  /** UCUM; none for bare numbers and for results whose unit isn't known. */
  readonly unit: string | undefined
  /** The result's own reference range. */
  readonly low: number | undefined
  readonly high: number | undefined
  readonly source: RecordSource
}

export type CellKey = `${string}@${PartialDate}`
export const cellKey = (measureKey: string, date: PartialDate): CellKey => `${measureKey}@${date}`

/** Measure and date of a key. */
export function partsOfKey(key: CellKey): { readonly measureKey: string; readonly date: PartialDate } {
  const at = key.lastIndexOf('@')
  return { measureKey: key.slice(0, at), date: key.slice(at + 1) }
}

export interface Sheet {
  /** Those with a value, in the order of the dictionary. */
  readonly measures: readonly Measure[]
  /** In order, the newest last. */
  readonly dates: readonly PartialDate[]
  readonly results: ReadonlyMap<CellKey, readonly Result[]>
  /** Records of one date that their form is filled in once for, by `FORM DATE`. */
  readonly records: ReadonlyMap<string, readonly AnyRecord[]>
  /** Unit of the newest result, by measure. */
  readonly units: ReadonlyMap<string, string>
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const number = (value: unknown) => (typeof value === 'number' ? value : undefined)
const comparatorOf = (value: unknown): Comparator | undefined => (value === '<' || value === '>' ? value : undefined)

type ResultsOfRecord = readonly (readonly [measureKey: string, result: Result])[]

function laboratoryResult(record: AnyRecord): ResultsOfRecord {
  const value = number(record['value'])
  const test = text(record['test'])
  if (value === undefined || test === undefined) return []
  const result: Result = {
    form: 'laboratory',
    record,
    value,
    comparator: comparatorOf(record['value_comparator']),
    unit: text(record['unit']),
    low: number(record['ref_low']),
    high: number(record['ref_high']),
    source: record.source,
  }
  return [[`laboratory.${test}`, result]]
}

function resultsOf(form: MeasuredForm, record: AnyRecord, measures: readonly Measure[]): ResultsOfRecord {
  if (form === 'laboratory') return laboratoryResult(record)
  return measures.flatMap((measure) => {
    const value = measure.form === form ? number(record[measure.name]) : undefined
    if (value === undefined) return []
    const [only] = measure.units
    const result: Result = {
      form,
      record,
      value,
      comparator: comparatorOf(record[`${measure.name}_comparator`]),
      unit: text(record[`${measure.name}_unit`]) ?? (measure.units.length === 1 ? only : undefined),
      low: undefined,
      high: undefined,
      source: record.source,
    }
    return [[measure.key, result] as const]
  })
}

const measuredRecords = ({ records }: CaseRecord, form: MeasuredForm): readonly AnyRecord[] =>
  records[form] as readonly unknown[] as readonly AnyRecord[]

export function sheetOf(caseRecord: CaseRecord, measures: readonly Measure[]): Sheet {
  const results = new Map<CellKey, Result[]>()
  const records = new Map<string, AnyRecord[]>()
  const units = new Map<string, string>()
  const found = new Set<string>()
  const dates = new Set<PartialDate>()
  for (const form of measuredForms) {
    // Records come in order of date: the last unit that is met is the newest.
    for (const record of measuredRecords(caseRecord, form)) {
      const date = text(record['date'])
      if (date === undefined) continue
      add(records, `${form} ${date}`, record)
      for (const [measureKey, result] of resultsOf(form, record, measures)) {
        add(results, cellKey(measureKey, date), result)
        if (result.unit !== undefined) units.set(measureKey, result.unit)
        found.add(measureKey)
        dates.add(date)
      }
    }
  }
  return {
    measures: measures.filter(({ key }) => found.has(key)),
    dates: [...dates].sort(comparePartialDates),
    results,
    records,
    units,
  }
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** Where a value stands to its own reference range. `<` a limit is not above it, and `>` a limit not below. */
export function outOfRange({ value, comparator, low, high }: Result): 'low' | 'high' | undefined {
  if (high !== undefined && value > high && comparator !== '<') return 'high'
  if (low !== undefined && value < low && comparator !== '>') return 'low'
  // `>200` with an upper limit of 200 is above it, as `<30` with a lower limit of 30 is below.
  if (high !== undefined && comparator === '>' && value >= high) return 'high'
  return low !== undefined && comparator === '<' && value <= low ? 'low' : undefined
}
