/**
 * Everything that SQLite's integrity check, its check of references and the walk along the audit chain read, but row by row on
 * one snapshot, so that work goes on meanwhile: SQLite's own checks can't be put down half-way, and a chain of a million
 * entries would hold the program for seconds. An index agrees with its table when both hold the same set of keys: compared by
 * count and by a sum of checksums, which needs no memory.
 */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { walkChain, wrongTriggers } from '../audit.ts'
import { openReader } from '../connection.ts'
import type { Reader } from '../connection.ts'

/** A connection of its own needs little memory: each page is read once. */
const cacheKiB = 8192

/**
 * Yields after every row or so; the caller decides when to breathe. `return()` ends it and closes its connection.
 * @returns what is wrong, in words; undefined for a sound registry
 */
export function* checkEverything(database: string, dataKey: Buffer): Generator<undefined, string | undefined> {
  const db = openReader(database, dataKey)
  try {
    db.pragma(`cache_size = -${cacheKiB}`)
    // One snapshot for all: what is saved meanwhile is left for the next check.
    db.exec('BEGIN')
    yield
    const wrong = wrongTriggers(db)
    if (wrong[0] !== undefined) return `audit triggers were changed or are missing: ${wrong.join(', ')}`
    yield
    const parents = new Map<string, Set<unknown>>()
    for (const table of tablesOf(db)) {
      const problem = yield* checkTable(db, table, parents)
      if (problem !== undefined) return problem
    }
    const attachment = yield* checkFiles(db)
    if (attachment !== undefined) return attachment
    const broken = yield* chainProblem(db, dataKey)
    return broken === undefined ? undefined : `entry ${broken} of the audit chain was changed or removed`
  } finally {
    db.close()
  }
}

interface Table {
  readonly name: string
  readonly withoutRowid: boolean
}

/** The search index is computed, and keeps its own checks in its tables. */
function tablesOf(db: Reader): Table[] {
  const rows = db.pragma('table_list') as { schema: string; name: string; type: string; wr: number }[]
  return rows
    .filter(({ schema, name, type }) => schema === 'main' && type === 'table' && !/^(sqlite|case_search)_/.test(name))
    .map(({ name, wr }) => ({ name, withoutRowid: wr === 1 }))
}

interface Index {
  readonly name: string
  /** Columns or expressions. */
  readonly keys: readonly string[]
  /** Of a partial index. */
  readonly where: string
}

function indexesOf(db: Reader, table: string): Index[] {
  const list = db.pragma(`index_list(${table})`) as { name: string; origin: string }[]
  return list.map(({ name }) => {
    const row = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(name) as { sql: string | null }
    const [, keys, where = '1'] = /\((.*?)\)(?: WHERE (.*))?$/s.exec(row.sql ?? '') ?? []
    const columns = (db.pragma(`index_info(${name})`) as { name: string | null }[]).map((column) => column.name)
    // What an expression computes is not compared: it is computed from columns that are.
    const named = keys?.includes('(') ? [] : columns.filter((column) => column !== null)
    return { name, keys: named, where }
  })
}

function* checkTable(
  db: Reader,
  { name, withoutRowid }: Table,
  parents: Map<string, Set<unknown>>,
): Generator<undefined, string | undefined> {
  const references = db.pragma(`foreign_key_list(${name})`) as { table: string; from: string; to: string }[]
  for (const { table, to } of references) yield* readParents(db, table, to, parents)
  const indexes = withoutRowid ? [] : indexesOf(db, name)
  const sums = indexes.map(() => ({ count: 0, sum: 0 }))
  const terms = indexes.map(({ where }, at) => `(${where}) AS is_in_${at}`)
  const sql = `SELECT ${withoutRowid ? '' : 'rowid AS row_number, '}${[...terms, '*'].join(', ')} FROM ${name} NOT INDEXED`
  for (const row of rowsOf(db, sql)) {
    for (const { table, from } of references) {
      const id = row[from]
      if (id !== null && !parents.get(table)?.has(id)) return `a reference in ${name} leads nowhere`
    }
    for (const [at, { keys }] of indexes.entries()) if (row[`is_in_${at}`] === 1) add(sums[at]!, keys, row)
    yield
  }
  for (const [at, { name: index, keys, where }] of indexes.entries()) {
    const sum = { count: 0, sum: 0 }
    const columns = ['rowid AS row_number', ...keys].join(', ')
    for (const row of rowsOf(db, `SELECT ${columns} FROM ${name} INDEXED BY ${index} WHERE ${where}`)) {
      add(sum, keys, row)
      yield
    }
    const { count, sum: expected } = sums[at]!
    if (sum.count !== count || sum.sum !== expected) return `the table ${name} and its index ${index} do not agree`
  }
  return undefined
}

type Row = Readonly<Record<string, unknown>>

const rowsOf = (db: Reader, sql: string): IterableIterator<Row> => db.prepare(sql).iterate() as IterableIterator<Row>

function add(sum: { count: number; sum: number }, keys: readonly string[], row: Row): void {
  sum.count += 1
  // Order doesn't matter: an index has another one than its table.
  sum.sum = (sum.sum + crc32(JSON.stringify([row['row_number'], ...keys.map((key) => row[key])]))) % 2 ** 48
}

function* readParents(
  db: Reader,
  table: string,
  column: string,
  parents: Map<string, Set<unknown>>,
): Generator<undefined, void> {
  if (parents.has(table)) return
  const ids = new Set<unknown>()
  for (const row of rowsOf(db, `SELECT ${column} AS id FROM ${table} NOT INDEXED`)) {
    ids.add(row['id'])
    yield
  }
  parents.set(table, ids)
}

function* checkFiles(db: Reader): Generator<undefined, string | undefined> {
  const sql = 'SELECT id, sha256, content FROM attachment LEFT JOIN attachment_content ON attachment_id = id'
  for (const { id, sha256, content } of rowsOf(db, sql)) {
    if (!Buffer.isBuffer(content) || createHash('sha256').update(content).digest('hex') !== sha256)
      return `the file of attachment ${String(id)} is missing or was changed`
    yield
  }
  return undefined
}

function* chainProblem(db: Reader, dataKey: Buffer): Generator<undefined, number | undefined> {
  const walk = walkChain(db, dataKey)
  try {
    for (;;) {
      const step = walk.next()
      if (step.done) return step.value
      yield
    }
  } finally {
    walk.return(undefined)
  }
}
