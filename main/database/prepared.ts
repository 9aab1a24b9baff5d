/** Statements, compiled once for each connection: that costs more than running them here. */
import type Database from 'better-sqlite3'
import type { Reader } from './connection.ts'

type Statement = Database.Statement<unknown[]>
const statements = new WeakMap<Reader, Map<string, Statement>>()

/** For SQL of which there are few: each text is kept as long as its connection. */
export function prepared(db: Reader, sql: string): Statement {
  let known = statements.get(db)
  if (!known) statements.set(db, (known = new Map()))
  let statement = known.get(sql)
  if (!statement) known.set(sql, (statement = db.prepare<unknown[]>(sql)))
  return statement
}
