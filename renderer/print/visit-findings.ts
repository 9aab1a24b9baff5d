/** What was found at a visit, section by section in the order of the visit page. */
import { formOf } from '#shared/dictionary/forms.ts'
import type { Form } from '#shared/dictionary/define-form.ts'
import type { AnyRecord, RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { labelOf } from '#shared/domain/label-of.ts'
import { laboratoryLabel } from '#shared/domain/series-lanes.ts'
import { describedText, describeItem } from '#renderer/forms/describe-record.ts'
import { itemsOfSection, visitSections, type VisitSection } from '../features/visit/visit-sections.ts'

export interface Finding {
  readonly label: string
  readonly text: string
  /** Prose, which takes the whole width. */
  readonly isLong: boolean
  readonly source: RecordSource
}

export interface FindingsSection {
  readonly id: string
  readonly title: string
  readonly findings: readonly Finding[]
}

const unprinted = new Set(['date', 'kind'])

function findingsOf(form: Form, section: VisitSection, record: AnyRecord): readonly Finding[] {
  return itemsOfSection(section, form)
    .filter(
      (item) => !item.identifying && item.type !== 'reference' && !(form.id === 'visit' && unprinted.has(item.name)),
    )
    .filter((item) => item.name !== form.dateItem)
    .flatMap((item) => {
      const described = describeItem(form, item, record)
      if (!described) return []
      const isLong = item.type === 'long-text'
      return { label: item.label, text: describedText(described), isLong, source: record.source }
    })
}

type LaboratoryResult = CaseRecord['records']['laboratory'][number]

/** `310 U/L (24–200), 1.6 × ULN`: the multiple is computed. */
function laboratoryFinding(result: LaboratoryResult): readonly Finding[] {
  const { test, value, value_comparator: comparator, ref_low: low, ref_high: high, source } = result
  const label = labelOf('laboratory', 'test', test ?? '')
  if (value === undefined) return []
  const range =
    low !== undefined && high !== undefined
      ? ` (${formatNumber(low, 3)}–${formatNumber(high, 3)})`
      : high !== undefined
        ? ` (up to ${formatNumber(high, 3)})`
        : ''
  const multiple =
    high !== undefined && high > 0 && value > high ? `, ${comparator ?? ''}${formatNumber(value / high, 1)} × ULN` : ''
  return [{ label, text: `${laboratoryLabel(result)}${range}${multiple}`, isLong: false, source }]
}

/** Sections without anything on record are left out; the plan and the treatment stand elsewhere. */
export function visitFindings({ records }: CaseRecord, visit: AnyRecord): readonly FindingsSection[] {
  const date = visit['date']
  const sections = visitSections.filter(({ id }) => id !== 'treatment' && id !== 'assessment')
  return sections.flatMap((section) => {
    const { id, title } = section
    const form = formOf(section.form)
    const own = (records as unknown as Readonly<Record<string, readonly AnyRecord[] | undefined>>)[form.id] ?? []
    const ofDay = form.id === 'visit' ? [visit] : own.filter((record) => record[form.dateItem ?? ''] === date)
    const findings =
      id === 'laboratory'
        ? records.laboratory.filter((result) => result.date === date).flatMap(laboratoryFinding)
        : ofDay.flatMap((record) => findingsOf(form, section, record))
    return findings.length > 0 ? { id, title, findings } : []
  })
}
