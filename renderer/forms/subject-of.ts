/** What a record is about, in a word or two and its date: `CK, 12 Apr 2021`, `Visit, Apr 2019`, `Prednisone`. */
import type { FormId, RegistryForm } from '#shared/dictionary/forms.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { describedText, describeItem } from './describe-record.ts'
import type { Columns, NameOfRecord } from './record-changes.ts'

/** The item that names a record; other forms are named by their label. */
const namedBy: Partial<Record<FormId, string>> = {
  antibody: 'specificity',
  approval: 'drug',
  attachment: 'title',
  case: 'code',
  diagnosis: 'kind',
  event: 'kind',
  history: 'condition',
  imaging: 'modality',
  infusion: 'drug',
  laboratory: 'test',
  manifestation: 'term',
  note: 'title',
  procedure: 'kind',
  treatment: 'drug',
}
/** Forms whose name alone could be a record of another form: `Prednisone` is a treatment, its approval is not. */
const saysForm: ReadonlySet<FormId> = new Set(['approval', 'infusion', 'note', 'attachment', 'history'])

/** @param nameOf finds the treatment that a dose step belongs to */
export function subjectOf(form: RegistryForm, columns: Columns, nameOf: NameOfRecord = () => undefined): string {
  if (form.id === 'case') return 'Baseline'
  if (form.id === 'identity') return 'Identity'
  if (form.id === 'dose_step') {
    const treatment = columns['treatment']
    return (typeof treatment === 'string' && nameOf('treatment', treatment)) || form.label
  }
  const item = form.items.find(({ name }) => name === namedBy[form.id])
  const described = item && describeItem(form, item, columns)
  const name = described ? describedText(described) : undefined
  const subject = name === undefined ? form.label : saysForm.has(form.id) ? `${form.label}: ${name}` : name
  const date = form.dateItem === undefined ? undefined : columns[form.dateItem]
  return typeof date === 'string' && form.id !== 'treatment' ? `${subject}, ${formatPartialDate(date)}` : subject
}
