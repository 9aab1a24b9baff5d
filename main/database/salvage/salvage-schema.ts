/** Which tables a damaged registry has, where their trees begin and what their columns are called. */
import Database from 'better-sqlite3'
import type { SalvagedRow, SalvagedValue, TreeReader } from './salvage-tree.ts'

export interface SalvagedColumn {
  readonly name: string
  /** As tables are declared here: TEXT, INTEGER, REAL, BLOB. */
  readonly type: string
  readonly notNull: boolean
}

export interface SalvagedTable {
  readonly name: string
  /** Page of its root. */
  readonly root: number
  /** In the order of the row's values. */
  readonly columns: readonly SalvagedColumn[]
  /** The column that is the rowid itself: its value is not among the row's values. */
  readonly rowidColumn: string | undefined
}

export type SalvagedRecord = Readonly<Record<string, SalvagedValue>>

/** From the file's own list of tables; where a page of that is destroyed, from what remains of it. */
export function salvagedTables(tree: TreeReader): ReadonlyMap<string, SalvagedTable> {
  const listed = [...tree.rowsOf(1)]
  const rows = tree.destroyed.size === 0 ? listed : [...listed, ...[...tree.orphans()].flat().filter(isOfSchema)]
  const db = new Database(':memory:')
  try {
    const tables = rows.flatMap(({ values: [kind, name, , root, sql] }) => {
      if (kind !== 'table' || typeof name !== 'string' || typeof root !== 'number' || typeof sql !== 'string') return []
      if (root === 0 || name.startsWith('sqlite_')) return []
      try {
        db.exec(sql)
      } catch {
        return []
      }
      const columns = db.pragma(`table_info(${name})`) as { name: string; type: string; notnull: number; pk: number }[]
      const key = columns.filter(({ pk }) => pk > 0)
      const rowidColumn = key.length === 1 && key[0]!.type === 'INTEGER' ? key[0]!.name : undefined
      return [
        { name, root, columns: columns.map((column) => ({ ...column, notNull: column.notnull === 1 })), rowidColumn },
      ]
    })
    return new Map(tables.map((table) => [table.name, table]))
  } finally {
    db.close()
  }
}

const isOfSchema = ({ values }: SalvagedRow): boolean =>
  values.length === 5 && values[0] === 'table' && typeof values[3] === 'number'

/** A row with the names of its columns. What was added to the table after the row was written is not in it. */
export function recordOf({ columns, rowidColumn }: SalvagedTable, { values, rowid }: SalvagedRow): SalvagedRecord {
  const record: Record<string, SalvagedValue> = {}
  for (const [index, value] of values.entries()) {
    const column = columns[index]?.name
    if (column !== undefined) record[column] = column === rowidColumn ? (rowid ?? null) : value
  }
  return record
}

/** Whether a row that no tree leads to can be one of this table. */
export function fits({ columns }: SalvagedTable, { values }: SalvagedRow): boolean {
  return (
    values.length <= columns.length &&
    values.every((value, index) => {
      const { type, notNull } = columns[index]!
      if (value === null) return !notNull
      if (typeof value === 'string') return type === 'TEXT'
      if (Buffer.isBuffer(value)) return type === 'BLOB'
      return type === 'REAL' || (type === 'INTEGER' && Number.isInteger(value))
    })
  )
}
