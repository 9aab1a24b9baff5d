/** Questions about records and what was said to them. Messages are only ever added. */
import type { DataQuery } from '#shared/ipc/areas/quality.ts'
import type { Reader, Writer } from '../connection.ts'
import { uuidV7 } from '../uuid-v7.ts'

type Status = DataQuery['status']
type Message = DataQuery['messages'][number]

export interface QueryRow {
  readonly id: string
  readonly version: number
  readonly caseId: string
  readonly caseCode: string
  readonly form: string
  readonly recordId: string
  readonly item: string | null
  readonly status: Status
  readonly createdAt: string
  readonly updatedAt: string
}

export interface QueryWish {
  readonly caseId?: string | undefined
  readonly recordId?: string | undefined
  readonly status?: readonly Status[] | undefined
  readonly form?: string | undefined
  /** Words of its messages or its case’s code. */
  readonly search?: string | undefined
  readonly offset: number
  readonly limit: number
}

const escaped = (words: string) => `%${words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** Queries that fit a wish, the last touched first, and how many there are in all. */
export function findQueries(db: Reader, wish: QueryWish): { readonly total: number; readonly rows: QueryRow[] } {
  const where: string[] = []
  const values: (string | number)[] = []
  const demand = (condition: string, ...given: string[]) => {
    where.push(condition)
    values.push(...given)
  }
  if (wish.caseId !== undefined) demand('q.case_id = ?', wish.caseId)
  if (wish.recordId !== undefined) demand('q.record_id = ?', wish.recordId)
  if (wish.form !== undefined) demand('q.form = ?', wish.form)
  if (wish.status?.length) demand(`q.status IN (${wish.status.map(() => '?').join(', ')})`, ...wish.status)
  if (wish.search?.trim()) {
    const words = escaped(wish.search.trim())
    demand(
      `(c.code LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM data_query_message m WHERE m.query_id = q.id AND m.text LIKE ? ESCAPE '\\'))`,
      words,
      words,
    )
  }
  const from = `FROM data_query q JOIN cases c ON c.id = q.case_id ${where.length ? `WHERE ${where.join(' AND ')}` : ''}`
  const { total } = db.prepare(`SELECT count(*) AS total ${from}`).get(...values) as { total: number }
  const rows = db
    .prepare(
      `SELECT q.id, q.version, q.case_id AS caseId, c.code AS caseCode, q.form, q.record_id AS recordId, q.item, q.status,
         q.created_at AS createdAt, q.updated_at AS updatedAt ${from} ORDER BY q.updated_at DESC, q.id DESC LIMIT ? OFFSET ?`,
    )
    .all(...values, wish.limit, wish.offset) as QueryRow[]
  return { total, rows }
}

/** In the order in which they were written: ids of one millisecond have none. */
export function messagesOf(db: Reader, queryId: string): Message[] {
  return db
    .prepare(
      'SELECT written_at AS at, written_by AS by, kind, text FROM data_query_message WHERE query_id = ? ORDER BY rowid',
    )
    .all(queryId) as Message[]
}

/** How many queries have each status, of one case or of all. */
export function countQueries(db: Reader, caseId?: string): Record<Status, number> {
  const counts = { open: 0, answered: 0, closed: 0 }
  const [where, values] = caseId === undefined ? ['', []] : ['WHERE case_id = ?', [caseId]]
  const rows = db.prepare(`SELECT status, count(*) AS n FROM data_query ${where} GROUP BY status`).all(...values)
  for (const { status, n } of rows as { status: Status; n: number }[]) counts[status] = n
  return counts
}

interface Asked {
  readonly caseId: string
  readonly form: string
  readonly recordId: string
  readonly item: string | undefined
  readonly text: string
  readonly at: string
  readonly by: string
}

/** Opens a query. Answers its id. */
export function insertQuery(db: Writer, { caseId, form, recordId, item, text, at, by }: Asked): string {
  const id = uuidV7()
  db.prepare(
    `INSERT INTO data_query (id, case_id, version, created_at, updated_at, form, record_id, item, status)
     VALUES (?, ?, 1, ?, ?, ?, ?, ?, 'open')`,
  ).run(id, caseId, at, at, form, recordId, item ?? null)
  insertMessage(db, { queryId: id, caseId, kind: 'question', text, at, by })
  return id
}

export function insertMessage(
  db: Writer,
  message: Message & { readonly queryId: string; readonly caseId: string },
): void {
  const { queryId, caseId, at, by, kind, text } = message
  db.prepare(
    `INSERT INTO data_query_message (id, case_id, query_id, written_at, written_by, kind, text) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(uuidV7(), caseId, queryId, at, by, kind, text)
}

/** @returns false where `version` is not the newest */
export function setQueryStatus(
  db: Writer,
  {
    id,
    version,
    status,
    at,
  }: { readonly id: string; readonly version: number; readonly status: Status; readonly at: string },
): boolean {
  const sql = `UPDATE data_query SET version = version + 1, updated_at = ?, status = ? WHERE id = ? AND version = ?`
  return db.prepare(sql).run(at, status, id, version).changes === 1
}

export function findQuery(db: Reader, id: string): { readonly caseId: string; readonly status: Status } | undefined {
  return db.prepare('SELECT case_id AS caseId, status FROM data_query WHERE id = ?').get(id) as
    { caseId: string; status: Status } | undefined
}
