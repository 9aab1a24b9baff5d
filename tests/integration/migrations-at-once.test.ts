/** An empty file takes all steps of the schema in one transaction. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { wrongTriggers } from '#main/database/audit.ts'
import { closeWriter, openWriter } from '#main/database/connection.ts'
import type { Writer } from '#main/database/connection.ts'
import { newDataKey } from '#main/database/keys/key-envelope.ts'
import { migrate } from '#main/database/migrate.ts'
import { migrations } from '#main/database/migrations/index.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const release = { at: '2026-01-01T00:00:00.000Z', appVersion: '0.1.0' }

function emptyFile(): Writer {
  const file = path.join(temporaryFolder(), 'registry.db')
  fs.closeSync(fs.openSync(file, 'wx'))
  return openWriter(file, newDataKey(), { fresh: true })
}

const structure = (db: Writer) =>
  db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all()
const history = (db: Writer) => db.prepare('SELECT * FROM schema_history ORDER BY number').all()

test('A file that took all steps at once is the same as one that took them one after the other', () => {
  const [atOnce, oneByOne] = [emptyFile(), emptyFile()]
  migrate(atOnce, release)
  for (const { number } of migrations) migrate(oneByOne, { ...release, steps: migrations.slice(0, number) })
  expect(structure(atOnce)).toEqual(structure(oneByOne))
  expect(history(atOnce)).toEqual(history(oneByOne))
  expect(history(atOnce)).toHaveLength(migrations.length)
  expect(wrongTriggers(atOnce)).toEqual([])
  for (const db of [atOnce, oneByOne]) closeWriter(db)
})

test('A step that fails leaves an empty file empty', () => {
  const db = emptyFile()
  const broken = [...migrations, { ...migrations.at(-1)!, number: migrations.length + 1, sql: 'CREATE TABLE broken (' }]
  expect(() => migrate(db, { ...release, steps: broken })).toThrow(/incomplete input/)
  expect(structure(db)).toEqual([])
  closeWriter(db)
})
