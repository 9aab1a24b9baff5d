/** The audit chain as a list that is looked through: from any place in it, in walks of bounded length. */
import type { AuditGroup } from '#shared/domain/audit-kinds.ts'
import { eventsInGroups, partsOfGroup, tablesInGroups } from '#shared/domain/audit-kinds.ts'
import type { AuditRow } from '../audit.ts'
import type { Reader } from '../connection.ts'

export interface EntryFilter {
  readonly caseId?: string | undefined
  readonly actor?: string | undefined
  /** UTC ISO times. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly group?: AuditGroup | undefined
}

export interface FoundEntries {
  /** Newest first. */
  readonly rows: readonly AuditRow[]
  /** The oldest entry that was looked at. */
  readonly searchedTo: number | undefined
  readonly more: boolean
}

/** Entries read at once, and in one search that finds little: some tenths of a second. */
const slice = 10_000
const longestWalk = 100_000

const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')

/** Only names that stand in the program become SQL. */
function conditionOf(group: AuditGroup): string {
  if (group === 'changes')
    return `(kind = 'label' OR (table_name IS NOT NULL AND table_name NOT IN (${quoted(tablesInGroups)})))`
  if (group === 'other') return `(table_name IS NULL AND kind <> 'label' AND kind NOT IN (${quoted(eventsInGroups)}))`
  const { events, tables } = partsOfGroup(group)
  return `((table_name IS NULL AND kind IN (${quoted(events)})) OR table_name IN (${quoted(tables)}))`
}

function whereOf({ caseId, actor, from, to, group }: EntryFilter): { sql: string; given: Record<string, string> } {
  const parts = [
    ...(caseId === undefined ? [] : ['case_id = :caseId']),
    ...(actor === undefined ? [] : ['actor = :actor']),
    ...(from === undefined ? [] : ['at >= :from']),
    ...(to === undefined ? [] : ['at < :to']),
    ...(group === undefined ? [] : [conditionOf(group)]),
  ]
  const given = Object.entries({ caseId, actor, from, to }).filter(([, value]) => value !== undefined)
  return {
    sql: parts.map((part) => ` AND ${part}`).join(''),
    given: Object.fromEntries(given) as Record<string, string>,
  }
}

/**
 * Entries before a place in the chain. The time of an entry is the workstation's, which may have gone wrong, so a span of
 * time is looked for entry by entry, not by halves; the walk ends early where a whole slice is older than what is asked for.
 */
export function findEntries(
  db: Reader,
  filter: EntryFilter,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): FoundEntries {
  const { sql, given } = whereOf(filter)
  const newest = (db.prepare('SELECT max(seq) AS seq FROM audit').get() as { seq: number | null }).seq ?? 0
  const start = Math.min(before ?? Number.MAX_SAFE_INTEGER, newest + 1)
  const select = db.prepare(
    `SELECT * FROM audit WHERE seq < :upper AND seq >= :lower${sql} ORDER BY seq DESC LIMIT :limit`,
  )
  // Entries of one case are found by their index, however far apart they lie.
  const reach = filter.caseId === undefined ? slice : Number.MAX_SAFE_INTEGER
  const rows: AuditRow[] = []
  let upper = start
  while (upper > 1) {
    const lower = Math.max(1, upper - reach)
    rows.push(...(select.all({ ...given, upper, lower, limit: limit + 1 - rows.length }) as AuditRow[]))
    if (rows.length > limit) {
      rows.pop()
      return { rows, searchedTo: rows.at(-1)?.seq, more: true }
    }
    upper = lower
    const isLong = start - upper >= longestWalk || (filter.from !== undefined && isOlder(db, upper, filter.from))
    if (upper > 1 && isLong) return { rows, searchedTo: upper, more: true }
  }
  return { rows, searchedTo: start > 1 ? 1 : undefined, more: false }
}

function isOlder(db: Reader, from: number, time: string): boolean {
  const last = db.prepare('SELECT max(at) AS at FROM audit WHERE seq >= ? AND seq < ?').get(from, from + slice)
  return ((last as { at: string | null }).at ?? '') < time
}

/** Entries in the order of the chain, slice by slice, up to one that stood last when the walk began. */
export function* entriesForward(db: Reader, filter: EntryFilter, last: number): Generator<readonly AuditRow[]> {
  const { sql, given } = whereOf(filter)
  const select = db.prepare(
    `SELECT * FROM audit WHERE seq > :after AND seq <= :upper${sql} ORDER BY seq LIMIT ${slice}`,
  )
  for (let after = 0; after < last; after += slice)
    yield select.all({ ...given, after, upper: Math.min(last, after + slice) }) as AuditRow[]
}

/** One entry by its number. */
export function entryAt(db: Reader, seq: number): AuditRow | undefined {
  return db.prepare('SELECT * FROM audit WHERE seq = ?').get(seq) as AuditRow | undefined
}

/** Seal of the entry before one: 64 zeros before the first. */
export function sealBefore(db: Reader, seq: number): string {
  return entryAt(db, seq - 1)?.mac ?? '0'.repeat(64)
}

export interface SealLine {
  readonly seq: number
  readonly kind: string
  readonly table_name: string | null
  readonly mac: string
}

/** Seals from the newest back, slice by slice. */
export function* sealsBackward(db: Reader): Generator<readonly SealLine[]> {
  const select = db.prepare(
    `SELECT seq, kind, table_name, mac FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ${slice}`,
  )
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const rows = select.all(before) as SealLine[]
    if (rows.length === 0) return
    before = rows.at(-1)!.seq
    yield rows
  }
}

/** Codes of cases, also of voided ones. */
export function codesOfCases(db: Reader, ids: Iterable<string>): ReadonlyMap<string, string> {
  const select = db.prepare('SELECT code FROM cases WHERE id = ?')
  return new Map(
    [...new Set(ids)].flatMap((id) => {
      const found = select.get(id) as { code: string } | undefined
      return found ? [[id, found.code] as const] : []
    }),
  )
}

/** Cases that entries after one are about; a record that went from one case to another is about both. */
export function casesChangedSince(db: Reader, seq: number): readonly string[] {
  const rows = db
    .prepare(
      `SELECT case_id AS id FROM audit WHERE seq > :seq AND case_id IS NOT NULL AND table_name IS NOT NULL
       UNION SELECT before ->> '$.case_id' FROM audit WHERE seq > :seq AND kind = 'update' AND before ->> '$.case_id' IS NOT NULL`,
    )
    .all({ seq })
  return (rows as { id: string }[]).map(({ id }) => id)
}
