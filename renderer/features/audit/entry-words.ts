/** Entries of the audit chain in words, as the history of a case tells them. */
import { formOfTable } from '#shared/dictionary/forms.ts'
import { drugName } from '#shared/domain/drug-lanes.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import type { AuditEntry } from '#shared/ipc/areas/audit.ts'
import { listed } from '#shared/lib/listed.ts'
import { eventOf, itemChanges } from '#renderer/forms/record-changes.ts'
import type { Columns, ItemChange, NameOfRecord } from '#renderer/forms/record-changes.ts'
import { momentOf } from '#renderer/forms/moments.ts'
import { recordWords } from '#renderer/forms/record-words.ts'
import { subjectOf } from '#renderer/forms/subject-of.ts'

export interface EntryInWords {
  readonly what: string
  /** Old and new answers of a record, item by item. */
  readonly changes: readonly ItemChange[]
}

const eventWords: Readonly<Record<string, string>> = {
  unlock: 'Unlocked',
  'failed-unlock': 'Failed unlock',
  'failed-passphrase': 'Wrong passphrase',
  identity: 'Identity looked at',
  view: 'File looked at',
  print: 'Printed',
  export: 'Exported',
  'recovery-sheet': 'Recovery sheet shown or printed',
}

const tableWords: Readonly<Record<string, string>> = {
  registry: 'Settings of the registry',
  registry_user: 'User',
  site_item: 'Item or measure of the site',
  signature: 'Signature',
  data_query: 'Query',
  data_query_message: 'Message of a query',
  source_check: 'Verified against source',
  second_entry: 'Second entry',
  case_link: 'Merge of cases',
  cohort: 'Cohort',
  cohort_version: 'Version of a cohort',
  data_cut: 'Data cut',
}

export function entryInWords(entry: AuditEntry): EntryInWords {
  const { table, kind } = entry
  const detail = entry.detail && withLocalTimes(entry.detail)
  if (table !== undefined) return changeInWords(entry, table)
  // Which attachment it was, its case tells.
  if (kind === 'view') return { what: eventWords[kind]!, changes: [] }
  const event = eventWords[kind] ?? sentence(kind)
  if (kind === 'label') return { what: detail ?? 'Named', changes: [] }
  return {
    what: detail === undefined ? event : kind === 'unlock' ? `${event} ${detail}` : `${event}: ${detail}`,
    changes: [],
  }
}

/** `key-change` as `Key change`. */
const sentence = (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('-', ' ')

function changeInWords(entry: AuditEntry, table: string): EntryInWords {
  const { record = {}, drug, withheld } = entry
  const event = eventOf(entry)
  const form = formOfTable(table)
  if (!form) return { what: otherTable(entry, table), changes: [] }
  if (withheld) return { what: `Identity ${entry.kind === 'insert' ? 'added' : 'changed'}`, changes: [] }
  const nameOf: NameOfRecord = (name) => (name === 'treatment' && drug !== undefined ? drugName(drug) : undefined)
  const after: Columns = { ...record, ...entry.after }
  const before: Columns = event === 'added' ? {} : { ...after, ...entry.before }
  const changes = itemChanges(form, before, event === 'added' ? (entry.after ?? {}) : after, nameOf)
  return { what: recordWords({ form, event, changes, subject: subjectOf(form, after, nameOf) }), changes }
}

/** What is no record of a case: settings, users, signatures, queries. */
function otherTable({ kind, before = {}, after = {} }: AuditEntry, table: string): string {
  const name = tableWords[table] ?? sentence(table.replaceAll('_', '-'))
  const verb = kind === 'insert' ? 'added' : 'changed'
  if (table === 'signature') return `Signed as ${text(after['meaning'])} by ${text(after['user_name'])}`
  if (table === 'registry_user' && kind === 'insert')
    return `User ${text(after['name'])} added, may ${listOf(after['rights'])}`
  if (table === 'registry' && kind === 'update' && 'settings' in after)
    return `Settings: ${differences(opened(before['settings']), opened(after['settings']))}`
  const changes = kind === 'insert' ? '' : differences(before, after)
  return changes === '' ? `${name} ${verb}` : `${name}: ${changes}`
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function listOf(value: unknown): string {
  const rights = opened(value)
  return Array.isArray(rights) ? listed(rights.map(String)) : ''
}

function opened(json: unknown): Columns {
  try {
    return typeof json === 'string' ? (JSON.parse(json) as Columns) : {}
  } catch {
    return {}
  }
}

const longest = 60
/** Columns that go on by themselves. */
const moving = new Set(['version', 'id'])

/** `rights ["read"] → ["read","write"], ended at empty → 2026-11-26`. */
function differences(before: Columns, after: Columns): string {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !moving.has(name))
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  return changed
    .map((name) => {
      const words = `${said(before[name])} → ${said(after[name])}`
      const label = midSentence(
        name.replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`),
      )
      return words.length > longest ? `${label} rewritten` : `${label} ${words}`
    })
    .join(', ')
}

function said(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The chain keeps times of the world; whoever reads it has a clock on the wall. */
const withLocalTimes = (detail: string): string =>
  detail.replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, momentOf)
