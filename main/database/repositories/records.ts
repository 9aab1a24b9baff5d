/** Rows of the tables that the dictionary describes, as records and back. */
import { columnsOf } from '#shared/dictionary/columns.ts'
import { formOf, tableOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import type { AnyRecord, ColumnValue, Confirmed, MissingReason, RecordSource } from '#shared/dictionary/record.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import type { Reader, Writer } from '../connection.ts'
import { prepared } from '../prepared.ts'

/** What is written of a record. Columns that are absent become empty. */
export interface RecordContent {
  readonly values: Readonly<Record<string, ColumnValue | null | undefined>>
  readonly missing: Readonly<Record<string, MissingReason>>
  readonly confirmed?: Confirmed
  readonly source: RecordSource
  readonly comment: string | null
}

/** A record with the case that it belongs to. */
export interface Owned {
  readonly caseId: string
  readonly record: AnyRecord
}

interface FormSql {
  readonly table: string
  readonly caseKey: 'id' | 'case_id'
  /** The table's own: those of the built-in items. */
  readonly columns: readonly string[]
  /** Columns that hold JSON arrays. */
  readonly lists: ReadonlySet<string>
  readonly select: string
  readonly order: string
  /** By how many rows at once. Parameters of each: id, twice the time, the case where it has a column of its own, what is written. */
  readonly inserts: ReadonlyMap<number, string>
  /** Parameters: the time, what is written, id and version. */
  readonly update: string
}

const frame = [
  'id',
  'version',
  'source',
  'comment',
  'missing',
  'confirmed',
  'site_values',
  'created_at',
  'updated_at',
  'voided_at',
  'void_reason',
] as const
/** The part of the frame that is written with the values. */
const writtenFrame = ['source', 'comment', 'missing', 'confirmed', 'site_values'] as const
/** A statement for each: a visit's rows are written by a few statements, for what comes and goes with each costs as much as a row. */
const rowsAtOnce = [16, 4, 1] as const
const cache = new Map<FormId, FormSql>()

function sqlOf(formId: FormId): FormSql {
  const known = cache.get(formId)
  if (known) return known
  const form = formOf(formId)
  const table = tableOf(form)
  const columns = columnsOf(form)
    .filter(({ site }) => !site)
    .map(({ name }) => name)
  const caseKey = formId === 'case' ? 'id' : 'case_id'
  const content = [...writtenFrame, ...columns]
  const inserted = ['id', 'created_at', 'updated_at', ...(caseKey === 'case_id' ? [caseKey] : []), ...content]
  const made: FormSql = {
    table,
    caseKey,
    columns,
    lists: new Set(form.items.filter(({ type, site }) => type === 'choices' && !site).map((item) => item.name)),
    select: [...frame, ...columns].join(', '),
    order: [form.dateItem, 'created_at', 'id'].filter(Boolean).join(', '),
    inserts: new Map(
      rowsAtOnce.map((rows) => [
        rows,
        `INSERT INTO ${table} (version, ${inserted.join(', ')}) VALUES ${Array.from({ length: rows }, () => `(1, ${inserted.map(() => '?').join(', ')})`).join(', ')}`,
      ]),
    ),
    update: `UPDATE ${table} SET version = version + 1, updated_at = ?, ${content.map((name) => `${name} = ?`).join(', ')}
      WHERE id = ? AND version = ? AND voided_at IS NULL`,
  }
  cache.set(formId, made)
  return made
}

type Row = Record<string, string | number | null>

/** A row of a form's table as it is stored, with the case that it belongs to. */
export interface StoredRow {
  readonly form: FormId
  readonly id: string
  readonly caseId: string
  readonly columns: Readonly<Row>
}

/** Drops what is empty and opens what is JSON. */
function recordOf(row: Row, lists: ReadonlySet<string>): AnyRecord {
  const record: Record<string, unknown> = {}
  for (const name in row) {
    const value = row[name]
    if (value === null || value === undefined) continue
    if (name === 'missing' || name === 'confirmed') {
      if (value !== '{}') record[name] = JSON.parse(value as string)
    } else if (name === 'site_values') {
      if (value !== '{}') Object.assign(record, JSON.parse(value as string))
    } else if (name !== 'case_id') record[name] = lists.has(name) ? JSON.parse(value as string) : value
  }
  return record as AnyRecord
}

/** Records of one form of a case in order of date: those in use, or the voided ones. */
export function recordsOfCase(db: Reader, formId: FormId, caseId: string, { voided = false } = {}): AnyRecord[] {
  const { table, caseKey, select, order, lists } = sqlOf(formId)
  const sql = `SELECT ${select} FROM ${table} WHERE ${caseKey} = ? AND voided_at IS ${voided ? 'NOT ' : ''}NULL ORDER BY ${order}`
  return (prepared(db, sql).all(caseId) as Row[]).map((row) => recordOf(row, lists))
}

/** All rows of one form of a case as they are stored, voided ones too. */
export function storedRowsOfCase(db: Reader, formId: FormId, caseId: string): StoredRow[] {
  const { table, caseKey, select } = sqlOf(formId)
  const rows = prepared(db, `SELECT ${select} FROM ${table} WHERE ${caseKey} = ?`).all(caseId) as Row[]
  return rows.map((columns) => ({ form: formId, id: String(columns['id']), caseId, columns }))
}

/** The record that a stored row holds. */
export const recordOfRow = ({ form, columns }: StoredRow): AnyRecord => recordOf({ ...columns }, sqlOf(form).lists)

/** The dates of a case's records of one form that are in use, each once. */
export function datesOfCase(db: Reader, formId: FormId, caseId: string): readonly PartialDate[] {
  const { dateItem } = formOf(formId)
  if (dateItem === undefined) return []
  const { table } = sqlOf(formId)
  const sql = `SELECT DISTINCT ${dateItem} AS date FROM ${table} WHERE case_id = ? AND voided_at IS NULL AND ${dateItem} IS NOT NULL`
  return (prepared(db, sql).all(caseId) as { date: string }[]).map(({ date }) => date)
}

/** One record, voided or not. */
export function findRecord(db: Reader, formId: FormId, id: string): Owned | undefined {
  const { table, caseKey, select, lists } = sqlOf(formId)
  const sql = `SELECT ${caseKey} AS case_key, ${select} FROM ${table} WHERE id = ?`
  const row = prepared(db, sql).get(id) as Row | undefined
  if (!row) return undefined
  const { case_key, ...rest } = row
  return { caseId: String(case_key), record: recordOf(rest, lists) }
}

const stored = (value: ColumnValue | null | undefined): string | number | null =>
  value === undefined || value === null ? null : typeof value === 'object' ? JSON.stringify(value) : value

/** Values of the site's own items, which have no columns: together as one JSON text. */
function siteValues(formId: FormId, values: RecordContent['values']): string {
  let own: Record<string, unknown> | undefined
  for (const { site, name } of columnsOf(formId)) if (site && values[name] != null) (own ??= {})[name] = values[name]
  return jsonOf(own)
}

/** JSON of an object that mostly holds nothing. */
function jsonOf(object: object | undefined): string {
  for (const _ in object) return JSON.stringify(object)
  return '{}'
}

/** Adds what is written of a content, in the order in which the statements name it. */
function writeInto(
  parameters: (string | number | null)[],
  formId: FormId,
  { columns }: FormSql,
  { source, comment, missing, confirmed, values }: RecordContent,
): void {
  parameters.push(source, comment, jsonOf(missing), jsonOf(confirmed), siteValues(formId, values))
  for (const name of columns) parameters.push(stored(values[name]))
}

/** A record that is written for the first time. */
export interface NewRecord extends RecordContent {
  readonly id: string
  readonly caseId: string
  /** UTC ISO time. */
  readonly at: string
}

export const insertRecord = (db: Writer, formId: FormId, record: NewRecord): void => insertRecords(db, formId, [record])

/** Writes new records of one form, in their order. */
export function insertRecords(db: Writer, formId: FormId, records: readonly NewRecord[]): void {
  const sql = sqlOf(formId)
  let next = 0
  for (const rows of rowsAtOnce)
    for (; records.length - next >= rows; next += rows) {
      const parameters: (string | number | null)[] = []
      for (const record of records.slice(next, next + rows)) {
        const { id, caseId, at } = record
        parameters.push(id, at, at)
        if (sql.caseKey === 'case_id') parameters.push(caseId)
        writeInto(parameters, formId, sql, record)
      }
      prepared(db, sql.inserts.get(rows)!).run(parameters)
    }
}

/**
 * Replaces a record's content.
 * @returns false where `version` is not the newest: nothing was written
 */
export function updateRecord(
  db: Writer,
  formId: FormId,
  {
    id,
    version,
    at,
    ...content
  }: RecordContent & { readonly id: string; readonly version: number; readonly at: string },
): boolean {
  const sql = sqlOf(formId)
  const parameters: (string | number | null)[] = [at]
  writeInto(parameters, formId, sql, content)
  return prepared(db, sql.update).run(...parameters, id, version).changes === 1
}

/** Takes a record out of use (`reason` given) or back into use (`null`). False where `version` is not the newest. */
export function setVoided(
  db: Writer,
  formId: FormId,
  {
    id,
    version,
    at,
    reason,
  }: { readonly id: string; readonly version: number; readonly at: string; readonly reason: string | null },
): boolean {
  const { table } = sqlOf(formId)
  const sql = `UPDATE ${table} SET version = version + 1, updated_at = @at, void_reason = @reason,
    voided_at = CASE WHEN @reason IS NULL THEN NULL ELSE @at END
    WHERE id = @id AND version = @version AND (voided_at IS NULL) = (@reason IS NOT NULL)`
  return prepared(db, sql).run({ id, version, at, reason }).changes === 1
}

/** Records of other forms, still in use, that point to a record: it can't be voided under them. */
export function countReferences(
  db: Reader,
  formId: FormId,
  id: string,
  references: readonly { form: FormId; column: string }[],
): number {
  return references.reduce((sum, { form, column }) => {
    const sql = `SELECT count(*) AS n FROM ${sqlOf(form).table} WHERE ${column} = ? AND voided_at IS NULL`
    return sum + (prepared(db, sql).get(id) as { n: number }).n
  }, 0)
}

export function countRecords(db: Reader, formId: FormId): number {
  return (
    prepared(db, `SELECT count(*) AS n FROM ${sqlOf(formId).table} WHERE voided_at IS NULL`).get() as { n: number }
  ).n
}
