/** Whole cases, and the case table, whose rows are computed from them after one of their records has changed. */
import { repeatingForms } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { CaseRow, StoredCaseRow } from '#shared/domain/case-row-model.ts'
import { caseRowOf } from '#shared/domain/case-row.ts'
import type { SpirometrySet } from '#shared/domain/clinical-settings.ts'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import type { Reader, Writer } from '../connection.ts'
import { prepared } from '../prepared.ts'
import { formerCodes } from './case-merges.ts'
import { markedNames, namesAreMarked, wordsForIndex } from './name-search.ts'
import { findRecord, recordsOfCase } from './records.ts'
import { registrySettings } from './registry-settings.ts'

/**
 * The record of a case, without identity. Undefined where there is no such case.
 * @param reads forms whose records are wanted; of the others there are none. All where it is missing
 */
export function caseRecord(db: Reader, caseId: string, reads?: ReadonlySet<FormId>): CaseRecord | undefined {
  const found = findRecord(db, 'case', caseId)
  if (!found) return undefined
  const records = Object.fromEntries(
    repeatingForms.map(({ id }) => [id, !reads || reads.has(id) ? recordsOfCase(db, id, caseId) : []]),
  )
  return { case: found.record, records } as unknown as CaseRecord
}

export function caseIdOfCode(db: Reader, code: string): string | undefined {
  return (db.prepare('SELECT id FROM cases WHERE code = ?').get(code) as { id: string } | undefined)?.id
}

/** Cases in use, in the order of their codes. */
export function casesInUse(db: Reader): { readonly id: string; readonly code: string }[] {
  return db.prepare('SELECT id, code FROM cases WHERE voided_at IS NULL ORDER BY length(code), code').all() as {
    id: string
    code: string
  }[]
}

export function countCases(db: Reader): number {
  return (db.prepare('SELECT count(*) AS n FROM cases WHERE voided_at IS NULL').get() as { n: number }).n
}

/** The next code after the highest of the usual form, `AS-0001`. */
export function nextCode(db: Reader): string {
  const sql = `SELECT max(CAST(substr(code, 4) AS INTEGER)) AS n FROM cases WHERE code GLOB 'AS-[0-9]*'`
  const highest = (db.prepare(sql).get() as { n: number | null }).n ?? 0
  return `AS-${String(highest + 1).padStart(4, '0')}`
}

/** Comes before every day: a row marked with it is outdated on any. */
const noDay = ''

/**
 * Marks a case's row of the table as outdated. Called in the transaction that changes a record of the case, so that nothing
 * can part the two; the row is renewed afterwards. A case that has no row yet gets it here.
 */
export function outdateCaseRow(db: Writer, caseId: string, today: string): void {
  const marked = prepared(db, 'UPDATE case_row SET valid_until = ? WHERE case_id = ?').run(noDay, caseId)
  if (marked.changes === 0) refreshCaseRow(db, caseId, today)
}

/** Computes a case's row of the table anew. */
export function refreshCaseRow(db: Writer, caseId: string, today: string): void {
  const record = caseRecord(db, caseId)
  if (!record) return
  const { row, validUntil, searchText } = caseRowOf(record, today)
  const names = recordsOfCase(db, 'identity', caseId).flatMap((identity) =>
    [identity['family_name'], identity['given_names'], identity['record_number']].filter(
      (text) => typeof text === 'string',
    ),
  )
  prepared(
    db,
    `INSERT INTO case_row (case_id, valid_until, row, search) VALUES (?, ?, ?, ?)
     ON CONFLICT (case_id) DO UPDATE SET valid_until = excluded.valid_until, row = excluded.row, search = excluded.search`,
  ).run(
    caseId,
    validUntil ?? null,
    JSON.stringify(shownRow(record, row)),
    [searchText, ...formerCodes(db, caseId), markedNames(names)].join('\n'),
  )
}

const shownRow = ({ case: { voided_at } }: CaseRecord, row: StoredCaseRow): StoredCaseRow =>
  voided_at === undefined ? row : { ...row, status: 'voided' }

/** Cases whose row is not what they say on this day: a record was changed, or a course has begun or ended since. */
export function outdatedRows(db: Reader, today: string): string[] {
  const rows = prepared(db, 'SELECT case_id FROM case_row WHERE valid_until <= ?').all(today)
  return (rows as { case_id: string }[]).map((row) => row.case_id)
}

type Find = InputOf<'cases.find'>
type SortKey = NonNullable<Find['sort']>['by']
/** AS-9999 before AS-10000. */
const codeOrder = ['length(code)', 'code']
const sortColumns: Readonly<Record<Exclude<SortKey, 'code'>, string>> = {
  age: 'birth_date',
  sex: 'sex',
  antibody: 'antibody',
  pattern: 'pattern',
  years: 'diagnosed_on',
  fvc: 'fvc',
  dlco: 'dlco',
  ck: 'ck',
  prednisone: 'prednisone',
  lastSeen: 'last_seen',
  due: `next_due(row ->> '$.monitoring')`,
  status: 'status',
}
/** Sorted by a date of birth or diagnosis, the older age or longer disease has the smaller date. */
const reversed = new Set(['age', 'years'])

function sortColumn(by: Exclude<SortKey, 'code'>, set: SpirometrySet): string {
  return by === 'fvc' && set === 'gli-2012' ? `row ->> '$.fvcBy2012.last'` : sortColumns[by]
}

/** The row under the registry's spirometry equations. */
function underSet({ fvcBy2012, ...row }: StoredCaseRow, set: SpirometrySet): CaseRow {
  return set === 'gli-2012' ? { ...row, fvc: fvcBy2012 } : row
}

/**
 * A window of the case table, and how many rows there are in all. Of cases whose row is outdated still, because nothing can be
 * written, what is shown is computed; where they stand and by what they are found is as it was.
 * @param today full ISO date
 * @param withNames finds by who the patient is as well
 */
export function findCases(
  db: Reader,
  { search, filters = {}, sort = { by: 'code', descending: false }, offset, limit }: Find,
  { today, withNames }: { readonly today: string; readonly withNames: boolean },
): OutputOf<'cases.find'> {
  const where: string[] = []
  const values: (string | number)[] = []
  const match = search && wordsForIndex(search, withNames)
  if (match) {
    where.push('case_row.rowid IN (SELECT rowid FROM case_search WHERE case_search MATCH ?)')
    if (!withNames) where.push(namesAreMarked)
    values.push(match)
  }
  const among = (condition: (marks: string) => string, chosen: readonly string[] | undefined) => {
    if (!chosen?.length) return
    where.push(condition(chosen.map(() => '?').join(', ')))
    values.push(...chosen)
  }
  if (!filters.status?.length) where.push(`status <> 'voided'`)
  among((marks) => `status IN (${marks})`, filters.status)
  among((marks) => `EXISTS (SELECT 1 FROM json_each(row, '$.antibodies') WHERE value IN (${marks}))`, filters.antibody)
  among((marks) => `pattern IN (${marks})`, filters.pattern)
  among((marks) => `EXISTS (SELECT 1 FROM json_each(row, '$.drugs') WHERE value IN (${marks}))`, filters.drug)

  const { spirometrySet } = registrySettings(db)
  const condition = where.length ? `WHERE ${where.join(' AND ')}` : ''
  const down = sort.descending !== reversed.has(sort.by)
  // Cases without a value stand last, whichever way it is sorted. Every case has a code: said plainly, its index serves.
  const order =
    sort.by === 'code'
      ? codeOrder.map((column) => `${column} ${down ? 'DESC' : 'ASC'}`)
      : [`${sortColumn(sort.by, spirometrySet)} ${down ? 'DESC' : 'ASC'} NULLS LAST`, ...codeOrder]
  const { total } = db.prepare(`SELECT count(*) AS total FROM case_row ${condition}`).get(...values) as {
    total: number
  }
  const rows = db
    .prepare(`SELECT case_id, row FROM case_row ${condition} ORDER BY ${order.join(', ')} LIMIT ? OFFSET ?`)
    .all(...values, limit, offset) as { case_id: string; row: string }[]
  const outdated = new Set(outdatedRows(db, today))
  return {
    total,
    rows: rows.map(({ case_id, row }) => {
      const record = outdated.has(case_id) ? caseRecord(db, case_id) : undefined
      const found = record ? shownRow(record, caseRowOf(record, today).row) : (JSON.parse(row) as StoredCaseRow)
      return underSet(found, spirometrySet)
    }),
  }
}

/** What the table keeps of each case in use. */
export function caseRows(db: Reader): readonly StoredCaseRow[] {
  const rows = db.prepare(`SELECT row FROM case_row WHERE status <> 'voided'`).all() as { row: string }[]
  return rows.map(({ row }) => JSON.parse(row) as StoredCaseRow)
}

/** What occurs in the table, with counts, for its filters. */
export function caseFacets(db: Reader): OutputOf<'cases.facets'> {
  const counts = (sql: string) =>
    Object.fromEntries((db.prepare(sql).all() as { value: string; n: number }[]).map(({ value, n }) => [value, n]))
  const listed = (field: string) =>
    counts(
      `SELECT value, count(*) AS n FROM case_row, json_each(row, '$.${field}') WHERE status <> 'voided' GROUP BY value ORDER BY n DESC`,
    )
  return {
    status: counts('SELECT status AS value, count(*) AS n FROM case_row GROUP BY status ORDER BY n DESC'),
    antibody: listed('antibodies'),
    pattern: counts(
      `SELECT pattern AS value, count(*) AS n FROM case_row WHERE pattern IS NOT NULL AND status <> 'voided' GROUP BY pattern ORDER BY n DESC`,
    ),
    drug: listed('drugs'),
  }
}
