/**
 * Holds every audited row against what the audit chain says of it. The chain alone shows that nothing in it was changed; this
 * shows that nothing was changed past it, and that its last entries were not cut off, as somebody with the key and a tool of
 * their own could do.
 */
import { auditedTables } from '../audit.ts'
import type { Reader } from '../connection.ts'

type Columns = Record<string, unknown>

export interface UnexplainedRow {
  readonly table: string
  readonly id: string
}

/** @returns the first row that is not what its last entries in the chain made it, or is missing; undefined where there is none */
export function unexplainedRow(db: Reader): UnexplainedRow | undefined {
  for (const table of auditedTables(db)) {
    const id = inTable(db, table)
    if (id !== undefined) return { table, id }
  }
  return undefined
}

function inTable(db: Reader, table: string): string | undefined {
  const told = toldByChain(db, table)
  const columns = auditedColumnsOf(db, table)
  const defaults = defaultsOf(db, columns)
  const names = columns.map(({ name }) => `'${name}', ${name}`).join(', ')
  const rows = db.prepare(`SELECT id, json_object(${names}) AS content FROM ${table}`).iterate()
  for (const { id, content } of rows as Iterable<{ id: string; content: string }>) {
    const expected = told.get(id)
    if (!expected || !agree(expected, JSON.parse(content) as Columns, defaults)) return id
    told.delete(id)
  }
  return told.keys().next().value
}

/** Each row as its entries left it. */
function toldByChain(db: Reader, table: string): Map<string, Columns> {
  const told = new Map<string, Columns>()
  const entries = db
    .prepare(`SELECT row_id, after FROM audit WHERE table_name = ? AND kind IN ('insert', 'update') ORDER BY seq`)
    .iterate(table)
  for (const { row_id, after } of entries as Iterable<{ row_id: string; after: string | null }>)
    told.set(row_id, { ...told.get(row_id), ...(JSON.parse(after ?? '{}') as Columns) })
  return told
}

interface Column {
  readonly name: string
  /** As SQL. */
  readonly dflt_value: string | null
}

/** The chain does not tell these (see `audit.ts`): they say no more than its own times. */
const untold = new Set(['created_at', 'updated_at'])

const auditedColumnsOf = (db: Reader, table: string): Column[] =>
  (db.pragma(`table_info(${table})`) as Column[]).filter(({ name }) => !untold.has(name))

/** What a column holds in rows that are older than it is. */
function defaultsOf(db: Reader, columns: readonly Column[]): Columns {
  const given = columns.filter(({ dflt_value }) => dflt_value !== null)
  if (given.length === 0) return {}
  const list = given.map(({ name, dflt_value }) => `${dflt_value} AS ${name}`).join(', ')
  return db.prepare(`SELECT ${list}`).get() as Columns
}

/** A column that the chain doesn't name is empty, or what it is where nobody says anything. */
function agree(expected: Columns, found: Columns, defaults: Columns): boolean {
  return Object.entries(found).every(([name, value]) =>
    Object.hasOwn(expected, name)
      ? (expected[name] ?? null) === value
      : value === null || value === (defaults[name] ?? null),
  )
}
