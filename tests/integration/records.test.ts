import { describe, expect, test } from 'vitest'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'

async function registryWithCase() {
  const made = await newRegistry()
  const { id: caseId } = await made.client.call('cases.create', {
    values: { code: 'AS-0001', sex: 'male', birth_date: '1952' },
  })
  return { ...made, caseId }
}

describe('A record', () => {
  test('keeps dates, units, limits and reasons for missing values as they were entered', async () => {
    const { client, caseId } = await registryWithCase()
    const values = { date: '2019-04', fvc: 2610, fvc_unit: 'mL', dlco: 4.6, dlco_unit: 'mmol/min/kPa' }
    await client.call('records.add', { form: 'pft', caseId, values, missing: { tlc: 'not-done' } })
    await client.call('records.add', {
      form: 'laboratory',
      caseId,
      values: { test: 'ck', date: '2019-04-12', value: 40, value_comparator: '<', unit: 'U/L', ref_high: 190 },
    })
    const { records } = await client.call('cases.get', { caseId })
    expect(records.pft[0]).toMatchObject({ ...values, missing: { tlc: 'not-done' }, source: 'recorded', version: 1 })
    expect(records.laboratory[0]).toMatchObject({ value: 40, value_comparator: '<' })
    expect(records.pft[0]).not.toHaveProperty('fev1')
  })

  test('is edited only from its newest version: the second of two editors is told of a conflict', async () => {
    const { client, caseId } = await registryWithCase()
    const { id } = await client.call('records.add', { form: 'note', caseId, values: { title: 'First' } })
    await client.call('records.edit', { form: 'note', id, version: 1, values: { title: 'Second' } })
    const failure = await failureOf(
      client.call('records.edit', { form: 'note', id, version: 1, values: { title: 'Third' } }),
    )
    expect(failure).toMatchObject({ kind: 'conflict' })
    const { records } = await client.call('cases.get', { caseId })
    expect(records.note).toMatchObject([{ title: 'Second', version: 2 }])
  })

  test('is voided with a reason, leaves the case, and comes back', async () => {
    const { client, caseId } = await registryWithCase()
    const { id } = await client.call('records.add', { form: 'note', caseId, values: { title: 'Wrong patient' } })
    expect(await failureOf(client.call('records.void', { form: 'note', id, version: 1, reason: ' ' }))).toMatchObject({
      kind: 'invalid-input',
    })
    await client.call('records.void', { form: 'note', id, version: 1, reason: 'wrong patient' })
    expect((await client.call('cases.get', { caseId })).records.note).toEqual([])
    expect((await client.call('records.voided', { caseId })).records['note']).toMatchObject([
      { id, void_reason: 'wrong patient' },
    ])
    await client.call('records.restore', { form: 'note', id, version: 2 })
    expect((await client.call('cases.get', { caseId })).records.note).toMatchObject([{ id, version: 3 }])
  })

  test('is not voided under those that belong to it', async () => {
    const { client, caseId } = await registryWithCase()
    const { id: treatment } = await client.call('records.add', {
      form: 'treatment',
      caseId,
      values: { drug: 'prednisone' },
    })
    await client.call('records.add', {
      form: 'dose_step',
      caseId,
      values: { treatment, dose: 20, unit: 'mg', frequency: 'daily', started: '2021-04' },
    })
    expect(
      await failureOf(client.call('records.void', { form: 'treatment', id: treatment, version: 1, reason: 'x' })),
    ).toMatchObject({
      kind: 'conflict',
      message: 'One dose step belongs to this record: void that first.',
    })
  })

  test('does not refer to a record of another case', async () => {
    const { client, caseId } = await registryWithCase()
    const { id: otherCase } = await client.call('cases.create', { values: { code: 'AS-0002' } })
    const { id: treatment } = await client.call('records.add', {
      form: 'treatment',
      caseId: otherCase,
      values: { drug: 'prednisone' },
    })
    const failure = await failureOf(
      client.call('records.add', { form: 'dose_step', caseId, values: { treatment, dose: 20, unit: 'mg' } }),
    )
    expect(failure).toMatchObject({ kind: 'invalid-input', issues: [{ path: 'treatment' }] })
  })

  test('with impossible values is refused, each at its field, and nothing of it is saved', async () => {
    const { client, caseId } = await registryWithCase()
    const values = { date: '2019-02-30', fvc: 26, fvc_unit: 'L', quality: 'Z', nonsense: 1 }
    const failure = await failureOf(client.call('records.add', { form: 'pft', caseId, values }))
    expect(failure.issues?.map((issue) => issue.path).toSorted()).toEqual(['date', 'fvc', 'nonsense', 'quality'])
    expect((await client.call('cases.get', { caseId })).records.pft).toEqual([])
  })

  test('before birth is refused', async () => {
    const { client, caseId } = await registryWithCase()
    expect(
      await failureOf(
        client.call('records.add', { form: 'pft', caseId, values: { date: '1949-01-01', fvc: 2, fvc_unit: 'L' } }),
      ),
    ).toMatchObject({ kind: 'invalid-input' })
  })
})

describe('A case', () => {
  test('has a code of its own', async () => {
    const { client } = await registryWithCase()
    expect(await failureOf(client.call('cases.create', { values: { code: 'AS-0001' } }))).toMatchObject({
      kind: 'invalid-input',
      issues: [{ path: 'code' }],
    })
    expect(await client.call('cases.nextCode', {})).toEqual({ code: 'AS-0002' })
  })

  test('shows identity only through an operation that is audited', async () => {
    const { client, caseId } = await registryWithCase()
    await client.call('records.add', { form: 'identity', caseId, values: { family_name: 'Zitronenfalter' } })
    expect(JSON.stringify(await client.call('cases.get', { caseId }))).not.toContain('Zitronenfalter')
    const before = (await client.call('registry.info', {})).auditEntries
    expect((await client.call('cases.viewIdentity', { caseId })).record).toMatchObject({
      family_name: 'Zitronenfalter',
    })
    expect((await client.call('registry.info', {})).auditEntries).toBe(before + 1)
  })

  test('has one identity', async () => {
    const { client, caseId } = await registryWithCase()
    await client.call('records.add', { form: 'identity', caseId, values: { family_name: 'A' } })
    expect(
      await failureOf(client.call('records.add', { form: 'identity', caseId, values: { family_name: 'B' } })),
    ).toMatchObject({ kind: 'conflict' })
  })

  test('that was voided leaves the table until it is asked for', async () => {
    const { client, caseId } = await registryWithCase()
    await client.call('records.void', { form: 'case', id: caseId, version: 1, reason: 'entered twice' })
    expect(await client.call('cases.find', { offset: 0, limit: 10 })).toMatchObject({ total: 0 })
    const voided = await client.call('cases.find', { offset: 0, limit: 10, filters: { status: ['voided'] } })
    expect(voided).toMatchObject({ total: 1, rows: [{ id: caseId, status: 'voided' }] })
    await client.call('records.restore', { form: 'case', id: caseId, version: 2 })
    expect(await client.call('cases.find', { offset: 0, limit: 10 })).toMatchObject({ total: 1 })
  })
})

describe('The case table', () => {
  test('finds by any word of the record, the last one unfinished, and by name', async () => {
    const { client, caseId } = await registryWithCase()
    await client.call('records.add', { form: 'antibody', caseId, values: { specificity: 'ku', result: 'positive' } })
    await client.call('records.add', {
      form: 'note',
      caseId,
      values: { title: 'Waits for the insurer', text: 'Zürich' },
    })
    await client.call('records.add', { form: 'identity', caseId, values: { family_name: 'Ångström' } })
    await client.call('cases.create', { values: { code: 'AS-0002' } })
    const codes = async (search: string) =>
      (await client.call('cases.find', { search, offset: 0, limit: 10 })).rows.map((row) => row.code)
    for (const found of ['anti-Ku', 'insur', 'waits insurer', 'zurich', 'angstr', 'AS-0001', '0001'])
      expect([found, await codes(found)]).toEqual([found, ['AS-0001']])
    expect(await codes('insurer nonsense')).toEqual([])
    expect(await codes('"*( - NOT')).toEqual([])
    expect(await codes(' - ')).toEqual(['AS-0001', 'AS-0002'])
  })

  test('sorts, with cases that lack the value at the end either way', async () => {
    const { client, caseId } = await registryWithCase()
    const { id: second } = await client.call('cases.create', { values: { code: 'AS-0002' } })
    await client.call('cases.create', { values: { code: 'AS-10000' } })
    for (const [id, fvc] of [
      [caseId, 60],
      [second, 80],
    ] as const)
      await client.call('records.add', { form: 'pft', caseId: id, values: { date: '2024-01-05', fvc_pct: fvc } })
    const sorted = async (by: 'fvc' | 'code', descending: boolean) =>
      (await client.call('cases.find', { sort: { by, descending }, offset: 0, limit: 10 })).rows.map((row) => row.code)
    expect(await sorted('fvc', false)).toEqual(['AS-0001', 'AS-0002', 'AS-10000'])
    expect(await sorted('fvc', true)).toEqual(['AS-0002', 'AS-0001', 'AS-10000'])
    expect(await sorted('code', true)).toEqual(['AS-10000', 'AS-0002', 'AS-0001'])
  })

  test('says what runs today, also when a course ended since the record was saved', async () => {
    const { client, caseId, folder } = await registryWithCase()
    await client.call('records.add', {
      form: 'treatment',
      caseId,
      values: { drug: 'azathioprine', started: '2026-01-01', ended: '2026-12-31' },
    })
    expect((await client.call('cases.find', { offset: 0, limit: 1 })).rows[0]?.drugs).toEqual(['azathioprine'])
    await client.call('registry.close', {})
    const { testBackend, passphrase } = await import('#tests/support/test-backend.ts')
    const later = testBackend({ today: '2027-01-01' }).client
    await later.call('registry.open', { folder, passphrase })
    expect((await later.call('cases.find', { offset: 0, limit: 1 })).rows[0]?.drugs).toEqual([])
  })
})
