/** A registry of every earlier step of the schema opens, is brought up to date, verifies, and has what it had. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openReader } from '#main/database/connection.ts'
import type { Reader } from '#main/database/connection.ts'
import { schemaNumber } from '#main/database/migrate.ts'
import { migrations } from '#main/database/migrations/index.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import {
  fixtureKey,
  fixturePassphrase,
  fixtureSteps,
  fixtureWords,
  unpackFixture,
} from '#tests/support/registry-fixtures.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { testBackend } from '#tests/support/test-backend.ts'

const newest = migrations.at(-1)!.number

test('Every step of the schema but the newest has a fixture; the newest needs one as soon as there is a step after it', () => {
  const needed = migrations.map(({ number }) => number).filter((number) => number < newest)
  // Missing? `node tests/support/make-registry-fixtures.ts STEP`, while the step is as it was released.
  expect(fixtureSteps().filter((step) => step < newest)).toEqual(needed)
})

type Rows = Map<string, Record<string, unknown>[]>

/** All rows of the tables that people write, with the columns that the file has. */
function rowsOf(db: Reader): Rows {
  const tables = db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'case_*'
       AND name NOT IN ('audit', 'schema_history', 'registry_user', 'secret', 'signature')`,
    )
    .all() as { name: string }[]
  return new Map(
    tables.map(({ name }) => [name, db.prepare(`SELECT * FROM ${name}`).all() as Record<string, unknown>[]]),
  )
}

function read<T>(folder: string, look: (db: Reader) => T): T {
  const db = openReader(registryFiles(folder).database, fixtureKey())
  try {
    return look(db)
  } finally {
    db.close()
  }
}

describe.each(fixtureSteps())('The registry of step %i', (step) => {
  const unpacked = (): string => {
    const folder = path.join(temporaryFolder(), 'old.asild')
    unpackFixture(step, folder)
    return folder
  }

  test('is one of that step, with rows in every table', () => {
    const folder = unpacked()
    expect(read(folder, schemaNumber)).toBe(step)
    const empty = [...read(folder, rowsOf)].filter(([, rows]) => rows.length === 0).map(([name]) => name)
    expect(empty).toEqual([])
  })

  test('opens, is brought up to date, verifies, and keeps every row', async () => {
    const folder = unpacked()
    const before = read(folder, rowsOf)
    const entries = read(folder, (db) => db.prepare('SELECT seq, mac FROM audit ORDER BY seq').all())
    const { client } = testBackend()
    await client.call('registry.open', { folder, passphrase: fixturePassphrase })
    expect((await client.call('registry.info', {})).schema).toBe(newest)
    expect((await client.call('registry.verify', {})).checks.filter(({ ok }) => !ok)).toEqual([])
    const { rows } = await client.call('cases.find', { offset: 0, limit: 10 })
    expect(rows.length).toBe(before.get('cases')!.length)
    const found = await client.call('cases.get', { caseId: rows[0]!.id })
    expect(Object.values(found.records).flat().length).toBeGreaterThan(10)
    await client.call('cases.create', { values: { code: 'AS-NEW' } })
    await client.call('registry.close', {})
    const after = read(folder, rowsOf)
    for (const [table, kept] of before)
      expect([table, after.get(table)]).toEqual([
        table,
        expect.arrayContaining(kept.map((row) => expect.objectContaining(row))),
      ])
    expect(
      read(folder, (db) => db.prepare('SELECT seq, mac FROM audit ORDER BY seq').all()).slice(0, entries.length),
    ).toEqual(entries)
  })

  test('opens with the recovery sheet alone', async () => {
    const folder = unpacked()
    fs.rmSync(registryFiles(folder).keys)
    const { client } = testBackend()
    expect(await client.call('registry.open', { folder, recoveryWords: fixtureWords })).toMatchObject({ state: 'open' })
  })
})
