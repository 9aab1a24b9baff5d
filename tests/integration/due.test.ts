/** What is due, asked of the real backend: after edits, after the site has set its schedules, and as the days go by. */
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { standardSchedules } from '#shared/domain/monitoring/schedules.ts'
import type { Schedule } from '#shared/domain/monitoring/schedule-model.ts'
import type { InputOf } from '#shared/ipc/contract.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

// The backend’s today is 23 Nov 2026.
async function registryWithIld() {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001', status: 'active' } })
  const add = (form: string, values: InputOf<'records.add'>['values']) =>
    client.call('records.add', { form, caseId, values })
  await add('diagnosis', { kind: 'ild', date: '2026-01-10' })
  const list = (more: Partial<InputOf<'due.list'>> = {}) => client.call('due.list', { offset: 0, limit: 10, ...more })
  const words = async () => (await list()).rows.map(({ label, standing }) => `${label}: ${standing}`)
  const nextDue = async () => (await client.call('cases.find', { offset: 0, limit: 1 })).rows[0]?.due
  return { client, folder, caseId, add, list, words, nextDue }
}
const pftSchedule = standardSchedules.find(({ id }) => id === 'pft')!
const mmfSchedule: Schedule = {
  ...standardSchedules.find(({ id }) => id === 'mycophenolate')!,
  every: { from: 3, to: 3, unit: 'mo' },
  on: true,
}

describe('The list of what is due', () => {
  test('follows the records: entering, editing, voiding, and the end of the follow-up', async () => {
    const { client, caseId, add, words, nextDue } = await registryWithIld()
    expect(await words()).toEqual([
      'Pulmonary function test: overdue by 4 months',
      'Ambulatory desaturation: due by 10 Jan 2027',
    ])
    expect(await nextDue()).toEqual({ label: 'PFT', on: '2026-07-10', state: 'overdue', days: 136, overdue: 1 })
    const test = await add('pft', { date: '2026-06-05', fvc_pct: 71 })
    expect((await words())[0]).toBe('Pulmonary function test: due in 12 days')
    const values = { date: '2026-10-05', fvc_pct: 71 }
    const edited = await client.call('records.edit', { form: 'pft', ...test, values })
    expect(await words()).toEqual([
      'Ambulatory desaturation: due by 10 Jan 2027',
      'Pulmonary function test: due from 5 Jan 2027',
    ])
    await client.call('records.void', { form: 'pft', ...edited, reason: 'another patient' })
    expect((await words())[0]).toBe('Pulmonary function test: overdue by 4 months')
    const { case: baseline } = await client.call('cases.get', { caseId })
    await client.call('records.edit', {
      form: 'case',
      id: caseId,
      version: baseline.version,
      values: { code: 'AS-0001', status: 'lost', status_on: '2026-10' },
    })
    expect(await words()).toEqual([])
    expect(await nextDue()).toBe(undefined)
  })

  test('says whose it is, what it rests on, and how much there is of what', async () => {
    const { caseId, list } = await registryWithIld()
    expect(await list({ states: ['overdue'] })).toEqual({
      total: 1,
      rows: [
        {
          caseId,
          caseCode: 'AS-0001',
          what: 'pft',
          label: 'Pulmonary function test',
          state: 'overdue',
          from: '2026-04-10',
          to: '2026-07-10',
          standing: 'overdue by 4 months',
          last: 'never; ILD known since 10 Jan 2026',
          rule: 'every 3–6 months in the first year after the diagnosis of ILD',
          ruleSource: '2023 ACR/CHEST guideline',
        },
      ],
      states: { overdue: 1, soon: 0, open: 1, later: 0, undated: 0 },
      whats: { pft: 1 },
    })
    expect(await list({ what: 'desaturation' })).toMatchObject({ total: 1, whats: { pft: 1, desaturation: 1 } })
    expect(await list({ what: 'desaturation', states: ['overdue'] })).toMatchObject({ total: 0, rows: [] })
  })

  test('is one for all cases, the longest overdue first, in windows', async () => {
    const folder = path.join(temporaryFolder(), 'demo.asild')
    const { client } = testBackend()
    await client.call('registry.createDemo', { folder, cases: 30 })
    await client.call('registry.open', { folder, passphrase: 'demo' })
    const whole = await client.call('due.list', { offset: 0, limit: 1000 })
    expect(whole.total).toBe(whole.rows.length)
    expect(whole.total).toBeGreaterThan(20)
    const days = whole.rows.map(({ to }) => to ?? '9999')
    expect(days).toEqual(days.toSorted())
    const second = await client.call('due.list', { offset: 5, limit: 5 })
    expect(second.rows).toEqual(whole.rows.slice(5, 10))
    // The case table tells the same: whatever is first for a case there is the first of its lines here.
    const { rows } = await client.call('cases.find', { sort: { by: 'due', descending: false }, offset: 0, limit: 1000 })
    const firstOf = new Map<string, string | undefined>()
    for (const { caseId, to } of whole.rows) if (!firstOf.has(caseId)) firstOf.set(caseId, to)
    for (const { id, due } of rows) expect(due?.on, id).toBe(firstOf.get(id))
    const inTable = rows.map(({ due }) => due?.on ?? '9999')
    expect(inTable).toEqual(inTable.toSorted())
    expect(rows[0]).not.toHaveProperty('monitoring')
  }, 60_000)
})

describe('Schedules of a site', () => {
  test('hold at once, without a row being written', async () => {
    const { client, add, words } = await registryWithIld()
    await add('treatment', { drug: 'mycophenolate', started: '2026-08-23' })
    expect(await words()).not.toContain('Blood count: due today')
    await client.call('registry.saveSettings', { monitoring: [mmfSchedule, { ...pftSchedule, on: false }] })
    expect(await words()).toEqual([
      'Blood count: due today',
      'Liver tests: due today',
      'Ambulatory desaturation: due by 10 Jan 2027',
    ])
    await client.call('registry.saveSettings', { monitoring: [] })
    expect((await words())[0]).toBe('Pulmonary function test: overdue by 4 months')
  })

  test('are kept in the registry, and refused where they make no sense', async () => {
    const { client, folder, words } = await registryWithIld()
    await client.call('registry.saveSettings', { monitoring: [{ ...pftSchedule, on: false }] })
    const upsideDown = { ...mmfSchedule, every: { from: 6, to: 3, unit: 'mo' as const } }
    expect(await failureOf(client.call('registry.saveSettings', { monitoring: [upsideDown] }))).toMatchObject({
      kind: 'invalid-input',
      message: expect.stringContaining('The shorter interval comes first.'),
    })
    await client.call('registry.close', {})
    await client.call('registry.open', { folder, passphrase })
    expect(await words()).toEqual(['Ambulatory desaturation: due by 10 Jan 2027'])
    expect((await client.call('registry.settings', {})).monitoring).toEqual([{ ...pftSchedule, on: false }])
  })
})

test('A planned test is done once its day has come; rows that nobody can renew are told from their records', async () => {
  const { client, folder, add } = await registryWithIld()
  await add('pft', { date: '2026-12-24', fvc_pct: 71 })
  const { id: other } = await client.call('cases.create', { values: { code: 'AS-0002' } })
  await client.call('records.add', { form: 'visit', caseId: other, values: { date: '2026-12-24', kind: 'follow-up' } })
  await client.call('registry.close', {})
  const looking = testBackend({ today: '2026-12-25', readOnly: true }).client
  await looking.call('registry.open', { folder, passphrase })
  const { rows } = await looking.call('due.list', { what: 'pft', offset: 0, limit: 10 })
  expect(rows).toMatchObject([{ standing: 'due from 24 Mar 2027', last: 'last 24 Dec 2026' }])
})
