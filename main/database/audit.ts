/**
 * The audit chain. Triggers, generated from the schema, write what changed; who did it, in which operation and why comes
 * from the transaction through functions that only this program registers, so no other program can write unnoticed: its
 * statements fail. Each row is sealed with an HMAC over itself and the row before it. Rows can't be changed or deleted.
 */
import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Reader, Writer } from './connection.ts'
import { prepared } from './prepared.ts'
import { uuidV7 } from './uuid-v7.ts'

/** Who does what, for one transaction or event. */
export interface Actor {
  readonly name: string
  /** Name of the operation, as in the contract. */
  readonly operation: string
  readonly reason?: string | undefined
  /** What the operation is called where it can be undone: `Visit 12 Apr 2026`. Kept in the chain with its rows. */
  readonly label?: string | undefined
  /** UTC ISO time; the demo registry fixes it. */
  readonly at: string
}

type Text = string | null
/** What the triggers hand to `audit_mac`: the seal of the row before, then the row's own columns. */
type MacInput = [
  previous: Text,
  seq: number,
  kind: string,
  table: Text,
  row: Text,
  caseId: Text,
  before: Text,
  after: Text,
]

export interface AuditRow {
  readonly seq: number
  readonly kind: string
  readonly table_name: Text
  readonly row_id: Text
  readonly case_id: Text
  readonly before: Text
  readonly after: Text
  readonly at: string
  readonly actor: string
  readonly operation: string
  readonly operation_id: string
  readonly reason: string | null
  readonly mac: string
}

/** Tables without triggers, and why not. A test fails for a table that is neither here nor audited. */
export const auditExempt: Readonly<Record<string, string>> = {
  attachment_content: 'is never changed, and its hash stands in the audited row of its attachment',
  audit: 'is the chain itself',
  secret: 'holds what no entry of the chain may show',
  schema_history: 'is written by migrations only and checked against the program',
  draft: 'holds what is being typed and counts nowhere until it is saved as a record',
  case_row: 'is computed from the records and can be made anew',
  case_search: 'is an index over case_row',
  case_search_config: 'belongs to case_search',
  case_search_data: 'belongs to case_search',
  case_search_docsize: 'belongs to case_search',
  case_search_idx: 'belongs to case_search',
}

const firstLink = '0'.repeat(64)

const macKeyOf = (dataKey: Buffer): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', dataKey, '', 'as-ild-registry audit v1', 32)))

function seal(macKey: KeyObject, previous: string, row: Omit<AuditRow, 'mac'>): string {
  const { seq, at, actor, operation, operation_id, reason, kind, table_name, row_id, case_id, before, after } = row
  const content = [
    previous,
    seq,
    at,
    actor,
    operation,
    operation_id,
    reason,
    kind,
    table_name,
    row_id,
    case_id,
    before,
    after,
  ]
  return createHmac('sha256', macKey).update(JSON.stringify(content)).digest('hex')
}

export interface Audit {
  /** Runs `change` in one transaction in this actor's name; everything or nothing. It is given the operation's id. */
  transact<T>(actor: Actor, change: (operationId: string) => T): T
  /** Adds an event that is no change of a row: an unlock, a view of identity, a print. */
  note(actor: Actor, kind: string, more?: { readonly caseId?: string | undefined; readonly detail?: string }): void
}

/** Gives a connection the functions that the triggers call. Without them nothing can be written. */
export function registerAudit(db: Writer, dataKey: Buffer): Audit {
  const macKey = macKeyOf(dataKey)
  let context: (Actor & { readonly operationId: string }) | undefined
  const current = () => {
    if (!context) throw new Error('a write outside an audited transaction')
    return context
  }
  db.function('audit_at', () => current().at)
  db.function('audit_actor', () => current().name)
  db.function('audit_operation', () => current().operation)
  db.function('audit_operation_id', () => current().operationId)
  db.function('audit_reason', () => current().reason ?? null)
  db.function('audit_mac', { varargs: true }, (...given) => {
    const [previous, seq, kind, table_name, row_id, case_id, before, after] = given as MacInput
    const { at, name, operation, operationId, reason } = current()
    const written = { seq, at, actor: name, operation, operation_id: operationId, reason: reason ?? null }
    return seal(macKey, previous ?? firstLink, { ...written, kind, table_name, row_id, case_id, before, after })
  })

  const insertEvent = (kind: string, caseId: string | undefined, detail: string | undefined) =>
    prepared(db, eventSql).run({
      kind,
      caseId: caseId ?? null,
      after: detail === undefined ? null : JSON.stringify({ detail }),
    })

  function transact<T>(actor: Actor, change: (operationId: string) => T): T {
    if (context) throw new Error('a transaction within a transaction')
    const operationId = uuidV7()
    context = { ...actor, operationId }
    db.exec('BEGIN IMMEDIATE')
    try {
      if (actor.label !== undefined) insertEvent('label', undefined, actor.label)
      const result = change(operationId)
      db.exec('COMMIT')
      return result
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK')
      throw error
    } finally {
      context = undefined
    }
  }

  return {
    transact,
    note: (actor, kind, { caseId, detail } = {}) => transact(actor, () => void insertEvent(kind, caseId, detail)),
  }
}

interface InsertParts {
  readonly kind: string
  readonly table: string
  readonly row: string
  readonly caseId: string
  readonly before: string
  readonly after: string
}

/** One audit row from SQL expressions. The inner SELECT evaluates them once: they are both stored and sealed. */
function insertSql({ kind, table, row, caseId, before, after }: InsertParts): string {
  return `INSERT INTO audit (seq, at, actor, operation, operation_id, reason, kind, table_name, row_id, case_id, before, after, mac)
  SELECT n.seq, audit_at(), audit_actor(), audit_operation(), audit_operation_id(), audit_reason(), n.kind, n.tab, n.row, n.cas, n.bef, n.aft,
    audit_mac((SELECT mac FROM audit WHERE seq = n.seq - 1), n.seq, n.kind, n.tab, n.row, n.cas, n.bef, n.aft)
  FROM (SELECT coalesce((SELECT max(seq) FROM audit), 0) + 1 AS seq, ${kind} AS kind, ${table} AS tab, ${row} AS row, ${caseId} AS cas,
    ${before} AS bef, ${after} AS aft) AS n`
}

const eventSql = insertSql({
  kind: ':kind',
  table: 'NULL',
  row: 'NULL',
  caseId: ':caseId',
  before: 'NULL',
  after: ':after',
})

/** Columns that say nothing that the audit row does not say itself. */
const unaudited = new Set(['updated_at', 'created_at'])

interface TableColumn {
  readonly name: string
}

/** Names of the tables that carry triggers, from the schema itself: a new table can't be forgotten. */
export function auditedTables(db: Reader): string[] {
  const rows = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .all()
  return (rows as { name: string }[]).map((row) => row.name).filter((name) => !Object.hasOwn(auditExempt, name))
}

/** The triggers that a table must have, by name. */
function triggersOf(db: Reader, table: string): Map<string, string> {
  const columns = (db.pragma(`table_info(${table})`) as TableColumn[]).map((column) => column.name)
  const audited = columns.filter((name) => !unaudited.has(name))
  const caseId = (row: 'NEW' | 'OLD') =>
    columns.includes('case_id') ? `${row}.case_id` : table === 'cases' ? `${row}.id` : 'NULL'
  const whole = `json_patch('{}', json_object(${audited.map((name) => `'${name}', NEW.${name}`).join(', ')}))`
  const changed = (row: 'NEW' | 'OLD') => {
    const rows = audited.map(
      (name) => `SELECT '${name}' AS k, ${row}.${name} AS v WHERE NEW.${name} IS NOT OLD.${name}`,
    )
    return `(SELECT json_group_object(k, v) FROM (${rows.join(' UNION ALL ')}))`
  }
  const on = (name: string, event: string, body: string): [string, string] => [
    `audit_${table}_${name}`,
    `CREATE TRIGGER audit_${table}_${name} ${event} ON ${table} BEGIN\n  ${body};\nEND`,
  ]
  const inserted = {
    kind: `'insert'`,
    table: `'${table}'`,
    row: 'NEW.id',
    caseId: caseId('NEW'),
    before: 'NULL',
    after: whole,
  }
  const updated = { ...inserted, kind: `'update'`, before: changed('OLD'), after: changed('NEW') }
  return new Map([
    on('insert', 'AFTER INSERT', insertSql(inserted)),
    on('update', 'AFTER UPDATE', insertSql(updated)),
    on('delete', 'BEFORE DELETE', `SELECT RAISE(ABORT, 'records are voided, never deleted')`),
  ])
}

/** Makes the triggers fit the schema. Called by migrations, after the tables are what they should be. */
export function installTriggers(db: Writer): void {
  const installed = triggersInstalled(db)
  for (const table of auditedTables(db)) {
    for (const [name, sql] of triggersOf(db, table)) {
      if (installed.get(name) === sql) continue
      db.exec(`DROP TRIGGER IF EXISTS ${name}`)
      db.exec(sql)
    }
  }
}

/** @returns the audit triggers that are missing or not as they must be */
export function wrongTriggers(db: Reader): string[] {
  const installed = triggersInstalled(db)
  return auditedTables(db).flatMap((table) =>
    [...triggersOf(db, table)].filter(([name, sql]) => installed.get(name) !== sql).map(([name]) => name),
  )
}

function triggersInstalled(db: Reader): Map<string, string> {
  const rows = db
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit\\_%' ESCAPE '\\'`)
    .all()
  return new Map((rows as { name: string; sql: string }[]).map((row) => [row.name, row.sql]))
}

/** Length and head of the chain. The head stands on prints and exports: whoever holds one can tell whether history was rewritten. */
export function auditHead(db: Reader): { readonly entries: number; readonly head: string } {
  const last = db.prepare('SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1').get() as
    { seq: number; mac: string } | undefined
  return { entries: last?.seq ?? 0, head: last?.mac ?? firstLink }
}

const linksAtOnce = 2000

/**
 * Walks the whole chain in slices, so that whoever drains it can breathe between them.
 * @yields how many links were found whole so far
 * @returns the number of the first row that is missing or was changed, or undefined for a whole chain
 */
export function* walkChain(db: Reader, dataKey: Buffer): Generator<number, number | undefined> {
  const macKey = macKeyOf(dataKey)
  const earlier = earlierSeals(db)
  const slice = db.prepare('SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?')
  let previous = firstLink
  let expected = 1
  // From below the first number: what was put in front of the chain is found as well.
  let last = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = slice.all(last, linksAtOnce) as AuditRow[]
    for (const row of rows) {
      while (earlier[0] && earlier[0].upTo < expected) earlier.shift()
      if (row.seq !== expected || seal(earlier[0]?.macKey ?? macKey, previous, row) !== row.mac) return expected
      previous = row.mac
      expected += 1
    }
    if (rows.length < linksAtOnce) return undefined
    last = rows.at(-1)!.seq
    yield expected - 1
  }
}

/**
 * Walks the whole chain.
 * @returns the number of the first row that is missing or was changed, or undefined for a whole chain
 */
export function firstBrokenLink(db: Reader, dataKey: Buffer): number | undefined {
  const walk = walkChain(db, dataKey)
  for (;;) {
    const step = walk.next()
    if (step.done) return step.value
  }
}

/**
 * What an operation that can be undone wrote, oldest first, its label included. Rows of a transaction stand together in
 * the chain and the label before them, so that one indexed row an operation finds them all. Empty for one without a label.
 */
export function rowsOfOperation(db: Reader, operationId: string): readonly AuditRow[] {
  const first = prepared(
    db,
    `SELECT seq FROM audit WHERE table_name IS NULL AND kind = 'label' AND operation_id = ?`,
  ).get(operationId) as { seq: number } | undefined
  if (!first) return []
  const rows: AuditRow[] = []
  const onwards = db.prepare('SELECT * FROM audit WHERE seq >= ? ORDER BY seq')
  for (const row of onwards.iterate(first.seq) as IterableIterator<AuditRow>) {
    if (row.operation_id !== operationId) break
    rows.push(row)
  }
  return rows
}

/** Where the keys of earlier seals are kept: entries up to the number that follows were sealed by it. */
const sealSecret = 'audit-key:'

/** Keys that sealed the beginning of the chain, before the data key was changed, oldest first. */
function earlierSeals(db: Reader): { readonly upTo: number; readonly macKey: KeyObject }[] {
  // A file of an older version has no secrets.
  if (!db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'secret'`).get()) return []
  const rows = db.prepare('SELECT name, value FROM secret WHERE name GLOB ?').all(`${sealSecret}*`)
  return (rows as { name: string; value: string }[])
    .map(({ name, value }) => ({
      upTo: Number(name.slice(sealSecret.length)),
      macKey: createSecretKey(Buffer.from(value, 'hex')),
    }))
    .sort((one, other) => one.upTo - other.upTo)
}

/** Keeps the key that sealed the chain so far, since what comes now is sealed under a new data key. */
export function keepSealOf(db: Writer, oldDataKey: Buffer): void {
  const name = `${sealSecret}${auditHead(db).entries}`
  const value = macKeyOf(oldDataKey).export().toString('hex')
  db.prepare('INSERT INTO secret (name, value) VALUES (?, ?)').run(name, value)
}

/** Whether the newest row is sealed over the one before it. */
export function lastLinkHolds(db: Reader, dataKey: Buffer): boolean {
  const [last, before] = db.prepare('SELECT * FROM audit ORDER BY seq DESC LIMIT 2').all() as AuditRow[]
  return !last || seal(macKeyOf(dataKey), before?.mac ?? firstLink, last) === last.mac
}

/** What happened to one row, oldest first. */
export function historyOf(db: Reader, table: string, rowId: string): AuditRow[] {
  return db
    .prepare('SELECT * FROM audit WHERE table_name = ? AND row_id = ? ORDER BY seq')
    .all(table, rowId) as AuditRow[]
}
