import { labelOf } from '#shared/domain/label-of.ts'
import { doseLabel, type WrittenDose } from '#shared/domain/dose.ts'
import { reasonOf, type DoseStep } from '#shared/domain/exposure.ts'
import type { Item } from '#shared/dictionary/define-form.ts'
import { formOf, isFormId, type RegistryForm } from '#shared/dictionary/forms.ts'
import { recordSources, type AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { describeItem, missingText, titleOf } from '#renderer/forms/describe-record.ts'
import { recordOf, type RecordRow } from './record-rows.ts'

/** A column of a table of records. */
export interface RecordColumn {
  readonly name: string
  readonly label: string
  /** Right-aligned. */
  readonly numeric?: boolean
  /** Takes what room is left, cut off at the end. */
  readonly wide?: boolean
}

const isNumeric = ({ type }: Item) => type === 'integer' || type === 'number' || type === 'quantity'

/** What the site added to the forms of the rows, where any of them has an answer to it. */
export function siteColumnsOf(rows: readonly RecordRow[]): readonly RecordColumn[] {
  return [...new Set(rows.map(({ form }) => form))]
    .flatMap(({ items }) => items)
    .filter((item) => item.site && rows.some(({ record }) => record[item.name] != null || record.missing?.[item.name]))
    .map((item) => ({
      name: item.name,
      label: item.label,
      numeric: isNumeric(item),
      wide: item.type === 'long-text',
    }))
}

/** What tells the records of a form apart: its date, then its list items. */
export function columnsOfTable(form: RegistryForm): readonly RecordColumn[] {
  if (form.id === 'treatment')
    return [
      { name: 'drug', label: 'Drug and doses' },
      { name: 'started', label: 'From' },
      { name: 'ended', label: 'Last day' },
      { name: 'why', label: 'Purpose, reason', wide: true },
    ]
  const names = [...new Set([...(form.dateItem ? [form.dateItem] : []), ...form.listItems])]
  const items = names.flatMap((name) => form.items.filter((item) => item.name === name))
  const columns = items.map((item) => ({
    name: item.name,
    label: shortLabel(item.label),
    numeric: isNumeric(item),
    wide: item.type === 'long-text' || item.name === 'description' || item.name === 'title',
  }))
  return form.id === 'laboratory' ? [...columns, { name: 'range', label: 'Normal range', numeric: true }] : columns
}

/** Headings are read in a row: what every one of them says can be left out. */
const shortLabel = (label: string) => label.replace(', as reported', '').replace(' % predicted', ' %')

interface CellProps {
  readonly row: RecordRow
  readonly column: string
  readonly caseRecord: CaseRecord
}

/** One value of a record: with its unit, or why it is empty. */
export function RecordCell({ row: { form, record, steps, expanded }, column, caseRecord }: CellProps) {
  if (form.id === 'laboratory' && column === 'range') return <Range record={record} />
  if (column === 'comment') return <span className="soft">{record.comment}</span>
  if (form.id === 'dose_step' && column === 'drug')
    return <span className="step-dose">{doseLabel(record as WrittenDose)}</span>
  if (form.id === 'dose_step' && column === 'why')
    return <>{reasonOf(record as Pick<DoseStep, 'reason' | 'reason_detail'>)}</>
  if (form.id === 'treatment' && column === 'why') return <>{purposeAndStop(record)}</>
  const item = form.items.find(({ name }) => name === column)
  if (!item) return null
  const folded = form.id === 'treatment' && column === 'drug' && steps && !expanded
  return (
    <>
      {form.id === 'laboratory' && column === 'value' && <OutOfRange record={record} />}
      <ItemValue form={form} item={item} record={record} caseRecord={caseRecord} />
      {folded ? <span className="unit"> {steps === 1 ? '1 dose step' : `${steps} dose steps`}</span> : null}
    </>
  )
}

interface ItemValueProps {
  readonly form: RegistryForm
  readonly item: Item
  readonly record: AnyRecord
  readonly caseRecord?: CaseRecord
}

/** The answer to one item, as a person reads it. */
export function ItemValue({ form, item, record, caseRecord }: ItemValueProps) {
  const described = describeItem(form, item, record)
  if (!described) {
    const reason = missingText(item, record)
    return reason ? <span className="missing-reason">{reason}</span> : null
  }
  if (item.type === 'reference' && isFormId(item.form)) {
    const target = caseRecord && recordOf(caseRecord, item.form, described.text)
    return target ? <>{titleOf(formOf(item.form), target)}</> : <span className="missing-reason">A voided record</span>
  }
  return (
    <>
      {described.text}
      {described.unit && <span className="unit"> {described.unit}</span>}
    </>
  )
}

/** Marks a laboratory result outside of the range that came with it. */
function OutOfRange({ record }: { readonly record: AnyRecord }) {
  const [value, low, high] = ['value', 'ref_low', 'ref_high'].map((name) => record[name])
  if (typeof value !== 'number') return null
  const isHigh = typeof high === 'number' && value > high && record['value_comparator'] !== '<'
  const isLow = typeof low === 'number' && value < low && record['value_comparator'] !== '>'
  if (!isHigh && !isLow) return null
  const words = isHigh ? 'Above the normal range' : 'Below the normal range'
  return (
    <span className="out-of-range" role="img" aria-label={words} title={words}>
      {isHigh ? '▲' : '▼'}
    </span>
  )
}

function Range({ record }: { readonly record: AnyRecord }) {
  const [low, high] = [record['ref_low'], record['ref_high']]
  if (typeof low === 'number' && typeof high === 'number') return <>{`${low}–${high}`}</>
  if (typeof high === 'number') return <>{`up to ${high}`}</>
  return typeof low === 'number' ? <>{`from ${low}`}</> : null
}

function purposeAndStop(record: AnyRecord): string {
  const said = (item: string) =>
    typeof record[item] === 'string' ? labelOf('treatment', item, record[item]) : undefined
  const stop = [said('stop_reason'), record['stop_detail']].filter(Boolean).join(': ')
  return [said('indication'), stop && `stopped: ${stop.charAt(0).toLowerCase()}${stop.slice(1)}`]
    .filter(Boolean)
    .join('; ')
}

/** Marks values that nobody measured. */
export function SourceMark({ record }: { readonly record: AnyRecord }) {
  if (record.source === 'recorded') return null
  const label = recordSources.find(({ code }) => code === record.source)?.label ?? record.source
  return <span className="source-mark">{label.toLowerCase()}</span>
}

/** Records under their names in lists of voided ones. */
export function voidedOn(record: AnyRecord): string {
  return record.voided_at ? formatPartialDate(record.voided_at.slice(0, 10)) : ''
}
