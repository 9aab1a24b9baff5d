/** One test a step of the schema: a registry made by the step before, with rows as they come, is brought up to date. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { registerAudit, wrongTriggers } from '#main/database/audit.ts'
import { closeWriter, openWriter } from '#main/database/connection.ts'
import { newDataKey } from '#main/database/keys/key-envelope.ts'
import { migrate, schemaNumber } from '#main/database/migrate.ts'
import { migrations } from '#main/database/migrations/index.ts'
import { insertCohort, saveCohort, versionsOfCohort } from '#main/database/repositories/cohorts.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import { registrySettings } from '#main/database/repositories/registry-settings.ts'
import { cohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const at = '2026-01-01T00:00:00.000Z'

test('Step 2, data entry: records of step 1 keep what they hold and gain empty answers', () => {
  const file = path.join(temporaryFolder(), 'registry.db')
  fs.closeSync(fs.openSync(file, 'wx'))
  const key = newDataKey()
  const db = openWriter(file, key, { fresh: true })
  migrate(db, { at, appVersion: '0.1.0', steps: migrations.slice(0, 1) })
  const audit = registerAudit(db, key)
  const insert = `(id, version, created_at, updated_at, source, missing`
  audit.transact({ name: 'A', operation: 'test', at }, () => {
    db.exec(`INSERT INTO registry (id, name, demo, created_at) VALUES ('r', 'Old', 0, '${at}')`)
    db.exec(`INSERT INTO cases ${insert}, code) VALUES ('c', 1, '${at}', '${at}', 'recorded', '{}', 'AS-0001')`)
    db.exec(
      `INSERT INTO pft ${insert}, case_id, date, fvc, fvc_unit) VALUES ('p', 3, '${at}', '${at}', 'recorded', '{"dlco":"not-done"}', 'c', '2019-04', 2.9, 'L')`,
    )
  })
  migrate(db, { at, appVersion: '0.1.0', steps: migrations.slice(0, 2) })
  expect(schemaNumber(db)).toBe(2)
  // A record is read with the columns of today's forms.
  migrate(db, { at, appVersion: '0.1.0', steps: migrations })
  expect(findRecord(db, 'pft', 'p')).toEqual({
    caseId: 'c',
    record: {
      id: 'p',
      version: 3,
      source: 'recorded',
      missing: { dlco: 'not-done' },
      created_at: at,
      updated_at: at,
      date: '2019-04',
      fvc: 2.9,
      fvc_unit: 'L',
    },
  })
  expect(registrySettings(db)).toMatchObject({ reasonForChange: 'never' })
  closeWriter(db)
})

test('Step 3, clinical rules: records of step 2 keep what they hold, and a judgment can be written beside them', () => {
  const file = path.join(temporaryFolder(), 'registry.db')
  fs.closeSync(fs.openSync(file, 'wx'))
  const key = newDataKey()
  const db = openWriter(file, key, { fresh: true })
  migrate(db, { at, appVersion: '0.1.0', steps: migrations.slice(0, 2) })
  const audit = registerAudit(db, key)
  const frame = `id, version, created_at, updated_at, source, missing`
  audit.transact({ name: 'A', operation: 'test', at }, () => {
    db.exec(`INSERT INTO registry (id, name, demo, created_at) VALUES ('r', 'Old', 0, '${at}')`)
    db.exec(`INSERT INTO cases (${frame}, code) VALUES ('c', 1, '${at}', '${at}', 'recorded', '{}', 'AS-0001')`)
    db.exec(
      `INSERT INTO imaging (${frame}, case_id, date, modality, change) VALUES ('i', 2, '${at}', '${at}', 'recorded', '{}', 'c', '2022-03', 'hrct', 'same')`,
    )
  })
  migrate(db, { at, appVersion: '0.1.0', steps: migrations.slice(0, 3) })
  expect(schemaNumber(db)).toBe(3)
  migrate(db, { at, appVersion: '0.1.0', steps: migrations })
  expect(findRecord(db, 'imaging', 'i')?.record).toMatchObject({ version: 2, date: '2022-03', change: 'same' })
  const after = registerAudit(db, key)
  after.transact({ name: 'A', operation: 'test', at }, () => {
    db.exec(
      `INSERT INTO judgment (${frame}, case_id, rule, judged_on, verdict) VALUES ('j', 1, '${at}', '${at}', 'recorded', '{}', 'c', 'ppf-2022', '2026-01-02', 'not-met')`,
    )
  })
  expect(findRecord(db, 'judgment', 'j')?.record).toMatchObject({ rule: 'ppf-2022', verdict: 'not-met' })
  closeWriter(db)
})

test('Step 4, search index: what was indexed is found, and a row that keeps its words leaves the index alone', () => {
  const file = path.join(temporaryFolder(), 'registry.db')
  fs.closeSync(fs.openSync(file, 'wx'))
  const key = newDataKey()
  const db = openWriter(file, key, { fresh: true })
  migrate(db, { at, appVersion: '0.1.0', steps: migrations.slice(0, 3) })
  const audit = registerAudit(db, key)
  audit.transact({ name: 'A', operation: 'test', at }, () => {
    db.exec(
      `INSERT INTO cases (id, version, created_at, updated_at, source, missing, code) VALUES ('c', 1, '${at}', '${at}', 'recorded', '{}', 'AS-0001')`,
    )
    db.exec(`INSERT INTO case_row (case_id, row, search) VALUES ('c', '{"code":"AS-0001"}', 'insurer')`)
  })
  migrate(db, { at, appVersion: '0.1.0', steps: migrations.slice(0, 4) })
  const found = (word: string) =>
    (db.prepare('SELECT count(*) AS n FROM case_search WHERE case_search MATCH ?').get(word) as { n: number }).n
  const index = () => db.prepare('SELECT id, hex(block) AS block FROM case_search_data').all()
  const before = index()
  db.exec(`UPDATE case_row SET valid_until = '', row = '{"code":"AS-0001","sex":"female"}'`)
  expect([found('insurer'), index()]).toEqual([1, before])
  db.exec(`UPDATE case_row SET search = 'approved'`)
  expect([found('insurer'), found('approved')]).toEqual([0, 1])
  db.exec(`UPDATE case_row SET row = '{"code":"AS-0002"}'`)
  expect(found('"AS-0002"')).toBe(1)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  closeWriter(db)
})

test('Step 6, cohorts: a cohort, its versions and a data cut can be written, and no version is ever changed', () => {
  const file = path.join(temporaryFolder(), 'registry.db')
  fs.closeSync(fs.openSync(file, 'wx'))
  const key = newDataKey()
  const db = openWriter(file, key, { fresh: true })
  migrate(db, { at, appVersion: '0.1.0', steps: migrations.slice(0, 5) })
  const audit = registerAudit(db, key)
  const actor = { name: 'A', operation: 'test', at }
  audit.transact(actor, () =>
    db.exec(`INSERT INTO registry (id, name, demo, created_at) VALUES ('r', 'Old', 0, '${at}')`),
  )
  migrate(db, { at, appVersion: '0.1.0', steps: migrations.slice(0, 6) })
  const spec = cohortSpec.parse({ name: 'All', index: { event: 'diagnosis' }, steps: [] })
  audit.transact(actor, () => {
    const { id } = insertCohort(db, { spec, at, by: 'A' })
    expect(saveCohort(db, id, 1, { spec: { ...spec, name: 'Everybody' }, at, by: 'A' })).toBe(true)
    expect(saveCohort(db, id, 1, { spec, at, by: 'A' })).toBe(false)
    expect(versionsOfCohort(db, id).map((version) => [version.version, version.spec.name])).toEqual([
      [2, 'Everybody'],
      [1, 'All'],
    ])
    expect(() => db.exec(`UPDATE cohort_version SET spec = '{}'`)).toThrow('a version of a cohort is never changed')
  })
  expect(wrongTriggers(db)).toEqual([])
  closeWriter(db)
})

test('Step 7, images: a series, a reading, a density and a pair can be written beside a study of before', () => {
  const file = path.join(temporaryFolder(), 'registry.db')
  fs.closeSync(fs.openSync(file, 'wx'))
  const key = newDataKey()
  const db = openWriter(file, key, { fresh: true })
  migrate(db, { at, appVersion: '0.1.0', steps: migrations.slice(0, 6) })
  const audit = registerAudit(db, key)
  const actor = { name: 'A', operation: 'test', at }
  const frame = `1, '${at}', '${at}', 'recorded', '{}'`
  audit.transact(actor, () =>
    db.exec(`
      INSERT INTO registry (id, name, demo, created_at) VALUES ('r', 'Old', 0, '${at}');
      INSERT INTO cases (id, version, created_at, updated_at, source, missing, code) VALUES ('c', ${frame}, 'AS-0001');
      INSERT INTO imaging (id, version, created_at, updated_at, source, missing, case_id, date, modality)
        VALUES ('i', ${frame}, 'c', '2021-02', 'hrct');
    `),
  )
  migrate(db, { at, appVersion: '0.1.0', steps: migrations.slice(0, 7) })
  const insert = (table: string, id: string, columns: string, values: string) =>
    db.exec(
      `INSERT INTO ${table} (id, version, created_at, updated_at, source, missing, case_id, ${columns}) VALUES ('${id}', ${frame}, 'c', ${values})`,
    )
  audit.transact(actor, () => {
    insert('image_series', 's', 'imaging, date, images', `'i', '2021-02', 400`)
    insert('ct_reading', 'r', 'imaging, date, reader, l1_extent', `'i', '2021-03-01', 'B', 15`)
    insert('ct_density', 'd', 'imaging, series, date, haa_pct', `'i', 's', '2021-02', 7.5`)
    insert('ct_pair', 'p', 'earlier, later, offset_mm, earlier_at_mm', `'s', 's', -12.5, 310`)
    expect(() => insert('image_series', 'x', 'imaging, images', `'nobody', 1`)).toThrow('FOREIGN KEY')
    expect(() => insert('ct_reading', 'y', 'imaging, date', `'i', '1.3.2021'`)).toThrow('CHECK')
  })
  expect(db.prepare('SELECT date, modality FROM imaging').get()).toEqual({ date: '2021-02', modality: 'hrct' })
  expect(wrongTriggers(db)).toEqual([])
  closeWriter(db)
})
