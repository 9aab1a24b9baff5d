/** The laboratory section: one row a test, each of which becomes a result of its own when something is typed into it. */
import { isBlank, numberText, withComment, type Draft, type FieldDraft } from '#renderer/forms/draft.ts'
import { formOf, type RecordTypes } from '#shared/dictionary/forms.ts'
import { laboratoryTestOf, type LaboratoryTest } from '#shared/dictionary/lists/laboratory-tests.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { laboratoryPanel, lastResult } from '#shared/domain/laboratory-panel.ts'
import { parseQuantity, rulesOfTest } from '#shared/domain/parse-quantity.ts'
import type { Entry } from './entry.ts'
import { anyRecord } from './visit-parts.ts'
import { formatRange, readRange } from './reference-range.ts'

type LaboratoryResult = RecordTypes['laboratory']

export interface LaboratoryRow {
  /** Name of its field: the code of the test, with a number where a day has several results of it. */
  readonly key: string
  readonly test: LaboratoryTest
  /** The newest result before the visit. */
  readonly last?: LaboratoryResult
  /** The result that is edited. */
  readonly record?: LaboratoryResult
}

/** Fields of the section besides its rows. */
export const sampleDateField = 'date'
export const laboratoryField = 'laboratory'
export const rangeField = (key: string) => `${key}_range`

const blank: FieldDraft = { text: '' }

interface RowsOf {
  /** Date of the visit, once it can be understood. */
  readonly date: string | undefined
  /** Results of the day that are edited. */
  readonly own: readonly LaboratoryResult[]
  /** Tests that were added by hand. */
  readonly added: readonly string[]
}

/** The rows in the order of the catalog; results of the day and what was added by hand among them. */
export function laboratoryRows({ records }: CaseRecord, { date, own, added }: RowsOf): readonly LaboratoryRow[] {
  const panel = laboratoryPanel(records.laboratory, date)
  const listed = new Set(panel.map(({ test }) => test.code))
  const further = [...added, ...own.map(({ test }) => test)]
    .filter((code) => code !== undefined && !listed.has(code))
    .flatMap((code) => laboratoryTestOf(code!) ?? [])
  const extra = [...new Map(further.map((test) => [test.code, test])).values()].map((test) => {
    const last = lastResult(records.laboratory, test.code, date)
    return last ? { test, last } : { test }
  })
  return [...panel, ...extra].flatMap((entry): readonly LaboratoryRow[] => {
    const results = own.filter(({ test }) => test === entry.test.code)
    if (results.length === 0) return [{ key: entry.test.code, ...entry }]
    return results.map((record, index) => ({
      key: index === 0 ? entry.test.code : `${entry.test.code}-${index + 1}`,
      ...entry,
      record,
    }))
  })
}

/** The range that a row starts with: that of its record, else the last one's, which holds for its own unit only. */
export function usualRange({ record, last }: LaboratoryRow, unit: string | undefined): string {
  const source = record ?? (last && (unit === undefined || last.unit === unit) ? last : undefined)
  return source ? formatRange({ low: source.ref_low, high: source.ref_high }) : ''
}

/** The unit that a number without one is in. */
export const usualUnit = ({ record, last, test }: LaboratoryRow): string => record?.unit ?? last?.unit ?? test.units[0]

/** What stands in the value field of a row at the start. Units and ranges follow from the row until they are typed. */
function valueField({ record }: LaboratoryRow): FieldDraft {
  const missing = record?.missing?.['value']
  if (record?.value === undefined) return { text: '', ...(missing && { missing }) }
  return { text: `${record.value_comparator ?? ''}${numberText(record.value)}` }
}

/** What stands in the section's fields at the start. */
export function laboratoryStart(rows: readonly LaboratoryRow[], date: string | undefined, laboratory: string): Draft {
  return {
    [sampleDateField]: { text: date ?? '' },
    [laboratoryField]: { text: laboratory },
    ...Object.fromEntries(rows.flatMap((row) => (row.record ? [[row.key, valueField(row)]] : []))),
  }
}

/** True for a row that says nothing. */
export const isRowBlank = (draft: Draft, key: string): boolean => {
  const field = draft[key] ?? blank
  return isBlank(field) && !field.missing
}

/** A row as what it would be in the form of laboratory results. */
export function rowEntry(row: LaboratoryRow, draft: Draft): Entry {
  const field = draft[row.key] ?? blank
  const { test, record } = row
  const text = field.text.trim()
  const read = text === '' ? undefined : parseQuantity(text, rulesOfTest(test.code, field.unit ?? usualUnit(row))!)
  const quantity = read && !('problem' in read) ? read.quantity : undefined
  const range = readRange(draft[rangeField(row.key)]?.text ?? usualRange(row, quantity?.unit))
  // A saved result stays where it was measured.
  const laboratory = record ? record.laboratory : draft[laboratoryField]?.text
  const limits = 'problem' in range ? {} : range
  const fields: Draft = {
    test: { text: test.code },
    date: { text: draft[sampleDateField]?.text ?? '' },
    value: {
      text: quantity ? `${quantity.comparator ?? ''}${numberText(quantity.value)}` : '',
      ...(field.missing && { missing: field.missing }),
    },
    unit: { text: text === '' ? (record?.unit ?? '') : (quantity?.unit ?? '') },
    ref_low: { text: limits.low === undefined ? '' : numberText(limits.low) },
    ref_high: { text: limits.high === undefined ? '' : numberText(limits.high) },
    laboratory: { text: laboratory ?? '' },
    ...(record?.comment !== undefined && { comment: { text: record.comment } }),
  }
  const places: Readonly<Record<string, string>> = {
    date: sampleDateField,
    laboratory: laboratoryField,
    ref_low: rangeField(row.key),
    ref_high: rangeField(row.key),
  }
  return {
    part: 'laboratory',
    form: withComment(formOf('laboratory'), anyRecord(record)),
    draft: fields,
    ...(record && { record: anyRecord(record) }),
    fieldOf: (item) => places[item] ?? row.key,
    named: test.label,
    misread: [
      ...(read && 'problem' in read ? [{ item: 'value', message: read.problem }] : []),
      ...('problem' in range ? [{ item: 'ref_high', message: range.problem }] : []),
    ],
  }
}
