/**
 * Taking a merge apart, however long ago it was: everything that came from the other case goes back to it. What was
 * changed since stays as it is now, and what was added since to something that goes back goes along.
 */
import { formOf, formOfTable, forms, tableOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { rowsOfOperation } from './audit.ts'
import type { Reader, Writer } from './connection.ts'
import { columnsOf, mergeOperation, mergedInto, tablesThatFollow } from './repositories/case-merges.ts'
import type { CaseName } from './repositories/case-merges.ts'
import { changesOf, isSame, moving, setColumns } from './revert.ts'
import type { Columns, RowChange, TouchedRow } from './revert.ts'

export interface Unmerging {
  readonly case: CaseName
  readonly into: CaseName
  /** What the merge changed, row by row. */
  readonly changes: readonly RowChange[]
  /** Records in use that go back, that were changed since, and that were added since and go along. */
  readonly back: readonly TouchedRow[]
  readonly edited: readonly TouchedRow[]
  readonly along: readonly TouchedRow[]
}

/** @throws AppError `conflict` where it was not merged, or what it would take apart has grown together */
export function planUnmerge(db: Reader, caseId: string): Unmerging {
  const into = mergedInto(db, caseId)
  const operation = into && mergeOperation(db, caseId)
  const own = db.prepare('SELECT id AS caseId, code FROM cases WHERE id = ?').get(caseId) as CaseName | undefined
  if (!own || !into || !operation) throw new AppError('conflict', 'This case is not merged into another one.')
  const further = mergedInto(db, into.caseId)
  if (further)
    throw new AppError('conflict', `${into.code} was itself merged into ${further.code} since: take that apart first.`)
  const changes = changesOf(db, operation.operationId)
  const moved = changes.filter(({ before }) => before['case_id'] === caseId)
  const lastSeq = rowsOfOperation(db, operation.operationId).at(-1)!.seq
  const changedSince = db.prepare('SELECT 1 FROM audit WHERE row_id = ? AND seq > ? LIMIT 1')
  const back = moved.filter(({ table, rowId }) => formOfTable(table) && isInUse(db, table, rowId))
  const along = added(db, { caseId: into.caseId, moved, lastSeq })
  const going = new Set([...moved, ...along].map(({ rowId }) => rowId))
  demandApart(db, { into, changes, going })
  return {
    case: own,
    into,
    changes,
    back,
    edited: back.filter(({ rowId }) => changedSince.get(rowId, lastSeq)),
    along,
  }
}

function isInUse(db: Reader, table: string, rowId: string): boolean {
  return db.prepare(`SELECT 1 FROM ${table} WHERE id = ? AND voided_at IS NULL`).get(rowId) !== undefined
}

interface Reference {
  readonly form: FormId
  readonly table: string
  readonly column: string
}

/** Every column by which records of a case point to each other. */
const references: readonly Reference[] = forms.flatMap((form) =>
  form.items
    .filter(({ type }) => type === 'reference')
    .map(({ name }) => ({ form: form.id, table: tableOf(form), column: name })),
)

/** Records added to the kept case since the merge which belong to one that goes back, and to those in turn. */
function added(
  db: Reader,
  { caseId, moved, lastSeq }: { caseId: string; moved: readonly TouchedRow[]; lastSeq: number },
): readonly TouchedRow[] {
  const going = new Set(moved.map(({ rowId }) => rowId))
  const isNew = db.prepare(`SELECT 1 FROM audit WHERE row_id = ? AND kind = 'insert' AND seq > ?`)
  const found: TouchedRow[] = []
  for (let before = -1; before !== found.length;) {
    before = found.length
    for (const { table, column } of references) {
      const sql = `SELECT id, ${column} AS target FROM ${table} WHERE case_id = ? AND ${column} IS NOT NULL`
      for (const { id, target } of db.prepare(sql).all(caseId) as { id: string; target: string }[]) {
        if (going.has(id) || !going.has(target) || !isNew.get(id, lastSeq)) continue
        going.add(id)
        found.push({ table, rowId: id, caseId })
      }
    }
  }
  return found
}

/** A record that goes back may belong to none that stays, and the other way round. */
function demandApart(
  db: Reader,
  { into, changes, going }: { into: CaseName; changes: readonly RowChange[]; going: ReadonlySet<string> },
): void {
  const changed = new Map(changes.map((change) => [change.rowId, change]))
  for (const { form, table, column } of references) {
    const sql = `SELECT id, ${column} AS target FROM ${table} WHERE case_id = ? AND ${column} IS NOT NULL AND voided_at IS NULL`
    for (const { id, target } of db.prepare(sql).all(into.caseId) as { id: string; target: string }[]) {
      const change = changed.get(id)
      // The merge itself gave it its twin's place: that is taken back with the rest.
      const goesBack = change && column in change.before && isSame(target, change.after[column] ?? null)
      const stays = goesBack ? change.before[column] : target
      if (typeof stays !== 'string' || going.has(id) === going.has(stays)) continue
      throw new AppError(
        'conflict',
        `A ${formOf(form).label.toLowerCase()} was linked to a record of the other case since the merge. Change that in ${into.code} first, then take the merge apart.`,
      )
    }
  }
}

/**
 * Takes a planned unmerge through.
 * @returns records of forms that were touched
 */
export function unmerge(db: Writer, { case: own, into, changes, along }: Unmerging, at: string): readonly TouchedRow[] {
  for (const change of changes) {
    const row = db.prepare(`SELECT * FROM ${change.table} WHERE id = ?`).get(change.rowId) as Columns
    const untouched = Object.entries(change.before).filter(
      ([name]) => !moving.has(name) && isSame(row[name] ?? null, change.after[name] ?? null),
    )
    if (untouched.length > 0) setColumns(db, change, Object.fromEntries(untouched), at)
  }
  for (const row of along) setColumns(db, row, { case_id: own.caseId }, at)
  bringAlong(db, { from: into.caseId, to: own.caseId })
  return [...changes, ...along]
}

/** What was asked, answered and checked since follows the record that it is about. */
function bringAlong(db: Writer, { from, to }: { from: string; to: string }): void {
  const tables = tablesThatFollow(db)
  const records = forms.map(
    (form) => `SELECT id FROM ${tableOf(form)} WHERE ${form.id === 'case' ? 'id' : 'case_id'} = :to`,
  )
  for (const table of tables.filter((each) => columnsOf(db, each).has('record_id')))
    db.prepare(
      `UPDATE ${table} SET case_id = :to WHERE case_id = :from AND record_id IN (${records.join(' UNION ALL ')})`,
    ).run({ from, to })
  for (const table of tables.filter((each) => columnsOf(db, each).has('query_id')))
    db.prepare(
      `UPDATE ${table} SET case_id = :to WHERE case_id = :from AND query_id IN (SELECT id FROM data_query WHERE case_id = :to)`,
    ).run({ from, to })
}
