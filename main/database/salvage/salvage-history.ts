/**
 * The audit entries of a damaged registry. They are kept as they are, sealed and encrypted, in a file of their own, and they
 * stand in for records whose pages are destroyed: an entry holds what was written.
 */
import fs from 'node:fs'
import type { AuditRow } from '../audit.ts'
import { closeWriter, openWriter } from '../connection.ts'
import type { SalvagedRecord, SalvagedTable } from './salvage-schema.ts'
import { recordOf } from './salvage-schema.ts'
import type { SalvagedRow } from './salvage-tree.ts'

const auditColumns = [
  'seq',
  'at',
  'actor',
  'operation',
  'operation_id',
  'reason',
  'kind',
  'table_name',
  'row_id',
  'case_id',
  'before',
  'after',
  'mac',
] as const

/** For a file whose own list of tables is destroyed where the audit stands. */
const usualTable: SalvagedTable = {
  name: 'audit',
  root: 0,
  columns: auditColumns.map((name) => ({ name, type: name === 'seq' ? 'INTEGER' : 'TEXT', notNull: false })),
  rowidColumn: 'seq',
}

export const auditRowOf = (row: SalvagedRow, table: SalvagedTable = usualTable): AuditRow =>
  recordOf(table, row) as unknown as AuditRow

/** An entry says itself that it is one: thirteen columns, the number of the row first, a seal last. */
export const isAuditRow = ({ values, rowid }: SalvagedRow): boolean =>
  values.length === auditColumns.length &&
  rowid !== undefined &&
  values[0] === null &&
  /^[0-9a-f]{64}$/.test(String(values[12]))

export interface HistoryFile {
  add(entries: readonly AuditRow[]): void
  close(): void
}

/** A database beside the new one, under the same key, which any SQLCipher 4 program opens: table `audit`. */
export function historyFile(file: string, dataKey: Buffer): HistoryFile {
  fs.closeSync(fs.openSync(file, 'wx', 0o600))
  const db = openWriter(file, dataKey, { fresh: true })
  db.exec(
    `CREATE TABLE audit (seq INTEGER PRIMARY KEY, ${auditColumns.slice(1).join(' TEXT, ')} TEXT) STRICT;
     CREATE INDEX audit_row ON audit (row_id)`,
  )
  const insert = db.prepare(`INSERT OR IGNORE INTO audit VALUES (${auditColumns.map((name) => `@${name}`).join(', ')})`)
  return {
    add: db.transaction((entries: readonly AuditRow[]) => entries.forEach((entry) => insert.run(entry))),
    close: () => closeWriter(db),
  }
}

/** What the entries of one row say it was in the end; undefined where its beginning is lost. */
export function rebuilt(entries: readonly AuditRow[]): SalvagedRecord | undefined {
  const inOrder = entries.toSorted((a, b) => a.seq - b.seq)
  const first = inOrder[0]
  if (first?.kind !== 'insert') return undefined
  const record: Record<string, SalvagedRecord[string]> = { created_at: first.at, updated_at: inOrder.at(-1)!.at }
  for (const { after } of inOrder) Object.assign(record, JSON.parse(after ?? '{}'))
  return record
}
