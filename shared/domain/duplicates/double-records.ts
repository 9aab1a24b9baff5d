/** Records that two cases of one patient both hold. */
import type { CaseRecord } from '../case-record.ts'
import { formOf, repeatingForms, type FormId, type RegistryForm } from '../../dictionary/forms.ts'
import type { AnyRecord } from '../../dictionary/record.ts'

export interface DoubleRecord {
  readonly form: FormId
  /** The record of the case that is merged into the other. */
  readonly id: string
  /** The record of the other case that says the same. */
  readonly twin: string
}

/** What says nothing of what was found. */
const beside = new Set(['id', 'version', 'source', 'missing', 'confirmed', 'created_at', 'updated_at'])

/**
 * Records of `other` that `kept` holds with the same date and the same values, one for one. Dose steps and infusions are
 * compared with the treatment that they belong to.
 */
export function doubleRecords(kept: CaseRecord, other: CaseRecord): readonly DoubleRecord[] {
  const twins = new Map<string, string>()
  const found: DoubleRecord[] = []
  for (const form of inOrderOfReference) {
    const waiting = new Map<string, string[]>()
    for (const record of recordsOf(kept, form)) {
      const content = contentOf(form, record, (id) => id)
      waiting.set(content, [...(waiting.get(content) ?? []), record.id])
    }
    for (const record of recordsOf(other, form)) {
      const twin = waiting.get(contentOf(form, record, (id) => twins.get(id) ?? id))?.shift()
      if (twin === undefined) continue
      twins.set(record.id, twin)
      found.push({ form: form.id, id: record.id, twin })
    }
  }
  return found
}

const recordsOf = ({ records }: CaseRecord, { id }: RegistryForm) =>
  (records as unknown as Readonly<Record<string, readonly AnyRecord[]>>)[id] ?? []

/** What others refer to comes first. */
const inOrderOfReference: readonly RegistryForm[] = [
  formOf('treatment'),
  ...repeatingForms.filter(({ id }) => id !== 'treatment'),
]

function contentOf({ items }: RegistryForm, record: AnyRecord, twinOf: (id: string) => string): string {
  const references = new Set(items.filter(({ type }) => type === 'reference').map(({ name }) => name))
  const entries = Object.entries(record)
    .filter(([column]) => !beside.has(column))
    .map(([column, value]) => [column, references.has(column) ? twinOf(String(value)) : value] as const)
  return JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
