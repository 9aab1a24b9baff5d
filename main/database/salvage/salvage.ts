/**
 * Makes a new registry of what can still be read of a damaged one. The damaged one is only read. Records come from their own
 * pages, from pages that no tree leads to any more, and from the audit chain, in this order.
 */
import fs from 'node:fs'
import path from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { AppError } from '#shared/ipc/app-error.ts'
import type { SalvageReport } from '#shared/ipc/areas/registry.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import type { Audit, AuditRow } from '../audit.ts'
import type { Writer } from '../connection.ts'
import { readEnvelope } from '../keys/key-envelope.ts'
import type { KeyEnvelope } from '../keys/key-envelope.ts'
import { registryFiles } from '../registry-folder.ts'
import { createRegistry } from '../registry.ts'
import { auditRowOf, historyFile, isAuditRow, rebuilt } from './salvage-history.ts'
import type { HistoryFile } from './salvage-history.ts'
import { salvageImages } from './salvage-images.ts'
import { salvagePages } from './salvage-pages.ts'
import type { SalvagePages } from './salvage-pages.ts'
import { fits, recordOf, salvagedTables } from './salvage-schema.ts'
import type { SalvagedRecord, SalvagedTable } from './salvage-schema.ts'
import { treeReader } from './salvage-tree.ts'
import type { SalvagedRow, TreeReader } from './salvage-tree.ts'
import { writeSalvaged } from './salvage-write.ts'
import { translateStorageError } from '../storage-error.ts'
import { uuidV7 } from '../uuid-v7.ts'
import { keyInTurn } from '../keys/way-in.ts'
import { writeWhole } from '../write-whole.ts'

export interface SalvageWish {
  readonly folder: string
  /** The new folder, which must not exist. */
  readonly into: string
  readonly passphrase?: string | undefined
  readonly recoveryWords?: string | undefined
  readonly user?: string | undefined
  readonly appVersion: string
  /** UTC ISO time. */
  readonly at: string
}

type Progress = Pick<CallContext, 'progress' | 'signal'>

/** Whose rows are of no use, but must be known for what they are where pages without a tree are looked at. */
const ofNoUse = /^(case_row|case_search.*|schema_history)$/
/** What is computed, belongs to an index, or is made by the program itself. */
const notSalvaged = /^(audit|case_row|case_search.*|schema_history|registry|attachment_content)$/

/**
 * @throws AppError `invalid-input` where `into` exists, `wrong-key`, `not-found`, `cancelled`, `corrupt` where nothing at all
 * can be read
 */
export async function salvageRegistry(wish: SalvageWish, context: Progress): Promise<SalvageReport> {
  const files = registryFiles(wish.folder)
  const envelope = envelopeOf(files.keys)
  const { dataKey, user } = await keyInTurn(wish, files)
  const pages = openPages(files.database, wish.folder, dataKey)
  try {
    const tree = treeReader(pages)
    const tables = salvagedTables(tree)
    if (tables.size === 0)
      throw new AppError(
        'corrupt',
        'Nothing in this file can be read with this key: its beginning is destroyed. Restore the registry from a backup; the damaged folder is kept as it is.',
      )
    const old = oldRegistry(tree, tables)
    const name = `${textIn(old, 'name') ?? envelope?.name ?? path.basename(wish.folder, '.asild')} (salvaged)`.slice(
      0,
      100,
    )
    const id = envelope?.registryId ?? textIn(old, 'id') ?? uuidV7()
    let report: SalvageReport | undefined
    await createRegistry(
      {
        folder: wish.into,
        name,
        user,
        passphrase: '',
        demo: old ? old['demo'] === 1 : (envelope?.demo ?? false),
        appVersion: wish.appVersion,
        at: wish.at,
        keep: { dataKey, id, envelope },
      },
      async (made) => {
        const actor = { name: user, operation: 'registry.salvage', at: wish.at }
        report = await fill(made, { dataKey, old, tree, tables, pages, wish, actor, context })
      },
    )
    fs.appendFileSync(registryFiles(wish.into).readme, readmeOfSalvage)
    return report!
  } catch (error) {
    throw translateStorageError(error)
  } finally {
    pages.close()
    dataKey.fill(0)
  }
}

const readmeOfSalvage = `
This registry was salvaged from a damaged one.
salvage-report.json   how many records were read, made anew from the audit chain, or are missing
earlier-history.db    the audit entries of the damaged registry: opened as registry.db is, with the same key
`

function openPages(database: string, folder: string, dataKey: Buffer): SalvagePages {
  try {
    return salvagePages(database, dataKey)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw translateStorageError(error)
    throw new AppError('not-found', `There is no registry at ${folder}: the file registry.db is missing.`)
  }
}

/** keys.json may be damaged as well. */
function envelopeOf(file: string): KeyEnvelope | undefined {
  try {
    return readEnvelope(file)
  } catch {
    return undefined
  }
}

function oldRegistry(tree: TreeReader, tables: ReadonlyMap<string, SalvagedTable>): SalvagedRecord | undefined {
  const table = tables.get('registry')
  const [row] = table ? [...tree.rowsOf(table.root)] : []
  return table && row && recordOf(table, row)
}

function textIn(record: SalvagedRecord | undefined, column: string): string | undefined {
  const value = record?.[column]
  return typeof value === 'string' ? value : undefined
}

interface Fill {
  readonly dataKey: Buffer
  readonly old: SalvagedRecord | undefined
  readonly tree: TreeReader
  readonly tables: ReadonlyMap<string, SalvagedTable>
  readonly pages: SalvagePages
  readonly wish: SalvageWish
  readonly actor: { readonly name: string; readonly operation: string; readonly at: string }
  readonly context: Progress
}

async function fill({ db, audit }: { db: Writer; audit: Audit }, all: Fill): Promise<SalvageReport> {
  const { tree, tables, pages, wish, dataKey, actor, context } = all
  const step = async (what: string): Promise<void> => {
    if (context.signal.aborted) throw new AppError('cancelled', 'Salvaging was cancelled; nothing new was kept.')
    context.progress({ done: Math.min(tree.seen(), pages.count), total: pages.count, what })
    await breathe()
  }
  const found = new Map<string, Map<string, SalvagedRecord>>()
  for (const table of tables.values()) {
    if (notSalvaged.test(table.name)) continue
    const records = new Map<string, SalvagedRecord>()
    found.set(table.name, records)
    for (const row of tree.rowsOf(table.root)) {
      const record = recordOf(table, row)
      records.set(keyOf(table.name, record), record)
      if (records.size % 500 === 0) await step(`Reading ${table.name}`)
    }
  }
  for (const { root } of [...tables.values()].filter(({ name }) => ofNoUse.test(name)))
    for (const _ of tree.rowsOf(root));
  const content = new Map<string, Buffer>()
  const contentTable = tables.get('attachment_content')
  for (const row of contentTable ? tree.rowsOf(contentTable.root) : []) addContent(content, row)

  const file = historyFile(path.join(path.dirname(db.name), 'earlier-history.db'), dataKey)
  let history: History
  try {
    history = await readHistory(file, { tree, tables, found, content, step })
  } finally {
    file.close()
  }
  const written = await writeSalvaged({ db, audit }, { ...all, found, content, ...history, step })
  const images = await salvageImages({ from: wish.folder, into: path.dirname(db.name), dataKey, db, step })
  const report: SalvageReport = {
    folder: wish.into,
    tables: written,
    pages: { total: pages.count, destroyed: tree.destroyed.size },
    images,
    history: { kept: history.kept, last: history.last },
  }
  audit.note(actor, 'salvage', { detail: JSON.stringify({ from: path.basename(wish.folder), ...report }) })
  writeWhole(
    path.join(path.dirname(db.name), 'salvage-report.json'),
    `${JSON.stringify({ at: wish.at, from: wish.folder, ...report }, null, 2)}\n`,
  )
  return report
}

interface History {
  readonly kept: number
  readonly last: number
  /** Records whose own pages are destroyed, out of the chain, by table. */
  readonly fromHistory: ReadonlyMap<string, readonly SalvagedRecord[]>
  /** How many records the chain names that could not be had from anywhere, by table. */
  readonly lost: ReadonlyMap<string, number>
}

interface HistoryNeeds {
  readonly tree: TreeReader
  readonly tables: ReadonlyMap<string, SalvagedTable>
  readonly found: ReadonlyMap<string, Map<string, SalvagedRecord>>
  readonly content: Map<string, Buffer>
  readonly step: (what: string) => Promise<void>
}

const entriesABatch = 1000

async function readHistory(file: HistoryFile, needs: HistoryNeeds): Promise<History> {
  const { tree, tables, found, content, step } = needs
  /** Entries of rows that were not found in their tables, by table and id. */
  const unfound = new Map<string, Map<string, AuditRow[]>>()
  let batch: AuditRow[] = []
  let kept = 0
  let last = 0
  const flush = async (): Promise<void> => {
    file.add(batch)
    batch = []
    await step('Reading the history')
  }
  const take = (entry: AuditRow): void => {
    batch.push(entry)
    kept += 1
    last = Math.max(last, entry.seq)
    const { table_name: table, row_id: id } = entry
    if (table === null || id === null || notSalvaged.test(table) || found.get(table)?.has(id)) return
    const ofTable = unfound.get(table) ?? new Map<string, AuditRow[]>()
    unfound.set(table, ofTable)
    const ofRow = ofTable.get(id)
    if (ofRow) ofRow.push(entry)
    else ofTable.set(id, [entry])
  }
  const table = tables.get('audit')
  for (const row of table ? tree.rowsOf(table.root) : []) {
    take(auditRowOf(row, table))
    if (batch.length === entriesABatch) await flush()
  }
  const strays: SalvagedRow[] = []
  for (const rows of tree.orphans())
    for (const row of rows) {
      if (isAuditRow(row)) take(auditRowOf(row))
      else if (!addContent(content, row)) strays.push(row)
      if (batch.length === entriesABatch) await flush()
    }
  await flush()
  // A row whose table can't be reached any more: the chain knows to which table its id belongs.
  for (const row of strays) {
    const id = row.values[0]
    for (const [name, ofTable] of unfound) {
      const home = tables.get(name)
      if (typeof id !== 'string' || !home || !ofTable.has(id) || !fits(home, row)) continue
      ofTable.delete(id)
      found.get(name)?.set(id, recordOf(home, row))
    }
  }
  const fromHistory = new Map<string, SalvagedRecord[]>()
  const lost = new Map<string, number>()
  for (const [name, ofTable] of unfound) {
    const records = [...ofTable.values()].map(rebuilt)
    const whole = records.filter((record) => record !== undefined)
    fromHistory.set(name, whole)
    lost.set(name, records.length - whole.length)
  }
  return { kept, last, fromHistory, lost }
}

function addContent(content: Map<string, Buffer>, { values }: SalvagedRow): boolean {
  const [id, bytes] = values
  if (values.length !== 2 || typeof id !== 'string' || !Buffer.isBuffer(bytes)) return false
  content.set(id, bytes)
  return true
}

/** Drafts and secrets have no id. */
const keyOf = (table: string, record: SalvagedRecord): string =>
  table === 'draft' ? `${String(record['actor'])}\n${String(record['place'])}` : String(record['id'] ?? record['name'])
