import { expect, test } from 'vitest'
import type { Client } from '#shared/ipc/client.ts'
import { newRegistry } from '#tests/support/test-backend.ts'

/** A woman and a man whose order by FVC % depends on the equations. */
async function registryOfTwo(): Promise<Client> {
  const { client } = await newRegistry()
  const people = [
    { code: 'AS-0001', sex: 'female', height: 165, reference_group: 'african-american', fvc: 2.2 },
    { code: 'AS-0002', sex: 'female', height: 165, reference_group: 'caucasian', fvc: 2.3 },
  ]
  for (const { fvc, ...person } of people) {
    const values = { ...person, birth_date: '1965-03-15', height_unit: 'cm' }
    const { id: caseId } = await client.call('cases.create', { values })
    await client.call('records.add', {
      form: 'pft',
      caseId,
      values: { date: '2020-03-15', fvc, fvc_unit: 'L', fvc_pct: 99 },
    })
  }
  return client
}

async function rowsByFvc(client: Client) {
  const { rows } = await client.call('cases.find', { offset: 0, limit: 10, sort: { by: 'fvc', descending: true } })
  return rows.map(({ code, fvc }) => [code, Math.round(fvc!.last)])
}

test('the case table follows the spirometry equations of the registry, in its numbers and in its order', async () => {
  const client = await registryOfTwo()
  expect(await rowsByFvc(client)).toEqual([
    ['AS-0002', 71],
    ['AS-0001', 68],
  ])
  await client.call('registry.saveSettings', { spirometrySet: 'gli-2012' })
  expect(await rowsByFvc(client)).toEqual([
    ['AS-0001', 75],
    ['AS-0002', 67],
  ])
  await client.call('registry.saveSettings', { spirometrySet: 'gli-2022' })
  expect((await rowsByFvc(client))[0]).toEqual(['AS-0002', 71])
})

test('a row shows one FVC, and none of the other set', async () => {
  const client = await registryOfTwo()
  const { rows } = await client.call('cases.find', { offset: 0, limit: 1 })
  expect(Object.keys(rows[0]!)).not.toContain('fvcBy2012')
  expect(rows[0]!.fvc).toMatchObject({ series: [[18_336, expect.closeTo(68.1, 0)]] })
})
