/** What happened to a record, in words: which answers changed, from what to what. */
import type { RegistryForm } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { HistoryEntry } from '#shared/ipc/areas/cases.ts'
import { describedText, describeItem, missingText } from '#renderer/forms/describe-record.ts'
import { partnerOf } from '#renderer/forms/layout.ts'

export interface Change {
  readonly label: string
  readonly from: string | undefined
  readonly to: string | undefined
}
export interface HistoryStep {
  readonly at: string
  readonly actor: string
  readonly what: string
  readonly reason: string | undefined
  readonly changes: readonly Change[]
}

type Columns = Readonly<Record<string, unknown>>

const operations: Readonly<Record<string, string>> = {
  'registry.createDemo': 'Made with the demo registry',
  'cases.create': 'Created',
  'records.add': 'Added',
  'records.edit': 'Changed',
  'records.void': 'Voided',
  'records.restore': 'Restored',
}

/** Lists and reasons lie in the audit as JSON text. */
function parsed(columns: Columns): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      typeof value === 'string' && /^[[{]/.test(value) ? fromJson(value) : value,
    ]),
  )
}
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function words(form: RegistryForm, name: string, columns: Columns): string | undefined {
  const item = form.items.find((each) => each.name === name)
  if (!item) return undefined
  const described = describeItem(form, item, columns)
  if (described) return item.type === 'reference' ? 'another record' : describedText(described)
  return missingText(item, columns as Pick<AnyRecord, 'missing'>)
}

/** A unit is said with its value. */
const standsBesideValue = (form: RegistryForm, name: string) =>
  name === 'unit' && form.items.some((item) => partnerOf(form, item)?.name === name)

/** The steps of a record's history, newest first. `entries` hold changed columns only, oldest first. */
export function historySteps(form: RegistryForm, entries: readonly HistoryEntry[]): readonly HistoryStep[] {
  let state: Columns = {}
  return entries
    .map(({ at, actor, operation, reason, before, after }) => {
      const old = { ...state, ...parsed(before ?? {}) }
      const next = { ...old, ...parsed(after ?? {}) }
      state = next
      const changes = form.items.flatMap((item): readonly Change[] => {
        if (standsBesideValue(form, item.name)) return []
        const [from, to] = [words(form, item.name, old), words(form, item.name, next)]
        return from === to ? [] : [{ label: item.label, from, to }]
      })
      return { at, actor, what: operations[operation] ?? operation, reason: reason || undefined, changes }
    })
    .reverse()
}
