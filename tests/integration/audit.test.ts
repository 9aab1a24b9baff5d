import { describe, expect, test } from 'vitest'
import {
  auditedTables,
  auditExempt,
  firstBrokenLink,
  historyOf,
  registerAudit,
  wrongTriggers,
} from '#main/database/audit.ts'
import { closeWriter, openWriter } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { forms, tableOf } from '#shared/dictionary/forms.ts'
import { newRegistry } from '#tests/support/test-backend.ts'

async function closedWithHistory() {
  const { client, folder } = await newRegistry()
  const { id } = await client.call('cases.create', { values: { code: 'AS-0001', site: 'Bern' } })
  await client.call('records.edit', {
    form: 'case',
    id,
    version: 1,
    values: { code: 'AS-0001', site: 'Basel', sex: 'female' },
    reason: 'moved',
  })
  const { keyHex } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  const dataKey = Buffer.from(keyHex, 'hex')
  const db = openWriter(registryFiles(folder).database, dataKey)
  return { db, dataKey, id, done: () => closeWriter(db) }
}

describe('The audit chain', () => {
  test('says who changed what, from which value to which, and why', async () => {
    const { db, id, done } = await closedWithHistory()
    const [made, edited] = historyOf(db, 'cases', id)
    expect(made).toMatchObject({
      kind: 'insert',
      actor: 'Dr. Test',
      operation: 'cases.create',
      case_id: id,
      before: null,
    })
    expect(JSON.parse(made!.after!)).toMatchObject({ code: 'AS-0001', site: 'Bern', version: 1 })
    expect(edited).toMatchObject({ kind: 'update', operation: 'records.edit', reason: 'moved' })
    expect(JSON.parse(edited!.before!)).toEqual({ site: 'Bern', sex: null, version: 1 })
    expect(JSON.parse(edited!.after!)).toEqual({ site: 'Basel', sex: 'female', version: 2 })
    done()
  })

  test('is whole after ordinary work', async () => {
    const { db, dataKey, done } = await closedWithHistory()
    expect(firstBrokenLink(db, dataKey)).toBeUndefined()
    done()
  })

  test.each([
    ['a changed reason', `UPDATE audit SET reason = 'another' WHERE seq = 3`],
    ['a changed value', `UPDATE audit SET after = replace(after, 'Basel', 'Genf') WHERE kind = 'update'`],
    ['a removed row', `DELETE FROM audit WHERE seq = 2`],
    [
      'two rows exchanged',
      `UPDATE audit SET seq = -seq WHERE seq IN (2, 3); UPDATE audit SET seq = 5 + seq WHERE seq < 0`,
    ],
  ])('shows %s', async (_what, forgery) => {
    const { db, dataKey, done } = await closedWithHistory()
    // Somebody who holds the key and takes the guards off first.
    db.exec('DROP TRIGGER audit_keeps_update; DROP TRIGGER audit_keeps_delete')
    db.exec(forgery)
    expect(firstBrokenLink(db, dataKey)).toEqual(expect.any(Number))
    done()
  })

  test('refuses to be changed or shortened', async () => {
    const { db, done } = await closedWithHistory()
    expect(() => db.exec(`UPDATE audit SET actor = 'nobody'`)).toThrow('the audit is never changed')
    expect(() => db.exec(`DELETE FROM audit`)).toThrow('the audit is never changed')
    done()
  })

  test('records no change that was rolled back, and goes on whole', async () => {
    const { db, dataKey, id, done } = await closedWithHistory()
    const audit = registerAudit(db, dataKey)
    const actor = { name: 'A', operation: 'test', at: '2026-01-01T00:00:00.000Z' }
    const before = historyOf(db, 'cases', id).length
    expect(() =>
      audit.transact(actor, () => {
        db.prepare(`UPDATE cases SET site = 'Chur' WHERE id = ?`).run(id)
        throw new Error('power cut')
      }),
    ).toThrow('power cut')
    expect(historyOf(db, 'cases', id).length).toBe(before)
    audit.transact(actor, () => db.prepare(`UPDATE cases SET site = 'Chur' WHERE id = ?`).run(id))
    expect(historyOf(db, 'cases', id).length).toBe(before + 1)
    expect(firstBrokenLink(db, dataKey)).toBeUndefined()
    done()
  })

  test('lets nothing be written outside an audited transaction, and no record deleted', async () => {
    const { db, dataKey, done } = await closedWithHistory()
    expect(() => db.exec(`UPDATE cases SET site = 'Chur'`)).toThrow('audit')
    registerAudit(db, dataKey)
    expect(() => db.exec(`UPDATE cases SET site = 'Chur'`)).toThrow('a write outside an audited transaction')
    expect(() => db.exec(`DELETE FROM cases`)).toThrow('records are voided, never deleted')
    done()
  })
})

test('Every table is audited, or exempt for a reason', async () => {
  const { db, done } = await closedWithHistory()
  const audited = auditedTables(db)
  const others = [
    'registry',
    'site_item',
    'data_query',
    'data_query_message',
    'source_check',
    'second_entry',
    'registry_user',
    'signature',
    'cohort',
    'cohort_version',
    'data_cut',
  ]
  expect(audited).toEqual([...forms.map((form) => tableOf(form)), ...others].toSorted())
  expect(wrongTriggers(db)).toEqual([])
  db.exec('CREATE TABLE forgotten (id TEXT PRIMARY KEY, secret TEXT) STRICT')
  expect(wrongTriggers(db)).toEqual(['audit_forgotten_insert', 'audit_forgotten_update', 'audit_forgotten_delete'])
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all() as { name: string }[]
  for (const exempt of Object.keys(auditExempt)) expect(tables.map((table) => table.name)).toContain(exempt)
  done()
})
