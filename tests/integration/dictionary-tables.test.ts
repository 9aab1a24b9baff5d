import { expect, test } from 'vitest'
import { openReader } from '#main/database/connection.ts'
import { checksum } from '#main/database/migrate.ts'
import { migrations } from '#main/database/migrations/index.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { columnsOf } from '#shared/dictionary/columns.ts'
import { forms, tableOf } from '#shared/dictionary/forms.ts'
import { newRegistry } from '#tests/support/test-backend.ts'

const frame = [
  'id',
  'case_id',
  'version',
  'created_at',
  'updated_at',
  'voided_at',
  'void_reason',
  'source',
  'comment',
  'missing',
  'confirmed',
  'site_values',
]

test('The tables of a registry are those of the data dictionary, column for column', async () => {
  const { client, folder } = await newRegistry()
  const { keyHex } = await client.call('registry.recoverySheet', {})
  const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
  for (const form of forms) {
    const table = tableOf(form)
    const found = (db.pragma(`table_info(${table})`) as { name: string; type: string }[]).map(
      ({ name, type }) => `${table}.${name} ${type}`,
    )
    const own = columnsOf(form).map((column) => `${table}.${column.name} ${column.kind}`)
    const frames = frame
      .filter((name) => form.id !== 'case' || name !== 'case_id')
      .map((name) => `${table}.${name} ${name === 'version' ? 'INTEGER' : 'TEXT'}`)
    // Where a case was merged into is no answer to a question of its form.
    const beside = form.id === 'case' ? ['cases.merged_into TEXT'] : []
    expect(found.toSorted()).toEqual([...frames, ...own, ...beside].toSorted())
  }
  db.close()
})

test('Steps of the schema are numbered from one without a gap', () => {
  expect(migrations.map((step) => step.number)).toEqual(migrations.map((_, index) => index + 1))
})

test('Dates that are no dates are refused by the table itself', async () => {
  const { client, folder } = await newRegistry()
  const { keyHex } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  const { openWriter, closeWriter } = await import('#main/database/connection.ts')
  const { registerAudit } = await import('#main/database/audit.ts')
  const dataKey = Buffer.from(keyHex, 'hex')
  const db = openWriter(registryFiles(folder).database, dataKey)
  const { transact } = registerAudit(db, dataKey)
  const insert = (birth: string) =>
    transact({ name: 'A', operation: 'test', at: '2026-01-01T00:00:00.000Z' }, () =>
      db
        .prepare(
          `INSERT INTO cases (id, version, created_at, updated_at, source, missing, code, birth_date) VALUES (?, 1, 'x', 'x', 'recorded', '{}', ?, ?)`,
        )
        .run(birth, birth, birth),
    )
  for (const good of ['1952', '1952-04', '1952-04-30']) expect(insert(good).changes).toBe(1)
  for (const bad of ['52', '1952-4', '30.4.1952', '1952-04-30T00:00', '']) expect(() => insert(bad)).toThrow('CHECK')
  closeWriter(db)
})

test('A checksum notices a changed step', () => {
  expect(checksum(`${migrations[0]!.sql} `)).not.toBe(checksum(migrations[0]!.sql))
})
