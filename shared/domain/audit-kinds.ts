/** What entries of the audit chain are about, in groups that a person asks for. */

interface Group {
  readonly label: string
  /** Kinds of events, as they stand in the chain. */
  readonly events?: readonly string[]
  /** Tables whose changes belong here. */
  readonly tables?: readonly string[]
}

/** A kind that stands nowhere here is told as “other”; a table that stands nowhere holds records. */
export const auditGroups = {
  changes: { label: 'Changes of records' },
  unlocks: { label: 'Unlocks', events: ['unlock', 'lock'] },
  'failed-unlocks': { label: 'Failed unlocks', events: ['failed-unlock', 'failed-passphrase'] },
  identity: { label: 'Views of identity', events: ['identity'] },
  prints: { label: 'Prints', events: ['print'] },
  exports: { label: 'Exports and copies', events: ['export', 'share'] },
  views: { label: 'Views of files', events: ['view'] },
  signatures: { label: 'Signatures', tables: ['signature'] },
  recovery: {
    label: 'Recovery sheet and keys',
    events: ['recovery-sheet', 'recovery-drill', 'new-keys', 'key-change', 'passphrase'],
  },
  users: { label: 'Users', events: ['user'], tables: ['registry_user'] },
  settings: { label: 'Settings', tables: ['registry', 'site_item'] },
  safety: { label: 'Checks, backups, restores', events: ['check', 'backup', 'restore', 'salvage', 'upgrade'] },
  other: { label: 'Other events' },
} as const satisfies Readonly<Record<string, Group>>

export type AuditGroup = keyof typeof auditGroups
export const auditGroupIds = Object.keys(auditGroups) as [AuditGroup, ...AuditGroup[]]

const groups: readonly (readonly [AuditGroup, Group])[] = auditGroupIds.map((id) => [id, auditGroups[id]])

/** Where an event belongs, by its kind; where changes of a table belong, by its name. */
const groupOfEvent = new Map(groups.flatMap(([id, { events = [] }]) => events.map((kind) => [kind, id] as const)))
const groupOfTable = new Map(groups.flatMap(([id, { tables = [] }]) => tables.map((name) => [name, id] as const)))

export const eventsInGroups: readonly string[] = [...groupOfEvent.keys()]
export const tablesInGroups: readonly string[] = [...groupOfTable.keys()]

/** What makes a group: kinds of events and tables. Neither for changes of records and for what is left. */
export function partsOfGroup(id: AuditGroup): {
  readonly events: readonly string[]
  readonly tables: readonly string[]
} {
  const { events = [], tables = [] }: Group = auditGroups[id]
  return { events, tables }
}

/** @param table null for an event */
export function auditGroupOf(kind: string, table: string | null): AuditGroup {
  if (table !== null) return groupOfTable.get(table) ?? 'changes'
  // The name of an operation stands in the chain with the changes that it made.
  return kind === 'label' ? 'changes' : (groupOfEvent.get(kind) ?? 'other')
}
