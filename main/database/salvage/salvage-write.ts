/** Puts what was salvaged into the new registry, audited, with every reference leading to a record. */
import type { SalvageReport } from '#shared/ipc/areas/registry.ts'
import type { Audit } from '../audit.ts'
import type { Writer } from '../connection.ts'
import { prepared } from '../prepared.ts'
import { sha256 } from '../repositories/attachment-content.ts'
import { refreshCaseRow } from '../repositories/cases.ts'
import type { SalvagedRecord } from './salvage-schema.ts'
import type { SalvagedValue } from './salvage-tree.ts'

type WrittenTable = SalvageReport['tables'][number]

interface Salvaged {
  readonly old: SalvagedRecord | undefined
  readonly found: ReadonlyMap<string, ReadonlyMap<string, SalvagedRecord>>
  readonly fromHistory: ReadonlyMap<string, readonly SalvagedRecord[]>
  readonly lost: ReadonlyMap<string, number>
  readonly content: ReadonlyMap<string, Buffer>
  readonly actor: { readonly name: string; readonly operation: string; readonly at: string }
  readonly step: (what: string) => Promise<void>
}

const rowsATransaction = 500

export async function writeSalvaged(
  { db, audit }: { readonly db: Writer; readonly audit: Audit },
  salvaged: Salvaged,
): Promise<WrittenTable[]> {
  const { old, found, fromHistory, lost, actor, step } = salvaged
  // References are mended below; in which order rows come does not matter then.
  db.pragma('foreign_keys = OFF')
  if (old)
    audit.transact(actor, () =>
      db.prepare('UPDATE registry SET created_at = ?, settings = ?').run(old['created_at'], old['settings'] ?? '{}'),
    )
  const tables = tableNames(db)
  const homes = new Map(
    tables.map((table) => [table, new Map([...(found.get(table) ?? []), ...named(fromHistory.get(table))])]),
  )
  const attachments = withFiles([...(homes.get('attachment')?.values() ?? [])], salvaged.content)
  const casesNeeded = new Set<string>()
  const report: WrittenTable[] = []
  // In the order in which the schema makes them: what others refer to comes first.
  for (const table of tables) {
    const home = homes.get(table)
    const stored = [...(home?.values() ?? [])]
    const records = table === 'attachment' ? attachments.records : stored
    const shape = shapeOf(db, table)
    let refused = 0
    for (let first = 0; first < records.length; first += rowsATransaction) {
      audit.transact(actor, () => {
        for (const record of records.slice(first, first + rowsATransaction)) {
          const whole = mended(record, shape, homes, casesNeeded)
          if (whole && insert(db, table, whole, shape)) continue
          refused += 1
          home?.delete(String(record['id']))
        }
      })
      await step(`Writing ${table}`)
    }
    const rebuilt = fromHistory.get(table)?.length ?? 0
    const missing = (lost.get(table) ?? 0) + refused + (table === 'secret' ? secretsMadeAnew(db, home) : 0)
    const read = records.length - rebuilt - refused
    if (read + rebuilt + missing > 0) report.push({ table, read, rebuilt, missing })
  }
  const lostCases = placeholders(casesNeeded, homes.get('cases'), actor.at)
  const ofCases = shapeOf(db, 'cases')
  audit.transact(actor, () => lostCases.forEach((record) => insert(db, 'cases', record, ofCases)))
  writeFiles(db, audit, attachments.files, actor)
  const { lost: missing, files } = attachments
  if (files.size > 0) report.push({ table: 'attachment_content', read: files.size - missing, rebuilt: 0, missing })
  await writeCaseRows(db, audit, salvaged)
  db.pragma('foreign_keys = ON')
  return report
}

const named = (records: readonly SalvagedRecord[] = []): [string, SalvagedRecord][] =>
  records.map((record) => [String(record['id']), record])

/** Those that hold what people wrote. */
function tableNames(db: Writer): string[] {
  const rows = db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'case_search*'
       AND name NOT IN ('audit', 'case_row', 'schema_history', 'registry', 'attachment_content')`,
    )
    .all() as { name: string }[]
  return rows.map(({ name }) => name)
}

/** The new registry was made with secrets of its own; those that were not salvaged differ from the old ones. */
function secretsMadeAnew(db: Writer, found: ReadonlyMap<string, SalvagedRecord> | undefined): number {
  const names = db.prepare('SELECT name FROM secret').all() as { name: string }[]
  return names.filter(({ name }) => !found?.has(name)).length
}

interface Shape {
  readonly columns: ReadonlySet<string>
  readonly references: readonly { readonly table: string; readonly from: string; readonly mayBeEmpty: boolean }[]
}

function shapeOf(db: Writer, table: string): Shape {
  const columns = db.pragma(`table_info(${table})`) as { name: string; notnull: number }[]
  const references = db.pragma(`foreign_key_list(${table})`) as { table: string; from: string }[]
  const mayBeEmpty = (column: string) => columns.some(({ name, notnull }) => name === column && notnull === 0)
  return {
    columns: new Set(columns.map(({ name }) => name)),
    references: references.map(({ table: home, from }) => ({ table: home, from, mayBeEmpty: mayBeEmpty(from) })),
  }
}

/** With its references leading somewhere; undefined for a record that is nothing without the one that is lost. */
function mended(
  record: SalvagedRecord,
  { references }: Shape,
  homes: ReadonlyMap<string, ReadonlyMap<string, SalvagedRecord>>,
  casesNeeded: Set<string>,
): SalvagedRecord | undefined {
  const whole: Record<string, SalvagedValue> = { ...record }
  for (const { table: home, from, mayBeEmpty } of references) {
    const id = whole[from]
    if (typeof id !== 'string' || homes.get(home)?.has(id)) continue
    if (home === 'cases' && from === 'case_id') casesNeeded.add(id)
    else if (mayBeEmpty) whole[from] = null
    else return undefined
  }
  return whole
}

/** Records of a case that is lost itself stay together, under a code that says so. */
function placeholders(
  needed: ReadonlySet<string>,
  cases: ReadonlyMap<string, SalvagedRecord> | undefined,
  at: string,
): SalvagedRecord[] {
  const codes = new Set([...(cases?.values() ?? [])].map((record) => record['code']))
  let number = 0
  return [...needed].map((id) => {
    do number += 1
    while (codes.has(`LOST-${number}`))
    return {
      id,
      version: 1,
      created_at: at,
      updated_at: at,
      source: 'recorded',
      missing: '{}',
      code: `LOST-${number}`,
      comment:
        'The baseline of this case was destroyed in the damaged file. Its other records are what could be salvaged.',
    }
  })
}

function insert(db: Writer, table: string, record: SalvagedRecord, shape: Shape): boolean {
  const columns = Object.keys(record).filter((name) => shape.columns.has(name))
  const verb = table === 'secret' ? 'INSERT OR REPLACE INTO' : 'INSERT INTO'
  const sql = `${verb} ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
  try {
    prepared(db, sql).run(...columns.map((name) => record[name]))
    return true
  } catch (error) {
    // What the table itself refuses was no row of it. A full disk is another matter.
    if ((error as NodeJS.ErrnoException).code?.startsWith('SQLITE_CONSTRAINT')) return false
    throw error
  }
}

/** The case table is computed; it is marked to be computed again at opening, when the site's own items are known. */
async function writeCaseRows(db: Writer, audit: Audit, { actor, step }: Salvaged): Promise<void> {
  const cases = db.prepare('SELECT id FROM cases').all() as { id: string }[]
  for (let first = 0; first < cases.length; first += rowsATransaction / 10) {
    audit.transact(actor, () => {
      for (const { id } of cases.slice(first, first + rowsATransaction / 10))
        refreshCaseRow(db, id, actor.at.slice(0, 10))
    })
    await step('Writing the case table')
  }
  audit.transact(actor, () => db.exec(`UPDATE case_row SET valid_until = ''`))
}

/**
 * Bytes that are what their record says they are; in the place of others stands a text that says what was lost.
 * @returns the records as they then are, and how many files were lost
 */
function withFiles(records: readonly SalvagedRecord[], content: ReadonlyMap<string, Buffer>) {
  const files = new Map<string, Buffer>()
  let lost = 0
  const whole = records.map((record): SalvagedRecord => {
    const id = String(record['id'])
    const bytes = content.get(id)
    if (bytes && sha256(bytes) === record['sha256']) {
      files.set(id, bytes)
      return record
    }
    lost += 1
    const words = `The file “${String(record['file_name'])}” was destroyed in the damaged registry (SHA-256 ${String(record['sha256'])}). Attach it again if you have it.`
    const instead = Buffer.from(`${words}\n`)
    files.set(id, instead)
    const comment = [record['comment'], words].filter(Boolean).join('\n')
    const facts = { media_type: 'text/plain', size_bytes: instead.length, sha256: sha256(instead) }
    return { ...record, ...facts, file_name: 'destroyed.txt', comment }
  })
  return { records: whole, files, lost }
}

function writeFiles(db: Writer, audit: Audit, files: ReadonlyMap<string, Buffer>, actor: Salvaged['actor']): void {
  const isThere = db.prepare('SELECT 1 FROM attachment WHERE id = ?')
  const put = db.prepare('INSERT INTO attachment_content (attachment_id, content) VALUES (?, ?)')
  for (const [id, bytes] of files) if (isThere.get(id)) audit.transact(actor, () => void put.run(id, bytes))
}
