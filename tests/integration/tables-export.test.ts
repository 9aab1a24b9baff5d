import fs from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import { openReader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { writeTables } from '#main/exchange/tables/write-tables.ts'
import { openedBy, registryOfUsers } from '#tests/support/a-registry-of-users.ts'
import { readCsv } from '#tests/support/read-csv.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { failureOf, testBackend } from '#tests/support/test-backend.ts'

const wish = { madeBy: 'test', about: 'the demo' }

async function demo() {
  const work = temporaryFolder()
  const folder = path.join(work, 'demo.asild')
  const { client } = testBackend()
  await client.call('registry.createDemo', { folder, cases: 4 })
  await client.call('registry.open', { folder, passphrase: 'demo' })
  await client.call('dictionary.saveSiteItem', {
    kind: 'item',
    form: 'case',
    definition: { label: 'Grip', type: 'number' },
  })
  const { id: caseId } = await client.call('cases.create', {
    values: { code: 'AS-0099', sex: 'female', x_grip: 32.5 },
    identity: { values: { family_name: 'Zitronenfalter' } },
  })
  const { keyHex } = await client.call('registry.recoverySheet', {})
  const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
  onTestFinished(() => void db.close())
  return { work, db, client, caseId }
}

test('Parquet tables hold every record in use, and the script loads them into DuckDB', async () => {
  const { work, db, client, caseId } = await demo()
  const folder = path.join(work, 'out')
  const { tables } = writeTables(db, { folder, format: 'parquet', ...wish }, () => {})
  const rows = new Map(tables.map((table) => [table.name, table.rows]))
  expect(rows.get('case')).toBe(5)
  const file = await asyncBufferFromFile(path.join(folder, 'case.parquet'))
  expect((await parquetReadObjects({ file })).find(({ id }) => id === caseId)).toMatchObject({
    code: 'AS-0099',
    sex: 'female',
    x_grip: 32.5,
  })
  const duckdb = await DuckDBInstance.create(':memory:')
  const connection = await duckdb.connect()
  const script = fs.readFileSync(path.join(folder, 'load-duckdb.sql'), 'utf8')
  // The script names its files from the folder that it is run in.
  await connection.run(script.replaceAll("read_parquet('", `read_parquet('${folder}/`))
  for (const [name, count] of rows) {
    const answer = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM "${name}"`)
    expect(answer.getRows(), name).toEqual([[count]])
  }
  const mean = await connection.runAndReadAll(
    `SELECT round(avg(value), 6) FROM laboratory JOIN "case" ON "case".id = case_id WHERE test = 'ck' AND unit = 'U/L'`,
  )
  const ours = db
    .prepare(`SELECT round(avg(value), 6) FROM laboratory WHERE test = 'ck' AND unit = 'U/L' AND voided_at IS NULL`)
    .pluck()
    .get()
  expect(mean.getRows()).toEqual([[ours]])
  expect(fs.readdirSync(folder).join()).not.toContain('identity')
  connection.closeSync()
  duckdb.closeSync()
  await client.call('registry.close', {})
})

test('CSV tables come with a script for PostgreSQL, and hold no names', async () => {
  const { work, db } = await demo()
  const folder = path.join(work, 'out')
  const { tables } = writeTables(db, { folder, format: 'csv', ...wish }, () => {})
  for (const { name, rows } of tables) {
    const text = fs.readFileSync(path.join(folder, `${name}.csv`), 'utf8')
    expect(readCsv(text), name).toHaveLength(rows)
    expect(text).not.toContain('Zitronenfalter')
  }
  expect(fs.readFileSync(path.join(folder, 'load-postgresql.sql'), 'utf8')).toContain(
    String.raw`\copy "laboratory" FROM`,
  )
})

test('Tables for PostgreSQL come with the warning not to open them in a spreadsheet; Parquet needs none', async () => {
  const { work, db } = await demo()
  const readmeOf = (format: 'csv' | 'parquet') => {
    const folder = path.join(work, format)
    writeTables(db, { folder, format, ...wish }, () => {})
    return fs.readFileSync(path.join(folder, 'README.txt'), 'utf8')
  }
  expect(readmeOf('csv')).toContain('Do not open these CSV files in a spreadsheet')
  expect(readmeOf('parquet')).not.toContain('spreadsheet')
})

test('Whole tables are for who may export and see who the patients are', async () => {
  const registry = await registryOfUsers({ Eva: ['read', 'export'], Ida: ['read', 'export', 'identity'] })
  const folder = path.join(temporaryFolder(), 'tables')
  const eva = await openedBy(registry, 'Eva')
  expect(await failureOf(eva.call('share.writeTables', { folder, format: 'csv' }))).toMatchObject({ kind: 'forbidden' })
  expect(fs.existsSync(folder)).toBe(false)
  const ida = await openedBy(registry, 'Ida')
  expect((await ida.call('share.writeTables', { folder, format: 'csv' })).tables.length).toBeGreaterThan(0)
})

test('An export that is cancelled leaves nothing', async () => {
  const { work, db } = await demo()
  const folder = path.join(work, 'out')
  const cancel = () => {
    throw new AppError('cancelled', 'Cancelled.')
  }
  expect(() => writeTables(db, { folder, format: 'csv', ...wish }, cancel)).toThrow('Cancelled')
  expect(fs.readdirSync(work)).toEqual(['demo.asild'])
})
