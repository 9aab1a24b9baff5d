/**
 * Taking a whole operation back from what the audit chain kept of it. What it added is voided, what it changed gets its
 * old values; the way back is an operation of its own, so that it can be taken back as well. Nothing is lost either way.
 */
import { AppError } from '#shared/ipc/app-error.ts'
import { rowsOfOperation } from './audit.ts'
import type { Reader, Writer } from './connection.ts'

/** A row of a table that an operation touched. */
export interface TouchedRow {
  readonly table: string
  readonly rowId: string
  readonly caseId: string | null
}

type StoredValue = string | number | null
export type Columns = Readonly<Record<string, StoredValue>>

/** What an operation did to one row in all. */
export interface RowChange extends TouchedRow {
  readonly added: boolean
  /** Changed columns as they were, and as the operation left them. Of an added row: what it was given. */
  readonly before: Columns
  readonly after: Columns
}

/** The rows that an operation touched, the newest first. */
export function changesOf(db: Reader, operationId: string): readonly RowChange[] {
  const rows = rowsOfOperation(db, operationId).filter(({ table_name }) => table_name !== null)
  const changes = new Map<string, RowChange>()
  for (const { table_name, row_id, case_id, kind, before, after } of rows) {
    const key = `${table_name} ${row_id}`
    const known = changes.get(key)
    changes.set(key, {
      table: table_name!,
      rowId: row_id!,
      caseId: case_id,
      added: known?.added ?? kind === 'insert',
      before: { ...JSON.parse(before ?? '{}'), ...known?.before },
      after: { ...known?.after, ...JSON.parse(after ?? '{}') },
    })
  }
  return [...changes.values()].reverse()
}

/** Columns that go on by themselves. */
export const moving = new Set(['version', 'created_at', 'updated_at'])

/** What was signed was signed: only a change of what it vouches for can break it. */
const lasting = new Set(['signature'])

/** True where the row is as the operation left it: an added one altogether, a changed one in what was changed. */
function isAsLeft(db: Reader, { table, rowId, added, after }: RowChange): boolean {
  if (lasting.has(table)) return false
  const row = db.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(rowId) as Columns | undefined
  if (!row) return false
  const compared = added ? Object.keys(row) : Object.keys(after)
  return compared.filter((name) => !moving.has(name)).every((name) => isSame(row[name] ?? null, after[name] ?? null))
}

/** The chain keeps fifteen digits of a number. */
export const isSame = (a: StoredValue, b: StoredValue) =>
  a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-12 * Math.abs(a))

/** True where an operation that has a label changed rows, and each of them is still as it left them. */
export function canRevert(db: Reader, operationId: string): boolean {
  const changes = changesOf(db, operationId)
  return changes.length > 0 && changes.every((change) => isAsLeft(db, change))
}

/**
 * Takes an operation back.
 * @param reason stands on the rows that are voided by it
 * @returns the rows that were touched, the newest first
 * @throws AppError `not-found` where nothing is known of it, `conflict` where one of its rows was changed since
 */
export function revertOperation(
  db: Writer,
  operationId: string,
  { at, reason }: { readonly at: string; readonly reason: string },
): readonly TouchedRow[] {
  const changes = changesOf(db, operationId)
  if (changes.length === 0)
    throw new AppError('not-found', 'Nothing is known of this change, so it can’t be taken back.')
  if (changes.some(({ table }) => lasting.has(table)))
    throw new AppError('conflict', 'A signature can’t be taken back. Sign again once the record is as it should be.')
  if (!changes.every((change) => isAsLeft(db, change)))
    throw new AppError(
      'conflict',
      'Something of this was changed again since. Take the later change back first, or correct the record by hand; nothing was changed now.',
    )
  for (const { added, before, ...row } of changes)
    setColumns(db, row, added ? { voided_at: at, void_reason: reason } : before, at)
  return changes
}

/**
 * Gives columns of a row their values; its version goes on, whatever it was before. A row that only goes to another case
 * says what it said: its version stays, and what was checked of it stays checked.
 */
export function setColumns(db: Writer, { table, rowId }: TouchedRow, values: Columns, at: string): void {
  const known = new Set((db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name))
  const given = Object.entries(values).filter(([name]) => known.has(name) && !moving.has(name))
  const says = given.some(([name]) => name !== 'case_id')
  const dated = says && known.has('updated_at')
  const sets = [
    ...given.map(([name]) => `${name} = ?`),
    ...(says && known.has('version') ? ['version = version + 1'] : []),
    ...(dated ? ['updated_at = ?'] : []),
  ]
  const parameters = [...given.map(([, value]) => value), ...(dated ? [at] : []), rowId]
  db.prepare(`UPDATE ${table} SET ${sets.join(', ')} WHERE id = ?`).run(...parameters)
}
