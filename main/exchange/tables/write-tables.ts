/**
 * The registry’s tables for a larger program: Parquet for DuckDB and its like, CSV for PostgreSQL, with the script that loads
 * them. Not de-identified: codes, dates and free text stay as they are; identity stays behind. Synchronous: for a thread of
 * its own.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Reader } from '#main/database/connection.ts'
import { syncFolder } from '#main/database/sync-folder.ts'
import { problemOfFile } from '../problem-of-file.ts'
import { duckdbScript, postgresScript } from './loading-scripts.ts'
import { openParquetFile } from './parquet-file.ts'
import { leavingTables, type LeavingTable, type TableColumn } from './table-columns.ts'

type TableFormat = 'parquet' | 'csv'

export interface WrittenTables {
  readonly folder: string
  readonly tables: readonly { readonly name: string; readonly rows: number }[]
}

export interface TablesWish {
  /** Does not exist yet; `….part` stands beside it until it is whole. */
  readonly folder: string
  readonly format: TableFormat
  /** Of the program, for the files. */
  readonly madeBy: string
  /** What the registry was when this was written: head of its audit chain, the day. */
  readonly about: string
}

/** Told how far it is; ends the writing by throwing. */
type Watch = (done: number, total: number, what: string) => void

/**
 * @param db within a transaction: all tables are of one moment
 * @throws AppError in plain words where nothing can be written there, or what `watch` throws: nothing is left then
 */
export function writeTables(db: Reader, { folder, format, madeBy, about }: TablesWish, watch: Watch): WrittenTables {
  if (fs.existsSync(folder))
    throw new AppError('invalid-input', `${folder} exists already. Choose another name: nothing is written over.`)
  const part = `${folder}.${randomBytes(4).toString('hex')}.part`
  const tables = leavingTables()
  try {
    fs.mkdirSync(part, { mode: 0o700 })
  } catch (error) {
    throw problemOfFile(error, folder)
  }
  try {
    const total = tables.reduce((sum, { from }) => sum + rowsIn(db, from), 0)
    let done = 0
    const written = tables.map((table) => {
      const open = format === 'parquet' ? openParquetFile : openCsvFile
      const file = open(path.join(part, `${table.name}.${format}`), table.columns, madeBy)
      for (const row of rowsOf(db, table)) {
        if (done % 1000 === 0) watch(done, total, 'Writing the tables')
        file.add(row)
        done += 1
      }
      return { name: table.name, rows: file.finish() }
    })
    const [script, text] =
      format === 'parquet' ? ['load-duckdb.sql', duckdbScript(tables)] : ['load-postgresql.sql', postgresScript(tables)]
    fs.writeFileSync(path.join(part, script), text)
    fs.writeFileSync(path.join(part, 'README.txt'), readme(about, script, format))
    syncFolder(part)
    fs.renameSync(part, folder)
    syncFolder(path.dirname(folder))
    return { folder, tables: written }
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true })
    if (error instanceof AppError || !(error as NodeJS.ErrnoException).syscall) throw error
    throw problemOfFile(error, folder)
  }
}

const rowsIn = (db: Reader, table: string): number =>
  (db.prepare(`SELECT count(*) AS n FROM ${table} WHERE voided_at IS NULL`).get() as { n: number }).n

function rowsOf(db: Reader, { form, from, columns }: LeavingTable): Iterable<(string | number | null)[]> {
  const inUse = form === 'case' ? '' : ' AND case_id IN (SELECT id FROM cases WHERE voided_at IS NULL)'
  return db
    .prepare(`SELECT ${columns.map(({ sql }) => sql).join(', ')} FROM ${from} WHERE voided_at IS NULL${inUse}`)
    .raw()
    .iterate() as Iterable<(string | number | null)[]>
}

/** Plain CSV, as a database reads it: an empty cell is NULL, nothing is marked for spreadsheets. */
function openCsvFile(file: string, columns: readonly TableColumn[]): ReturnType<typeof openParquetFile> {
  const handle = fs.openSync(file, 'wx', 0o600)
  let rows = 0
  let waiting: (readonly (string | number | null)[])[] = []
  const flush = () => {
    fs.writeSync(handle, stringify(waiting as unknown[][], { record_delimiter: '\r\n' }))
    waiting = []
  }
  fs.writeSync(handle, `${columns.map(({ name }) => name).join()}\r\n`)
  return {
    add(row) {
      waiting.push(row)
      rows += 1
      if (waiting.length === 5000) flush()
    },
    finish() {
      flush()
      fs.fsyncSync(handle)
      fs.closeSync(handle)
      return rows
    },
  }
}

/** These cells must come back as they are: nothing is put before what a spreadsheet would run. */
const spreadsheetWarning = `
Do not open these CSV files in a spreadsheet (Excel, LibreOffice Calc). They are for PostgreSQL: a text that begins with =, +, - or @
stands as it was entered, and a spreadsheet would take it for a formula and run it; it also changes dates and long numbers.
`

const readme = (
  about: string,
  script: string,
  format: TablesWish['format'],
): string => `Tables of an AS-ILD Registry: ${about}.

NOT DE-IDENTIFIED. Names and record numbers stayed behind, but registry codes, dates, dates of birth and free text are as they
were entered. Keep this folder as you keep the registry: it is not encrypted.

One file for each form. "id" is the record, "case_id" its case. Dates are text as they are known: 2019, 2019-04, 2019-04-12.
Quantities are in the unit of the column beside them (…_unit). Lists of codes and "missing" (why a value is) are JSON.
${script} loads all of it.
${format === 'csv' ? spreadsheetWarning : ''}`
