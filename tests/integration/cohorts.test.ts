/** Cohorts through the contract, over the demo registry and over a small one. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AnalysisRequestInput } from '#shared/domain/cohort/analysis-request.ts'
import type { CohortSpecInput } from '#shared/domain/cohort/cohort-spec.ts'
import { failureOf, newRegistry, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const everybody: CohortSpecInput = { name: 'Everybody', index: { event: 'diagnosis' }, steps: [] }

const onRituximab: CohortSpecInput = {
  name: 'Women on rituximab',
  index: { event: 'drug-start', drug: 'rituximab' },
  steps: [
    { condition: { fact: 'sex', op: 'is', value: 'female' } },
    {
      label: 'FVC measured before',
      condition: { record: 'pft', where: [{ item: 'fvc', op: 'known' }], days: { from: -730, to: 0 } },
    },
  ],
}

async function demo() {
  const folder = path.join(temporaryFolder(), 'demo.asild')
  const made = testBackend()
  await made.client.call('registry.createDemo', { folder, cases: 12 })
  await made.client.call('registry.open', { folder, passphrase: 'demo' })
  return { ...made, folder }
}

describe('A cohort', () => {
  test('is counted step by step, and the cases behind each number are told', async () => {
    const { client } = await demo()
    const { flow } = await client.call('cohorts.count', { spec: onRituximab })
    expect(flow.registry).toBe(12)
    expect(flow.steps.map(({ label }) => label)).toEqual([
      'With a date: first dose of rituximab',
      'Sex at birth is female',
      'FVC measured before',
    ])
    for (const [index, { failed, unknown, left }] of flow.steps.entries()) {
      expect(failed + unknown + left).toBe(index === 0 ? 12 : flow.steps[index - 1]!.left)
      for (const [what, count] of Object.entries({ failed, unknown, left })) {
        const behind = await client.call('cohorts.casesBehind', {
          of: { spec: onRituximab },
          key: `step:${index}:${what}`,
        })
        expect(behind.total).toBe(count)
        expect(behind.cases.length).toBe(count)
      }
    }
    expect(flow.cases).toBe(flow.steps.at(-1)!.left)
    expect(flow.cases).toBeGreaterThan(0)
  })

  test.skipIf(process.platform !== 'linux')(
    'is counted by a thread that leaves others the core (on Linux)',
    async () => {
      const { client } = await demo()
      const priorities = () =>
        fs.readdirSync('/proc/self/task').map((thread) => {
          // The name in parentheses may hold spaces; what follows is counted from behind it.
          const stat = fs.readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
          return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
        })
      const before = priorities()
      await client.call('cohorts.count', { spec: everybody })
      const lower = priorities().filter(
        (nice) => nice === Math.min(...before) + os.constants.priority.PRIORITY_BELOW_NORMAL,
      )
      expect(lower).toHaveLength(1)
    },
  )

  test('is counted anew after a case was changed', async () => {
    const { client } = await newRegistry()
    const spec: CohortSpecInput = {
      name: 'Women',
      index: { event: 'first-symptom' },
      steps: [{ condition: { fact: 'sex', op: 'is', value: 'female' } }],
    }
    const values = { code: 'AS-0001', first_symptom_on: '2019' }
    const { id } = await client.call('cases.create', { values })
    const count = async () => (await client.call('cohorts.count', { spec })).flow.steps[1]
    expect(await count()).toMatchObject({ failed: 0, unknown: 1, left: 0 })
    await client.call('records.edit', { form: 'case', id, version: 1, values: { ...values, sex: 'female' } })
    expect(await count()).toMatchObject({ failed: 0, unknown: 0, left: 1 })
    await client.call('records.edit', { form: 'case', id, version: 2, values: { ...values, sex: 'male' } })
    expect(await count()).toMatchObject({ failed: 1, unknown: 0, left: 0 })
  })

  test('is saved with all its versions, and never over somebody else’s', async () => {
    const { client } = await newRegistry()
    const { id } = await client.call('cohorts.save', { spec: everybody })
    const changed = { ...everybody, name: 'All' }
    expect(await client.call('cohorts.save', { id, version: 1, spec: changed })).toEqual({ id, version: 2 })
    expect(await failureOf(client.call('cohorts.save', { id, version: 1, spec: everybody }))).toMatchObject({
      kind: 'conflict',
    })
    const { cohorts } = await client.call('cohorts.list', {})
    expect(cohorts).toMatchObject([{ id, version: 2, savedBy: 'Dr. Test', spec: { name: 'All', dates: 'middle' } }])
    const { versions } = await client.call('cohorts.versions', { id })
    expect(versions.map(({ spec }) => spec.name)).toEqual(['All', 'Everybody'])
    await client.call('cohorts.remove', { id, reason: 'a trial' })
    expect((await client.call('cohorts.list', {})).cohorts).toEqual([])
    expect(await failureOf(client.call('cohorts.save', { id, version: 2, spec: everybody }))).toMatchObject({
      kind: 'not-found',
    })
  })

  test('is refused where it asks for what the registry does not know, or for who the patients are', async () => {
    const { client } = await newRegistry()
    const asked = (condition: CohortSpecInput['steps'][number]['condition']) =>
      failureOf(client.call('cohorts.count', { spec: { ...everybody, steps: [{ condition }] } }))
    expect(
      await asked({ record: 'identity', where: [{ item: 'family_name', op: 'is', value: 'Meyer' }] }),
    ).toMatchObject({ kind: 'invalid-input', message: 'A cohort is not chosen by who the patients are.' })
    expect(await asked({ record: 'pft', where: [{ item: 'x_none', op: 'known' }] })).toMatchObject({
      message: 'Pulmonary function test: this registry has no item “x_none”.',
    })
    expect(await asked({ not: { record: 'pft', where: [{ item: 'fvc', op: 'over', value: 'much' }] } })).toMatchObject({
      message: 'Pulmonary function test, FVC: compare it with a number.',
    })
    expect(await asked({ fact: 'luck', op: 'known' })).toMatchObject({ kind: 'invalid-input' })
  })
})

describe('An analysis', () => {
  const request: AnalysisRequestInput = { analysis: 'table1', variables: [{ id: 'sex' }] }

  test('tells what it ran on; its cases, data and script can be asked for, and taking them is noted', async () => {
    const { client } = await demo()
    const { flow } = await client.call('cohorts.count', { spec: everybody })
    const result = await client.call('cohorts.analyze', { of: { spec: everybody }, request })
    expect(result.cases).toBe(flow.cases)
    expect(result.cut).toMatchObject({ frozen: false, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(result.request).toMatchObject(request)
    const key = result.tables.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.flatMap(({ behind }) => behind ?? [])),
    )[0]!
    const behind = await client.call('cohorts.casesBehind', { of: { resultId: result.id }, key })
    expect(behind.total).toBeGreaterThan(0)
    const { csv } = await client.call('cohorts.files', { resultId: result.id })
    expect(csv.split('\r\n').length).toBeGreaterThan(flow.cases)
    expect(csv).not.toMatch(/AS-\d/)
    const { entries } = await client.call('audit.find', { filter: { kind: 'exports' }, limit: 5 })
    expect(entries).toMatchObject([{ kind: 'export', operation: 'cohorts.files' }])
  })

  test('of which nothing is kept says so', async () => {
    const { client } = await demo()
    expect(await failureOf(client.call('cohorts.files', { resultId: 'none' }))).toMatchObject({ kind: 'not-found' })
  })

  test('ends with the registry: who waits is told, and the file is closed cleanly', async () => {
    const { client, folder } = await demo()
    const waiting = [
      client.call('cohorts.analyze', { of: { spec: everybody }, request }),
      client.call('cohorts.count', { spec: onRituximab }),
    ].map(failureOf)
    await client.call('registry.close', {})
    for (const failure of await Promise.all(waiting)) expect(failure).toMatchObject({ kind: 'cancelled' })
    await client.call('registry.open', { folder, passphrase: 'demo' })
    await client.call('cohorts.count', { spec: everybody })
    await client.call('registry.close', {})
    await client.call('registry.open', { folder, passphrase: 'demo' })
    const { entries } = await client.call('audit.find', { filter: { kind: 'other' }, limit: 20 })
    expect(entries.filter(({ kind }) => kind === 'unclean-end')).toEqual([])
  })
})

test('Of counts that wait only the newest is made', async () => {
  const { client } = await demo()
  const counts = [everybody, onRituximab, { ...everybody, name: 'Again' }].map((spec) =>
    client.call('cohorts.count', { spec }),
  )
  expect(await failureOf(counts[1]!)).toMatchObject({ kind: 'cancelled' })
  expect((await counts[2]!).flow).toEqual((await counts[0]!).flow)
})

test('A question that is taken back is not answered', async () => {
  const { backend } = await demo()
  const abort = new AbortController()
  const asked = backend.call('cohorts.count', JSON.stringify({ spec: everybody }), { signal: abort.signal })
  await Promise.resolve()
  abort.abort()
  expect(await asked).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
  expect(await backend.call('cohorts.count', JSON.stringify({ spec: everybody }))).toMatchObject({ ok: true })
})
