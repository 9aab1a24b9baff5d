/** The change sets of a case in words. The audit chain keeps changed columns only: what else a record held is walked back to. */
import { formOfTable, forms } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { drugName } from '#shared/domain/drug-lanes.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import type { ChangeSet } from '#shared/ipc/areas/changes.ts'
import { eventOf, fromTo, itemChanges } from '#renderer/forms/record-changes.ts'
import type { Columns, NameOfRecord, RecordEvent } from '#renderer/forms/record-changes.ts'
import { recordWords, type RecordChangeInWords } from '#renderer/forms/record-words.ts'
import { subjectOf } from '#renderer/forms/subject-of.ts'

/** One record that a change set touched. */
export interface DescribedRecord extends RecordChangeInWords {
  readonly key: string
  readonly recordId: string
}
export interface DescribedSet {
  readonly set: ChangeSet
  readonly headline: string
  readonly records: readonly DescribedRecord[]
}

/** What each record of the case holds now, voided ones too, by table and id. */
export type CurrentState = (table: string, recordId: string) => Columns | undefined

/** A record whose content is kept from who looks: that it was touched is told, and nothing of what it says. */
export type IsKeptBack = (table: string, record: Columns) => boolean

/** Tables of the case that are no forms. */
const otherTables: Readonly<Record<string, string>> = {
  data_query: 'Query',
  data_query_message: 'Message of a query',
  source_check: 'Verified against source',
  second_entry: 'Second entry',
  case_link: 'Merge of cases',
  signature: 'Signature',
}

/**
 * Describes sets that lie newest first without a gap from now on.
 * @param now what the records hold at this moment, after the newest set
 */
export function describeSets(
  sets: readonly ChangeSet[],
  now: CurrentState,
  isHidden: IsKeptBack = () => false,
): readonly DescribedSet[] {
  const states = new Map<string, Columns>()
  const stateOf = (table: string, id: string): Columns => states.get(`${table} ${id}`) ?? now(table, id) ?? {}
  const nameOf: NameOfRecord = (form, id) => {
    const drug = form === 'treatment' ? stateOf('treatment', id)['drug'] : undefined
    return typeof drug === 'string' ? drugName(drug) : undefined
  }
  return sets.map((set) => {
    // Newest first within the set as well: a row may have been touched twice.
    const records = set.records
      .toReversed()
      .map((touched, index): DescribedRecord => {
        const form = formOfTable(touched.table)
        const event = eventOf(touched)
        const key = `${touched.table} ${touched.recordId} ${index}`
        const { recordId } = touched
        if (!form)
          return { key, form, recordId, event, subject: otherTables[touched.table] ?? touched.table, changes: [] }
        const after = { ...stateOf(touched.table, recordId), ...touched.after }
        const before = event === 'added' ? {} : { ...after, ...touched.before }
        states.set(`${touched.table} ${recordId}`, event === 'added' ? after : before)
        if (isHidden(touched.table, after))
          return { key, form, recordId, event, subject: 'CT reading of another reader', changes: [], isKeptBack: true }
        const changes = itemChanges(form, before, after, nameOf)
        return { key, form, recordId, event, subject: subjectOf(form, after, nameOf), changes }
      })
      .toReversed()
    return { set, records, headline: headlineOf(set, records) }
  })
}

const events: Readonly<Record<string, string>> = {
  'registry.createDemo': 'Made with the demo registry',
  'records.history': 'History of the identity looked at',
  'cases.viewIdentity': 'Identity looked at',
  'drafts.find': 'Unfinished identity looked at',
}
const eventKinds: Readonly<Record<string, string>> = {
  print: 'Printed',
  export: 'Exported',
  identity: 'Identity looked at',
}

/** The line that stands for a whole set. */
function headlineOf(set: ChangeSet, records: readonly DescribedRecord[]): string {
  const { event, operation, label } = set
  if (records.length === 0) {
    const what = events[operation] ?? (event && eventKinds[event.kind]) ?? label ?? operation
    return event?.detail && event.kind !== 'identity' ? `${what}: ${event.detail}` : what
  }
  // What was taken back or many changes at once carry a name; a single change is told better by what it changed.
  if (operation === 'registry.createDemo') return events[operation]!
  const [first] = records
  const isNamed =
    label !== undefined &&
    (records.length > 1 ||
      operation === 'cases.create' ||
      operation === 'signatures.sign' ||
      operation.startsWith('changes.'))
  if (isNamed) return label
  return records.length === 1 && first ? recordWords(first) : countWords(records)
}

/** `12 laboratory results, 1 dose step added; 1 visit changed` */
function countWords(records: readonly DescribedRecord[]): string {
  const byEvent = new Map<RecordEvent, Map<string, number>>()
  for (const { event, form } of records) {
    const counts = byEvent.get(event) ?? new Map<string, number>()
    const id = form?.id ?? ''
    byEvent.set(event, counts.set(id, (counts.get(id) ?? 0) + 1))
  }
  const words = [...byEvent].map(([event, counts]) => {
    const named = [...counts].map(([id, count]) => `${count} ${nounOf(id, count)}`)
    return `${named.join(', ')} ${event}`
  })
  return words.join('; ')
}

function nounOf(id: string, count: number): string {
  const form = forms.find((each) => each.id === id)
  if (!form) return count === 1 ? 'entry' : 'entries'
  return midSentence(count === 1 ? form.label : form.plural)
}

export interface HistoryFilter {
  readonly form?: FormId | 'looks' | undefined
  readonly actor?: string | undefined
  readonly words?: string | undefined
}

/** True where a set is what was asked for: of this form, by this person, with all the words in what it says. */
export function matchesFilter(
  { set, headline, records }: DescribedSet,
  { form, actor, words = '' }: HistoryFilter,
): boolean {
  if (actor !== undefined && set.actor !== actor) return false
  if (form === 'looks' && records.length > 0) return false
  if (form !== undefined && form !== 'looks' && !records.some((record) => record.form?.id === form)) return false
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return true
  const text = [
    headline,
    set.actor,
    set.reason,
    set.label,
    ...records.flatMap(({ subject, changes }) => [
      subject,
      ...changes.map((change) => `${change.label} ${fromTo(change)}`),
    ]),
  ]
    .join(' ')
    .toLowerCase()
  return wanted.every((word) => text.includes(word))
}

export interface HistoryDay {
  /** Local ISO day. */
  readonly day: string
  readonly sets: readonly DescribedSet[]
}

/** The sets under the day on which they were made, at this workstation. */
export function byDay(sets: readonly DescribedSet[], dayOf: (at: string) => string): readonly HistoryDay[] {
  const days: { day: string; sets: DescribedSet[] }[] = []
  for (const described of sets) {
    const day = dayOf(described.set.at)
    const last = days.at(-1)
    if (last?.day === day) last.sets.push(described)
    else days.push({ day, sets: [described] })
  }
  return days
}
