/** What happened to a record, in words: which answers changed, from what to what. */
import type { Item } from '#shared/dictionary/define-form.ts'
import type { RegistryForm } from '#shared/dictionary/forms.ts'
import type { AnyRecord, Confirmed } from '#shared/dictionary/record.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import type { HistoryEntry } from '#shared/ipc/areas/cases.ts'
import { describedText, describeItem, missingText } from './describe-record.ts'
import { withComment } from './draft.ts'
import { partnerOf } from './layout.ts'

/** One answer of a record that is not what it was. */
export interface ItemChange {
  readonly name: string
  readonly label: string
  readonly from: string | undefined
  readonly to: string | undefined
}
export interface HistoryStep {
  readonly at: string
  readonly actor: string
  readonly what: string
  readonly reason: string | undefined
  readonly changes: readonly ItemChange[]
}

export type Columns = Readonly<Record<string, unknown>>
/** The name of the record that a reference leads to, where it is known. */
export type NameOfRecord = (form: string, id: string) => string | undefined

const operations: Readonly<Record<string, string>> = {
  'registry.createDemo': 'Made with the demo registry',
  'cases.create': 'Created',
  'records.add': 'Added',
  'records.edit': 'Changed',
  'records.void': 'Voided',
  'records.restore': 'Restored',
  'changes.undo': 'Undone',
  'changes.redo': 'Done again',
  'changes.revert': 'Reverted',
}

function words(form: RegistryForm, item: Item, columns: Columns, nameOf: NameOfRecord): string | undefined {
  const described = describeItem(form, item, columns)
  if (!described) return missingText(item, columns as Pick<AnyRecord, 'missing'>)?.toLowerCase()
  if (item.type === 'reference') return nameOf(item.form, described.text) ?? 'another record'
  return describedText(described)
}

/** A unit is said with its value. */
const standsBesideValue = (form: RegistryForm, name: string) =>
  name === 'unit' && form.items.some((item) => partnerOf(form, item)?.name === name)

/** The answers that differ between two states of a record, in the order of its form. */
export function itemChanges(
  form: RegistryForm,
  before: Columns,
  after: Columns,
  nameOf: NameOfRecord = () => undefined,
): readonly ItemChange[] {
  const asked = withComment(form, { comment: 'may have one' } as AnyRecord)
  const own = asked.items.flatMap((item): readonly ItemChange[] => {
    if (standsBesideValue(form, item.name)) return []
    const [from, to] = [words(asked, item, before, nameOf), words(asked, item, after, nameOf)]
    return from === to ? [] : [{ name: item.name, label: item.label, from, to }]
  })
  return [...own, ...confirmations(asked, before, after)]
}

/** Unusual values that somebody said are right, and why. */
function confirmations(form: RegistryForm, before: Columns, after: Columns): readonly ItemChange[] {
  const [old = {}, now = {}] = [before['confirmed'], after['confirmed']] as (Confirmed | undefined)[]
  return form.items.flatMap(({ name, label }): readonly ItemChange[] => {
    const to = now[name]?.reason
    if (to === undefined || to === old[name]?.reason) return []
    return [{ name: `${name} confirmed`, label: `${label}, unusual but right`, from: undefined, to }]
  })
}

export type RecordEvent = 'added' | 'changed' | 'voided' | 'restored'

/** What one entry of the audit chain did to its record. */
export function eventOf({ before, after }: Pick<HistoryEntry, 'before' | 'after'>): RecordEvent {
  if (!before) return 'added'
  if (!after || !('voided_at' in after)) return 'changed'
  return after['voided_at'] === null ? 'restored' : 'voided'
}

/** The steps of a record's history, newest first. `entries` hold changed columns only, oldest first. */
export function historySteps(
  form: RegistryForm,
  entries: readonly HistoryEntry[],
  nameOf?: NameOfRecord,
): readonly HistoryStep[] {
  let state: Columns = {}
  return entries
    .map(({ at, actor, operation, reason, before, after }) => {
      const old = { ...state, ...before }
      const next = { ...old, ...after }
      state = next
      const changes = itemChanges(form, old, next, nameOf)
      return { at, actor, what: wordsOfStep(operation, { before, after }), reason: reason || undefined, changes }
    })
    .reverse()
}

const eventWords: Readonly<Record<RecordEvent, string>> = {
  added: 'Added',
  changed: 'Changed',
  voided: 'Voided',
  restored: 'Restored',
}

/** Undoing says what it did as well: `Undone: voided`. */
function wordsOfStep(operation: string, entry: Pick<HistoryEntry, 'before' | 'after'>): string {
  const event = eventWords[eventOf(entry)]
  const known = operations[operation]
  if (known === undefined) return event
  return operation.startsWith('changes.') ? `${known}: ${midSentence(event)}` : known
}

/** `2.9 → 2.7 L`: a unit that both sides share is said once. */
export function fromTo({ from, to }: Pick<ItemChange, 'from' | 'to'>): string {
  if (from === undefined) return to ?? 'empty'
  if (to === undefined) return `${from} → empty`
  const unit = unitAtEnd(from)
  return unit !== undefined && unit === unitAtEnd(to) ? `${from.slice(0, -unit.length - 1)} → ${to}` : `${from} → ${to}`
}

const unitAtEnd = (text: string): string | undefined => /^[<>]?[\d.:-]+ (\S.*)$/.exec(text)?.[1]
