/** What can still be read of a damaged registry becomes a new one: nothing invented, nothing left out without a word. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openReader } from '#main/database/connection.ts'
import type { Reader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const pageSize = 4096

/** A closed registry with cases as they come, and its key. */
async function demo(cases = 3) {
  const folder = path.join(temporaryFolder(), 'demo.asild')
  const { client } = testBackend()
  await client.call('registry.createDemo', { folder, cases })
  await client.call('registry.open', { folder, passphrase: 'demo' })
  const caseId = (await client.call('cases.find', { offset: 0, limit: 1 })).rows[0]!.id
  await client.call('attachments.store', {
    caseId,
    values: { title: 'Letter' },
    fileName: 'letter.txt',
    base64: Buffer.from('Dear colleague. '.repeat(2000)).toString('base64'),
  })
  await client.call('drafts.keep', { place: 'note', title: 'A note', content: '{"text":"half a sentence"}' })
  const { keyHex } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  return { folder, file: registryFiles(folder).database, dataKey: Buffer.from(keyHex, 'hex') }
}

const tablesOf = (db: Reader): string[] =>
  (
    db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'case_search*'
         AND name NOT IN ('audit', 'case_row', 'schema_history', 'registry')`,
      )
      .all() as { name: string }[]
  ).map(({ name }) => name)

/** Every row of every table, as text, by table. */
function contentOf(file: string, dataKey: Buffer): Map<string, Set<string>> {
  const db = openReader(file, dataKey)
  try {
    return new Map(
      tablesOf(db).map((table) => [
        table,
        new Set(
          db
            .prepare(`SELECT * FROM ${table}`)
            .all()
            .map((row) => JSON.stringify(row)),
        ),
      ]),
    )
  } finally {
    db.close()
  }
}

const rootOf = (file: string, dataKey: Buffer, table: string): number => {
  const db = openReader(file, dataKey)
  try {
    return (db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table) as { rootpage: number }).rootpage
  } finally {
    db.close()
  }
}

function destroy(file: string, pages: readonly number[]): void {
  const handle = fs.openSync(file, 'r+')
  for (const page of pages) fs.writeSync(handle, Buffer.alloc(300, 0xa5), 0, 300, (page - 1) * pageSize + 1000)
  fs.closeSync(handle)
}

async function salvage(folder: string) {
  const into = path.join(path.dirname(folder), 'salvaged.asild')
  const { client } = testBackend()
  const report = await client.call('registry.salvage', { folder, into, passphrase: 'demo' })
  await client.call('registry.open', { folder: into, passphrase: 'demo' })
  const { checks } = await client.call('registry.verify', {})
  expect(checks.filter((check) => !check.ok)).toEqual([])
  const found = await client.call('cases.find', { offset: 0, limit: 100 })
  await client.call('registry.close', {})
  return { into, report, found, file: registryFiles(into).database }
}

const lostOf = (before: Map<string, Set<string>>, after: Map<string, Set<string>>, table: string) =>
  [...before.get(table)!].filter((row) => !after.get(table)!.has(row))

test('A sound registry is salvaged whole: every row of every table, drafts and files', async () => {
  const { folder, file, dataKey } = await demo()
  const { file: salvaged, report } = await salvage(folder)
  expect(contentOf(salvaged, dataKey)).toEqual(contentOf(file, dataKey))
  expect(report.tables.filter(({ rebuilt, missing }) => rebuilt > 0 || missing > 0)).toEqual([])
  expect(report.pages.destroyed).toBe(0)
}, 120_000)

test('Records on destroyed pages come back from the audit chain, as they were', async () => {
  const { folder, file, dataKey } = await demo()
  const before = contentOf(file, dataKey)
  // The roots: no way leads to any row of these tables, nor to the pages below.
  const roots = ['cases', 'laboratory', 'pft', 'treatment', 'dose_step', 'visit', 'imaging', 'registry_user']
  destroy(
    file,
    roots.map((table) => rootOf(file, dataKey, table)),
  )
  const damaged = fs.readFileSync(file)
  const { file: salvaged, report, found } = await salvage(folder)
  const after = contentOf(salvaged, dataKey)
  for (const table of before.keys()) expect([table, lostOf(before, after, table)]).toEqual([table, []])
  expect(report.pages.destroyed).toBe(roots.length)
  expect(report.tables.filter(({ missing }) => missing > 0)).toEqual([])
  expect(found.total).toBe(before.get('cases')!.size)
  expect(fs.readFileSync(file).equals(damaged)).toBe(true)
}, 120_000)

test('Whatever pages are destroyed, nothing is invented, and what is missing is counted', async () => {
  const { folder, file, dataKey } = await demo(5)
  const before = contentOf(file, dataKey)
  const sound = fs.readFileSync(file)
  const pages = sound.length / pageSize
  let seed = 7
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  for (let round = 0; round < 3; round++) {
    fs.writeFileSync(file, sound)
    destroy(
      file,
      Array.from({ length: Math.ceil(pages * 0.08) }, () => 2 + Math.floor(random() * (pages - 1))),
    )
    const { file: salvaged, into, report } = await salvage(folder)
    const after = contentOf(salvaged, dataKey)
    for (const [table, rows] of after) {
      // Where a file is lost, a text says so in its place.
      const destroyed = (row: string) => row.includes('destroyed.txt')
      // A secret that is lost is made anew, and counted as missing.
      if (table === 'secret') continue
      const known = new Map([...before.get(table)!].map((row) => [(JSON.parse(row) as { id?: string }).id, row]))
      if (table === 'attachment_content') continue
      for (const row of [...rows].filter((one) => !destroyed(one))) {
        const { id, code } = JSON.parse(row) as { id?: string; code?: string }
        if (table === 'cases' && code?.startsWith('LOST-')) continue
        expect(known.has(id)).toBe(true)
        if (!before.get(table)!.has(row)) expect(row).toEqual(withoutLostReferences(known.get(id)!, row))
      }
      const counted = report.tables.find((one) => one.table === table)
      const missing = before.get(table)!.size - [...rows].filter((row) => !row.includes('"LOST-')).length
      // A draft has no entry in the chain: nobody can know that it was there.
      if (table !== 'draft' && report.history.kept === report.history.last)
        expect([table, counted?.missing ?? 0]).toEqual([table, missing])
    }
    fs.rmSync(into, { recursive: true })
  }
}, 240_000)

/** The only difference allowed: a reference to a record that is lost was emptied. */
function withoutLostReferences(before: string, after: string): string {
  const now = JSON.parse(after) as Record<string, unknown>
  const was = JSON.parse(before) as Record<string, unknown>
  return JSON.stringify({
    ...was,
    ...Object.fromEntries(
      ['compared_with', 'treatment', 'merged_into'].filter((name) => now[name] === null).map((name) => [name, null]),
    ),
  })
}

test('A destroyed first page, where SQLite finds everything else, costs nothing', async () => {
  const { folder, file, dataKey } = await demo(3)
  const before = contentOf(file, dataKey)
  destroy(file, [1])
  const { client } = testBackend()
  expect(await failureOf(client.call('registry.open', { folder, passphrase: 'demo' }))).toMatchObject({
    kind: 'corrupt',
  })
  const { file: salvaged } = await salvage(folder)
  const after = contentOf(salvaged, dataKey)
  for (const table of before.keys()) expect([table, lostOf(before, after, table)]).toEqual([table, []])
}, 120_000)

test('One wrong byte in the salt, on which all seals hang, is found', async () => {
  const { folder, file, dataKey } = await demo(3)
  const before = contentOf(file, dataKey)
  const handle = fs.openSync(file, 'r+')
  fs.writeSync(handle, Buffer.from([fs.readFileSync(file)[5]! ^ 0x10]), 0, 1, 5)
  fs.closeSync(handle)
  const { file: salvaged } = await salvage(folder)
  expect(contentOf(salvaged, dataKey)).toEqual(before)
}, 120_000)

test('What only the log holds, after a crash, is salvaged too', async () => {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  await client.call('records.add', { form: 'note', caseId, values: { text: 'written before the crash' } })
  const copy = path.join(temporaryFolder(), 'crashed.asild')
  fs.cpSync(folder, copy, { recursive: true })
  expect(fs.statSync(`${registryFiles(copy).database}-wal`).size).toBeGreaterThan(0)
  const into = path.join(path.dirname(copy), 'new.asild')
  await testBackend().client.call('registry.salvage', { folder: copy, into, passphrase })
  const after = testBackend().client
  await after.call('registry.open', { folder: into, passphrase })
  expect((await after.call('cases.get', { caseId })).records.note).toMatchObject([{ text: 'written before the crash' }])
})

test('It opens with the recovery sheet alone where keys.json is destroyed as well', async () => {
  const { client, folder } = await newRegistry()
  await client.call('cases.create', { values: { code: 'AS-0001' } })
  const { words } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  fs.writeFileSync(registryFiles(folder).keys, 'not json')
  const into = path.join(path.dirname(folder), 'new.asild')
  const recoveryWords = words.join(' ')
  await testBackend().client.call('registry.salvage', { folder, into, recoveryWords })
  const after = testBackend().client
  await after.call('registry.open', { folder: into, recoveryWords })
  expect((await after.call('cases.find', { offset: 0, limit: 9 })).total).toBe(1)
})

test('Nothing of it is left where it can’t be made: a place that is taken, a wrong passphrase, a cancelled job', async () => {
  const { client, folder } = await newRegistry()
  await client.call('registry.close', {})
  const parent = path.dirname(folder)
  const into = path.join(parent, 'new.asild')
  expect(await failureOf(client.call('registry.salvage', { folder, into: folder, passphrase }))).toMatchObject({
    kind: 'invalid-input',
  })
  expect(await failureOf(client.call('registry.salvage', { folder, into, passphrase: 'wrong' }))).toMatchObject({
    kind: 'wrong-key',
  })
  const { backend } = testBackend()
  const cancelled = await backend.call('registry.salvage', JSON.stringify({ folder, into, passphrase }), {
    signal: { aborted: true, addEventListener() {}, removeEventListener() {} },
  })
  expect(cancelled).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
  expect(fs.readdirSync(parent)).toEqual([path.basename(folder)])
})

test('The old audit entries lie beside the new registry, encrypted and as they were', async () => {
  const { folder, file, dataKey } = await demo(2)
  const old = openReader(file, dataKey)
  const entries = old.prepare('SELECT * FROM audit ORDER BY seq').all()
  old.close()
  const { into, report } = await salvage(folder)
  const kept = openReader(path.join(into, 'earlier-history.db'), dataKey)
  expect(kept.prepare('SELECT * FROM audit ORDER BY seq').all()).toEqual(entries)
  kept.close()
  expect(report.history).toEqual({ kept: entries.length, last: entries.length })
  for (const name of fs.readdirSync(into))
    expect(fs.readFileSync(path.join(into, name)).includes('Dear colleague')).toBe(false)
}, 120_000)
