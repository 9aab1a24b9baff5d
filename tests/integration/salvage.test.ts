/** What can still be read of a damaged registry becomes a new one: nothing invented, nothing left out without a word. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openReader } from '#main/database/connection.ts'
import type { Reader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { cheapKdf, failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const pageSize = 4096

/** A closed registry with cases as they come, and its key. */
async function demo(cases = 12) {
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
        new Set(db.prepare(`SELECT * FROM ${table}`).all().map((row) => JSON.stringify(row))),
      ]),
    )
  } finally {
    db.close()
  }
}

const rootOf = (file: string, dataKey: Buffer, table: string): number => {
  const db = openReader(file, dataKey)
  try {
    return (
      db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table) as { rootpage: number }
    ).rootpage
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
