import { describe, expect, test } from 'vitest'
import { registerAudit } from '#main/database/audit.ts'
import { closeWriter, openWriter } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { Client } from '#shared/ipc/client.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'

async function withCases() {
  const made = await newRegistry()
  const { client } = made
  const { id: first } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  const { id: second } = await client.call('cases.create', {
    values: { code: 'AS-0002' },
    identity: { values: { family_name: 'Zitronenfalter' } },
  })
  const { id: visit } = await client.call('records.add', {
    form: 'visit',
    caseId: first,
    values: { date: '2026-11-02', kind: 'follow-up', weight: 71, weight_unit: 'kg' },
  })
  await client.call('records.edit', {
    form: 'visit',
    id: visit,
    version: 1,
    values: { date: '2026-11-02', kind: 'follow-up', weight: 69, weight_unit: 'kg' },
    reason: 'wrong scale',
  })
  return { ...made, first, second, visit }
}

const everything = async (client: Client, filter = {}) =>
  (await client.call('audit.find', { filter, limit: 500 })).entries

describe('The entries of the audit chain', () => {
  test('are told newest first, each with its case, its record and what changed', async () => {
    const { client, first, visit } = await withCases()
    const entries = await everything(client)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => entries.length - index))
    expect(entries[0]).toMatchObject({
      group: 'changes',
      kind: 'update',
      caseId: first,
      caseCode: 'AS-0001',
      table: 'visit',
      recordId: visit,
      before: { weight: 71 },
      after: { weight: 69 },
      reason: 'wrong scale',
      record: { date: '2026-11-02' },
    })
    expect(entries.at(-1)).toMatchObject({ operation: 'registry.create' })
  })

  test('are found by case, user, kind and span of time', async () => {
    const { client } = await withCases()
    const codes = (await everything(client, { case: 'AS-0002' })).map(({ caseCode }) => caseCode)
    expect(new Set(codes)).toEqual(new Set(['AS-0002']))
    expect(codes.length).toBeGreaterThan(1)
    expect((await everything(client, { kind: 'unlocks' })).map(({ kind }) => kind)).toEqual(['unlock'])
    expect(new Set((await everything(client, { kind: 'users' })).map(({ table }) => table))).toEqual(
      new Set(['registry_user']),
    )
    expect(await everything(client, { actor: 'Nobody' })).toEqual([])
    expect(await everything(client, { to: '2020-01-01T00:00:00Z' })).toEqual([])
    expect(await everything(client, { from: '2099-01-01T00:00:00Z' })).toEqual([])
    expect((await everything(client, { from: '2020-01-01T00:00:00Z' })).length).toBe((await everything(client)).length)
    expect(await failureOf(client.call('audit.find', { filter: { case: 'AS-9' }, limit: 1 }))).toMatchObject({
      kind: 'not-found',
    })
  })

  test('fall into one kind each, and each kind finds its own', async () => {
    const { client, second } = await withCases()
    await client.call('cases.viewIdentity', { caseId: second })
    await client.call('audit.note', { kind: 'print', detail: 'x' })
    await client.call('audit.note', { kind: 'export', detail: 'x' })
    await client.call('registry.recoverySheet', {})
    await client.call('registry.saveSettings', { reasonForChange: 'edits' })
    const all = await everything(client)
    const groups = [...new Set(all.map(({ group }) => group))]
    expect(groups.toSorted()).toEqual(
      ['changes', 'exports', 'identity', 'prints', 'recovery', 'settings', 'unlocks', 'users'].toSorted(),
    )
    for (const kind of groups)
      expect((await everything(client, { kind })).map(({ seq }) => seq)).toEqual(
        all.filter(({ group }) => group === kind).map(({ seq }) => seq),
      )
  })

  test('never hold what an identity was', async () => {
    const { client } = await withCases()
    const entries = await everything(client)
    expect(JSON.stringify(entries)).not.toContain('Zitronenfalter')
    expect(entries.find(({ table }) => table === 'identity')).toMatchObject({ withheld: true, caseCode: 'AS-0002' })
  })

  test('are paged by their number, without a gap and without a double', async () => {
    const { client } = await withCases()
    const all = (await everything(client)).map(({ seq }) => seq)
    const paged: number[] = []
    for (let before: number | undefined; ;) {
      const { entries, searchedTo, more } = await client.call('audit.find', {
        filter: {},
        limit: 3,
        ...(before && { before }),
      })
      paged.push(...entries.map(({ seq }) => seq))
      before = searchedTo?.seq
      if (!more) break
    }
    expect(paged).toEqual(all)
  })

  test('are looked through in walks of bounded length, which say how far they came', async () => {
    const { client, folder } = await withCases()
    const { keyHex } = await client.call('registry.recoverySheet', {})
    await client.call('registry.close', {})
    const db = openWriter(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
    const audit = registerAudit(db, Buffer.from(keyHex, 'hex'))
    const at = '2026-03-03T10:00:00.000Z'
    audit.transact({ name: 'Machine', operation: 'test', at }, () => {
      const next = db.prepare(
        `INSERT INTO audit (seq, at, actor, operation, operation_id, kind, mac)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 130000)
         SELECT (SELECT max(seq) FROM audit) + i, :at, 'Machine', 'test', 'x', 'print', 'unsealed' FROM n`,
      )
      next.run({ at })
    })
    closeWriter(db)
    await client.call('registry.open', { folder, passphrase })
    const found = await client.call('audit.find', { filter: { kind: 'recovery' }, limit: 10 })
    expect(found).toMatchObject({ entries: [], more: true, searchedTo: { at } })
    const older = await client.call('audit.find', {
      filter: { kind: 'recovery' },
      limit: 10,
      before: found.searchedTo!.seq,
    })
    expect(older).toMatchObject({ entries: [{ kind: 'recovery-sheet' }], more: false, searchedTo: { seq: 1 } })
    const recent = await client.call('audit.find', { filter: { from: '2099-01-01T00:00:00Z' }, limit: 10 })
    expect(recent.searchedTo!.seq).toBeGreaterThan(found.searchedTo!.seq)
  })
})

describe('The chain as a whole', () => {
  test('is verified with its head', async () => {
    const { client } = await withCases()
    const { entries, head } = await client.call('audit.chain', {})
    expect(await client.call('audit.verify', {})).toEqual({ entries, head })
  })

  test('that was changed says where it is broken, and since when', async () => {
    const { client, folder } = await withCases()
    const { keyHex } = await client.call('registry.recoverySheet', {})
    await client.call('registry.close', {})
    const db = openWriter(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
    db.exec(`DROP TRIGGER audit_keeps_update; UPDATE audit SET actor = 'Somebody else' WHERE seq = 4`)
    closeWriter(db)
    await client.call('registry.open', { folder, passphrase })
    expect((await client.call('audit.verify', {})).broken).toMatchObject({
      seq: 4,
      actor: 'Somebody else',
      lastSoundAt: expect.any(String),
    })
  })

  test('finds the head that a paper bears, with what was added since', async () => {
    const { client, first } = await withCases()
    const { auditHead } = await client.call('audit.note', { kind: 'print', caseId: first, detail: 'case summary' })
    const printed = `${auditHead.slice(0, 8)} ${auditHead.slice(8, 16).toUpperCase()}`
    expect((await client.call('audit.findHead', { head: printed })).found).toMatchObject({ since: 0, head: auditHead })
    await client.call('registry.saveSettings', { reasonForChange: 'edits' })
    await client.call('audit.note', { kind: 'export', detail: 'x' })
    expect((await client.call('audit.findHead', { head: printed })).found).toMatchObject({
      head: auditHead,
      since: 2,
      groups: { settings: 1, exports: 1 },
    })
    expect((await client.call('audit.findHead', { head: '0123456789abcdef' })).found).toBeUndefined()
    expect(await failureOf(client.call('audit.findHead', { head: 'xyz' }))).toMatchObject({ kind: 'invalid-input' })
  })
})

test('A look at who a patient is stands in the chain once an hour and case, whichever way it was looked at', async () => {
  const { client, second, first } = await withCases()
  const looks = async () => (await everything(client, { kind: 'identity' })).length
  const { record } = await client.call('cases.viewIdentity', { caseId: second })
  await client.call('cases.viewIdentity', { caseId: second })
  await client.call('records.history', { form: 'identity', id: record!.id })
  expect(await looks()).toBe(1)
  await client.call('cases.viewIdentity', { caseId: first })
  expect(await looks()).toBe(2)
})

test('A later hour and a later session are looks of their own', async () => {
  const { client, folder, second } = await withCases()
  await client.call('cases.viewIdentity', { caseId: second })
  await client.call('registry.close', {})
  let now = Date.parse('2026-11-26T08:00:00Z')
  const later = testBackend({ now: () => new Date(now).toISOString() })
  await later.client.call('registry.open', { folder, passphrase })
  const looks = async () => (await everything(later.client, { kind: 'identity' })).length
  await later.client.call('cases.viewIdentity', { caseId: second })
  expect(await looks()).toBe(2)
  now += 59 * 60_000
  await later.client.call('cases.viewIdentity', { caseId: second })
  expect(await looks()).toBe(2)
  now += 60_000
  await later.client.call('cases.viewIdentity', { caseId: second })
  expect(await looks()).toBe(3)
})

test('Opening a case, its history and its table leaves no look at identity', async () => {
  const { client, second } = await withCases()
  await client.call('cases.get', { caseId: second })
  await client.call('cases.find', { search: 'Zitronenfalter', offset: 0, limit: 10 })
  await client.call('changes.ofCase', { caseId: second, limit: 10 })
  await client.call('records.voided', { caseId: second })
  await client.call('audit.find', { filter: { case: 'AS-0002' }, limit: 10 })
  expect(await everything(client, { kind: 'identity' })).toEqual([])
})

test('Entries are for administrators; a copy wants the right to export too, and to see identity for what identities held', async () => {
  const { client, folder } = await withCases()
  const { keyHex } = await client.call('registry.recoverySheet', {})
  const dataKey = Buffer.from(keyHex, 'hex')
  const file = `${folder}.audit.json`
  const may = async (...rights: string[]) => {
    await client.call('registry.close', {})
    const db = openWriter(registryFiles(folder).database, dataKey)
    const at = new Date().toISOString()
    registerAudit(db, dataKey).transact({ name: 'Test', operation: 'test', at }, () =>
      db.prepare('UPDATE registry_user SET rights = ?').run(JSON.stringify(rights)),
    )
    closeWriter(db)
    await client.call('registry.open', { folder, passphrase })
  }
  const kindOf = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: { kind: string }) => error.kind,
    )
  const find = () => kindOf(client.call('audit.find', { filter: {}, limit: 1 }))
  const take = (withIdentity: boolean) =>
    kindOf(client.call('audit.writeExport', { file, format: 'json', filter: {}, withIdentity }))
  await may('read', 'write', 'export', 'identity')
  expect([await find(), await take(false), await kindOf(client.call('audit.verify', {}))]).toEqual([
    'forbidden',
    'forbidden',
    'done',
  ])
  await may('read', 'administer')
  expect([await find(), await take(false)]).toEqual(['done', 'forbidden'])
  await may('read', 'administer', 'export')
  expect([await take(false), await take(true)]).toEqual(['done', 'forbidden'])
  await may('read', 'administer', 'export', 'identity')
  expect(await take(true)).toBe('done')
})
