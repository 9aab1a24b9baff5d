import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { failureOf, newRegistry, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

async function registryWithCase() {
  const made = await newRegistry()
  const { id: caseId } = await made.client.call('cases.create', {
    values: { code: 'AS-0001', sex: 'male', birth_date: '1952', height: 178, height_unit: 'cm' },
  })
  const { id: pft } = await made.client.call('records.add', {
    form: 'pft',
    caseId,
    values: { date: '2019-05', fvc: 2.9, fvc_unit: 'L' },
    missing: { dlco: 'not-done' },
  })
  return { ...made, caseId, pft }
}

describe('The quality report', () => {
  test('counts what is lacking, and leads to the records that lack it', async () => {
    const { client, caseId, pft } = await registryWithCase()
    const report = await client.call('quality.report', {})
    const forms = Object.fromEntries(report.forms.map((form) => [form.form, form]))
    const items = Object.fromEntries(forms['pft']!.items.map((item) => [item.item, item]))
    expect(items['fvc']).toMatchObject({ expected: 1, answered: 1 })
    expect(items['dlco']).toMatchObject({ expected: 1, answered: 0, reasoned: 1 })
    expect(items['fvc_pct']).toMatchObject({ expected: 1, answered: 0, reasoned: 0 })
    expect(forms['antibody']).toMatchObject({ records: 0, casesWithout: 1 })
    const lacking = (item?: string) =>
      client.call('quality.lacking', { form: item ? 'pft' : 'antibody', ...(item && { item }), offset: 0, limit: 10 })
    expect(await lacking('fvc_pct')).toEqual({
      total: 1,
      records: [
        { caseId, caseCode: 'AS-0001', form: 'pft', recordId: pft, name: 'Pulmonary function test', date: '2019-05' },
      ],
    })
    expect((await lacking('dlco')).total).toBe(0)
    expect(await lacking()).toMatchObject({ total: 1, records: [{ caseId }] })
  })

  test('lists what the rules ask until somebody answers', async () => {
    const { client, caseId, pft } = await registryWithCase()
    const values = { date: '2019-05', fvc: 8, fvc_unit: 'L' }
    await client.call('records.edit', { form: 'pft', id: pft, version: 1, values })
    const { findings, rules } = await client.call('quality.report', {})
    expect(rules).toEqual([{ rule: 'soft-range', severity: 'ask', count: 1 }])
    expect(findings).toMatchObject([{ caseId, form: 'pft', recordId: pft, item: 'fvc', date: '2019-05' }])
    const confirmed = { fvc: { rule: 'soft-range', value: '8 L', reason: 'Checked against the report' } }
    await client.call('records.edit', { form: 'pft', id: pft, version: 2, values, confirmed })
    expect((await client.call('quality.report', {})).findings).toEqual([])
    await client.call('records.edit', { form: 'pft', id: pft, version: 3, values: { ...values, fvc: 8.2 }, confirmed })
    expect((await client.call('quality.report', {})).findings).toHaveLength(1)
  })

  test('says how far it is, and stops when it is cancelled', async () => {
    const folder = path.join(temporaryFolder(), 'demo.asild')
    const { backend, client } = testBackend()
    await client.call('registry.createDemo', { folder, cases: 40 })
    await client.call('registry.open', { folder, passphrase: 'demo' })
    const seen: number[] = []
    const controller = new AbortController()
    const reply = await backend.call('quality.report', '{}', {
      signal: controller.signal,
      progress: ({ done, total }) => {
        seen.push(done)
        expect(total).toBe(40)
        if (done > 5) controller.abort()
      },
    })
    expect(reply).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
    expect(seen.at(-1)).toBeLessThan(40)
    const whole = await client.call('quality.report', {})
    expect(whole.cases).toBe(40)
    expect(whole.findings.length).toBeLessThan(whole.records / 500)
  }, 60_000)
})

describe('A query', () => {
  const list = { offset: 0, limit: 50 }

  test('is asked, answered, closed and reopened; every message stays, with who and when', async () => {
    const { client, caseId, pft } = await registryWithCase()
    const { id } = await client.call('quality.ask', {
      caseId,
      form: 'pft',
      recordId: pft,
      item: 'fvc',
      text: 'Pre or post?',
    })
    expect(await client.call('quality.queryCounts', { caseId })).toEqual({ open: 1, answered: 0, closed: 0 })
    await client.call('quality.reply', { id, version: 1, kind: 'answer', text: 'Pre.' })
    await client.call('quality.reply', { id, version: 2, kind: 'closing', text: 'Thanks.' })
    await client.call('quality.reply', { id, version: 3, kind: 'reopening', text: 'The report says post.' })
    const { queries, total } = await client.call('quality.queries', { caseId, ...list })
    expect(total).toBe(1)
    expect(queries[0]).toMatchObject({
      status: 'open',
      version: 4,
      item: 'fvc',
      name: 'Pulmonary function test',
      date: '2019-05',
    })
    expect(queries[0]?.messages.map(({ kind, text, by }) => [kind, text, by])).toEqual([
      ['question', 'Pre or post?', 'Dr. Test'],
      ['answer', 'Pre.', 'Dr. Test'],
      ['closing', 'Thanks.', 'Dr. Test'],
      ['reopening', 'The report says post.', 'Dr. Test'],
    ])
  })

  test('is filtered by status, form and words', async () => {
    const { client, caseId, pft } = await registryWithCase()
    await client.call('quality.ask', { caseId, form: 'pft', recordId: pft, text: '100 % sure?' })
    await client.call('quality.ask', { caseId, form: 'case', recordId: caseId, item: 'sex', text: 'Which source?' })
    const found = async (wish: object) => (await client.call('quality.queries', { ...list, ...wish })).total
    expect(await found({})).toBe(2)
    expect(await found({ form: 'case' })).toBe(1)
    expect(await found({ search: '100 %' })).toBe(1)
    expect(await found({ search: '0_%' })).toBe(0)
    expect(await found({ search: 'as-0001' })).toBe(2)
    expect(await found({ status: ['closed'] })).toBe(0)
    expect(await found({ recordId: pft })).toBe(1)
  })

  test('is written to from its newest version only, and only as it stands', async () => {
    const { client, caseId, pft } = await registryWithCase()
    const { id } = await client.call('quality.ask', { caseId, form: 'pft', recordId: pft, text: 'Sure?' })
    const reply = (version: number, kind: 'answer' | 'closing' | 'reopening') =>
      client.call('quality.reply', { id, version, kind, text: 'x' })
    expect(await failureOf(reply(1, 'reopening'))).toMatchObject({ kind: 'conflict' })
    await reply(1, 'closing')
    expect(await failureOf(reply(1, 'answer'))).toMatchObject({ kind: 'conflict' })
    expect(await failureOf(reply(2, 'closing'))).toMatchObject({ kind: 'conflict' })
    expect((await client.call('quality.queries', { caseId, ...list })).queries[0]?.messages).toHaveLength(2)
  })

  test('is about a record of the case that is in use, never about identity', async () => {
    const { client, caseId, pft } = await registryWithCase()
    const other = await client.call('cases.create', { values: { code: 'AS-0002' } })
    const ask = (form: string, of: string, recordId: string, item?: string) =>
      failureOf(client.call('quality.ask', { caseId: of, form, recordId, text: 'x', ...(item && { item }) }))
    expect(await ask('pft', other.id, pft)).toMatchObject({ kind: 'invalid-input' })
    expect(await ask('identity', caseId, pft)).toMatchObject({ kind: 'invalid-input' })
    expect(await ask('pft', caseId, pft, 'nothing')).toMatchObject({ kind: 'invalid-input' })
    expect(await ask('pft', caseId, 'nowhere')).toMatchObject({ kind: 'not-found' })
  })
})

describe('A check against the source', () => {
  test('holds a version: any later edit leaves it behind', async () => {
    const { client, caseId, pft } = await registryWithCase()
    await client.call('quality.verify', { form: 'pft', recordId: pft, version: 1 })
    const checks = async () => (await client.call('quality.checks', { caseId })).checks
    expect(await checks()).toMatchObject([{ form: 'pft', recordId: pft, recordVersion: 1, checkedBy: 'Dr. Test' }])
    await client.call('records.edit', {
      form: 'pft',
      id: pft,
      version: 1,
      values: { date: '2019-05', fvc: 3, fvc_unit: 'L' },
    })
    const { records } = await client.call('cases.get', { caseId })
    expect((await checks())[0]?.recordVersion).not.toBe(records.pft[0]?.version)
    expect(await failureOf(client.call('quality.verify', { form: 'pft', recordId: pft, version: 1 }))).toMatchObject({
      kind: 'conflict',
    })
    await client.call('quality.verify', { form: 'pft', recordId: pft, version: 2 })
    expect(await checks()).toMatchObject([{ recordVersion: 2 }])
    await client.call('quality.unverify', { form: 'pft', recordId: pft })
    expect(await checks()).toEqual([])
  })
})

describe('A second entry', () => {
  test('is kept, compared with the record as it is now, and its draft goes with it', async () => {
    const { client, caseId } = await registryWithCase()
    const draft = `${caseId}/second-entry`
    await client.call('drafts.keep', { place: draft, caseId, title: 'Second entry', content: '{}' })
    const answers = {
      birth_date: '1952',
      sex: 'female',
      height: 70.1,
      height_unit: '[in_i]',
      first_fvc: 2900,
      first_fvc_unit: 'mL',
    }
    await client.call('quality.enterAgain', { caseId, answers, draft })
    expect((await client.call('drafts.find', { place: draft })).draft).toBeNull()
    expect((await client.call('quality.secondEntry', { caseId })).entry).toMatchObject({
      answers,
      enteredBy: 'Dr. Test',
    })
    const listed = async () => (await client.call('quality.secondEntries', { offset: 0, limit: 10 })).cases[0]?.entered
    expect(await listed()).toMatchObject({ agree: 3, compared: 4 })
    await client.call('records.edit', {
      form: 'case',
      id: caseId,
      version: 1,
      values: { code: 'AS-0001', sex: 'female', birth_date: '1952', height: 178, height_unit: 'cm' },
    })
    expect(await listed()).toMatchObject({ agree: 4, compared: 4 })
  })

  test('is refused where an answer can’t be', async () => {
    const { client, caseId } = await registryWithCase()
    const failure = await failureOf(
      client.call('quality.enterAgain', { caseId, answers: { first_fvc: 90, first_fvc_unit: 'L' } }),
    )
    expect(failure).toMatchObject({ kind: 'invalid-input', issues: [{ path: 'first_fvc' }] })
  })
})

test('Queries, checks and second entries stand in the audit chain', async () => {
  const { client, caseId, pft } = await registryWithCase()
  const before = (await client.call('registry.info', {})).auditEntries
  await client.call('quality.ask', { caseId, form: 'pft', recordId: pft, text: 'Sure?' })
  await client.call('quality.verify', { form: 'pft', recordId: pft, version: 1 })
  await client.call('quality.enterAgain', { caseId, answers: { sex: 'male' } })
  const { checks, ok } = await client.call('registry.verify', {})
  expect(ok, JSON.stringify(checks)).toBe(true)
  // A query and its first message, a check, an entry.
  expect((await client.call('registry.info', {})).auditEntries - before).toBe(4)
})
