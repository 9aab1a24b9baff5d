/** The records of a form as the rows of a table. Treatments carry their dose steps under them. */
import { formOf, type FormId, type RegistryForm } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { comparePartialDates } from '#shared/domain/partial-date.ts'
import { dateOf, describedText, describeItem, newestFirst } from '#renderer/forms/describe-record.ts'

export interface RecordRow {
  readonly form: RegistryForm
  readonly record: AnyRecord
  /** The treatment of a dose step. */
  readonly parent?: string
  /** Number of dose steps of a treatment. */
  readonly steps?: number
  readonly expanded?: boolean
}

const listsOf = ({ records }: CaseRecord) =>
  records as unknown as Readonly<Record<string, readonly AnyRecord[] | undefined>>

/** Records of a form in a case, newest first. */
const recordsOfForm = (caseRecord: CaseRecord, form: RegistryForm): readonly AnyRecord[] =>
  newestFirst(form, listsOf(caseRecord)[form.id] ?? [])

/** Dose steps read as a story: the oldest first, undated ones before all in the order of the record. */
function stepsOf(caseRecord: CaseRecord, treatmentId: string): readonly AnyRecord[] {
  const form = formOf('dose_step')
  const steps = (listsOf(caseRecord)['dose_step'] ?? []).filter((step) => step['treatment'] === treatmentId)
  return [...steps].sort((a, b) => {
    const [dateA, dateB] = [dateOf(form, a), dateOf(form, b)]
    return dateA && dateB ? comparePartialDates(dateA, dateB) : Number(!!dateA) - Number(!!dateB)
  })
}

/** @param collapsed treatments whose dose steps are folded away */
export function recordRows(
  caseRecord: CaseRecord,
  form: RegistryForm,
  collapsed: ReadonlySet<string> = new Set(),
): readonly RecordRow[] {
  const records = recordsOfForm(caseRecord, form)
  if (form.id !== 'treatment') return records.map((record) => ({ form, record }))
  const stepForm = formOf('dose_step')
  return records.flatMap((record) => {
    const steps = stepsOf(caseRecord, record.id)
    const expanded = !collapsed.has(record.id)
    const children = expanded ? steps.map((step) => ({ form: stepForm, record: step, parent: record.id })) : []
    return [{ form, record, steps: steps.length, expanded }, ...children]
  })
}

/** True where every word occurs in what a person reads of the record. */
function matchesWords({ form, record }: RecordRow, words: string): boolean {
  const text = [
    ...form.items.flatMap((item) => {
      const described = item.type === 'reference' ? undefined : describeItem(form, item, record)
      return described ? [describedText(described)] : []
    }),
    record.comment ?? '',
  ]
    .join(' ')
    .toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** The rows that hold all the words; a treatment stays with its matching steps, and steps with their matching treatment. */
export function filteredRows(rows: readonly RecordRow[], words: string): readonly RecordRow[] {
  if (!words.trim()) return rows
  const matching = rows.filter((row) => matchesWords(row, words.trim()))
  const ids = new Set(matching.map(({ record }) => record.id))
  const parents = new Set(matching.map(({ parent }) => parent))
  return rows.filter(
    ({ record, parent }) => ids.has(record.id) || parents.has(record.id) || (parent && ids.has(parent)),
  )
}

/** Any record of a case by form and id. */
export function recordOf(caseRecord: CaseRecord, form: FormId, id: string): AnyRecord | undefined {
  if (form === 'case') return caseRecord.case as unknown as AnyRecord
  return listsOf(caseRecord)[form]?.find((record) => record.id === id)
}
