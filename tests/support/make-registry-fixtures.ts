/**
 * Makes registries as each step of the schema leaves them, for the tests of upgrades: `node tests/support/make-registry-fixtures.ts
 * STEP`. Run once for a step, when the step after it is written, and never again: a fixture is what that version of the
 * program wrote. Its rows are what the demo holds, in the columns that the step knows, and one made-up row in each table that
 * the demo leaves empty.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { registerAudit } from '#main/database/audit.ts'
import { closeWriter, openWriter } from '#main/database/connection.ts'
import type { Writer } from '#main/database/connection.ts'
import { wrapKey, writeEnvelope } from '#main/database/keys/key-envelope.ts'
import { migrate } from '#main/database/migrate.ts'
import { migrations } from '#main/database/migrations/index.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { createBackend } from '#main/backend/backend.ts'
import { fixtureKey, fixturePassphrase, packFixture } from './registry-fixtures.ts'

const at = '2026-01-15T09:00:00.000Z'
const actor = { name: 'Dr. Fixture', operation: 'records.add', at }
const kdf = { memoryKiB: 64, iterations: 1, parallelism: 1 }
const registryId = '0192f1c0-0000-7000-8000-00000000f1c5'

type Row = Record<string, unknown>

/** Rows of the demo by table, read from a registry of today. */
async function demoRows(work: string, dataKeyOf: (folder: string) => Promise<Buffer>): Promise<Map<string, Row[]>> {
  const folder = path.join(work, 'demo.asild')
  const key = await dataKeyOf(folder)
  const db = openWriter(registryFiles(folder).database, key)
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'`).all()
  const rows = new Map(
    (tables as { name: string }[]).map(({ name }) => [name, db.prepare(`SELECT * FROM ${name}`).all() as Row[]]),
  )
  closeWriter(db)
  return rows
}

async function makeDemo(folder: string): Promise<Buffer> {
  const backend = createBackend({ appVersion: '0.0.0', kdf })
  const ask = async (name: string, input: object): Promise<Row> => {
    const reply = await backend.call(name, JSON.stringify(input))
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
    return JSON.parse(reply.value) as Row
  }
  await ask('registry.createDemo', { folder, cases: 2 })
  await ask('registry.open', { folder, passphrase: 'demo' })
  const { keyHex } = await ask('registry.recoverySheet', {})
  await backend.close()
  return Buffer.from(String(keyHex), 'hex')
}

/** What the program of that step computed or made by itself, and would not have been written by hand. */
const leftOut = /^(audit|case_row|case_search.*|schema_history|registry|registry_user|secret|signature)$/
/** Some rows of each table are enough; what others refer to stays whole. */
const rowsATable = 12
const referredTo = new Set(['cases', 'treatment', 'imaging', 'visit'])

function fill(db: Writer, rows: ReadonlyMap<string, Row[]>): void {
  db.prepare('INSERT INTO registry (id, name, demo, created_at) VALUES (?, ?, 0, ?)').run(registryId, 'Fixture', at)
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'`).all()
  for (const { name } of tables as { name: string }[]) {
    if (leftOut.test(name)) continue
    const known = db.pragma(`table_info(${name})`) as ColumnInfo[]
    const demo = (rows.get(name) ?? []).slice(0, referredTo.has(name) ? undefined : rowsATable)
    for (const row of demo.length > 0 ? demo : [madeUp(db, name, known)]) {
      const columns = known.map((column) => column.name).filter((column) => row[column] !== undefined)
      db.prepare(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
        ...columns.map((column) => row[column]),
      )
    }
  }
  for (const { id, code } of db.prepare('SELECT id, code FROM cases').all() as { id: string; code: string }[])
    db.prepare(`INSERT INTO case_row (case_id, valid_until, row, search) VALUES (?, '', ?, ?)`).run(
      id,
      JSON.stringify({ id, code }),
      code,
    )
}

interface ColumnInfo {
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly dflt_value: string | null
}

const content = Buffer.from('A letter of the fixture.\n')
const words: Readonly<Record<string, unknown>> = {
  missing: '{}',
  answers: '{}',
  definition: '{"label":"Fixture item","type":"text"}',
  spec: '{"name":"Fixture"}',
  settings: '{}',
  content: '{}',
  version: 1,
  record_version: 1,
  source: 'recorded',
  status: 'open',
  kind: 'question',
  form: 'note',
  name: 'site_fixture',
  rule: 'ppf-2022',
  judged_on: '2026-01-02',
  verdict: 'not-met',
  text: 'A fixture’s own words',
  file_name: 'letter.txt',
  media_type: 'text/plain',
  size_bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  date: '2025-12',
}

/** One row with what the table demands, and what it can hold of the words above. */
function madeUp(db: Writer, table: string, columns: readonly ColumnInfo[]): Row {
  const references = db.pragma(`foreign_key_list(${table})`) as { table: string; from: string; to: string }[]
  const row: Row = {}
  for (const { name, type, notnull, dflt_value } of columns) {
    if (dflt_value !== null) continue
    const reference = references.find(({ from }) => from === name)
    if (reference && (notnull === 1 || name === 'case_id')) {
      const found = db.prepare(`SELECT ${reference.to} AS id FROM ${reference.table} LIMIT 1`).get() as { id: string }
      row[name] = found.id
    } else if (table === 'site_item' && name === 'kind') row[name] = 'item'
    else if (type === 'BLOB') row[name] = content
    else if (type === 'INTEGER' && notnull === 1) row[name] = words[name] ?? 1
    else if (name in words && !reference) row[name] = words[name]
    else if (notnull === 1) row[name] = name.endsWith('_at') ? at : `fixture-${table}-${name}`
  }
  return row
}

async function make(step: number): Promise<void> {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-fixture-'))
  const folder = path.join(work, 'fixture.asild')
  const files = registryFiles(folder)
  try {
    const rows = await demoRows(work, makeDemo)
    fs.mkdirSync(folder)
    fs.closeSync(fs.openSync(files.database, 'wx'))
    const db = openWriter(files.database, fixtureKey(), { fresh: true })
    migrate(db, { at, appVersion: `0.0.${step}`, steps: migrations.slice(0, step) })
    registerAudit(db, fixtureKey()).transact(actor, () => fill(db, rows))
    closeWriter(db)
    const slot = await wrapKey(fixtureKey(), actor.name, fixturePassphrase, registryId, kdf)
    writeEnvelope(files.keys, {
      format: 'as-ild-registry-keys',
      version: 1,
      registryId,
      name: 'Fixture',
      demo: false,
      createdAt: at,
      slots: [slot],
    })
    packFixture(folder, step)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

await make(Number(process.argv[2]))
