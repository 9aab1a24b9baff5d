/** How far two readers agree, asked of a registry. */
import { describe, expect, test } from 'vitest'
import { cohenKappa } from '#shared/statistics/agreement/kappa.ts'
import { intraclassCorrelation } from '#shared/statistics/agreement/icc.ts'
import { openedBy, registryOfUsers } from '#tests/support/a-registry-of-users.ts'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'

type Client = Awaited<ReturnType<typeof newRegistry>>['client']

const levelsOf = (extents: readonly number[]) =>
  Object.fromEntries(extents.map((extent, at) => [`l${at + 1}_extent`, extent]))

async function read(client: Client, caseId: string, imaging: string, reader: string, values: object): Promise<string> {
  const given = { imaging, date: '2026-02-01', reader, ...values }
  return (await client.call('records.add', { form: 'ct_reading', caseId, values: given })).id
}

/** Subjects by judges, of which the first two: Shrout and Fleiss 1979, table 2 (as psych::ICC has it), times 5. */
const extents = [
  [45, 10],
  [30, 5],
  [40, 20],
  [35, 5],
  [50, 25],
  [30, 10],
] as const
const patterns = [
  ['nsip', 'nsip'],
  ['nsip', 'op'],
  ['op', 'op'],
  ['uip', 'uip'],
  ['uip', 'nsip'],
  ['nsip', undefined],
] as const

async function registryOfReaders() {
  const made = await newRegistry()
  const { client } = made
  const cases: string[] = []
  for (const [at, [one, other]] of extents.entries()) {
    const { id: caseId } = await client.call('cases.create', { values: { code: `AS-000${at + 1}` } })
    const values = { date: '2026-01-15', modality: 'hrct' }
    const { id: imaging } = await client.call('records.add', { form: 'imaging', caseId, values })
    const [first, second] = patterns[at]!
    const five = (extent: number) => levelsOf([extent, extent, extent, extent, extent])
    await read(client, caseId, imaging, 'Dr. One', { pattern: first, ...five(one) })
    await read(client, caseId, imaging, ' dr.  TWO', { ...(second && { pattern: second }), ...five(other) })
    cases.push(caseId)
  }
  return { ...made, cases }
}

describe('Agreement of two readers of a registry', () => {
  test('is that of the statistics by which R is met, with how many were rated and left out', async () => {
    const { client, cases } = await registryOfReaders()
    const { readers } = await client.call('ctReadings.readers', {})
    expect(readers).toMatchObject([
      { name: 'Dr. One', studies: 6 },
      { key: 'dr. two', studies: 6 },
    ])
    const answer = await client.call('ctReadings.agreement', { first: readers[0]!.key, second: readers[1]!.key })
    expect(answer.studies).toHaveLength(6)
    const item = (name: string) => answer.items.find((each) => each.name === name)!
    const columns = [0, 1].map((reader) => Float64Array.from(extents, (pair) => pair[reader]!))
    const icc = intraclassCorrelation([columns[0]!, columns[1]!], 0.95).icc.find(({ type }) => type === 'ICC2')!
    expect(item('extent')).toMatchObject({
      method: 'icc',
      n: 6,
      dropped: 0,
      estimate: { value: expect.closeTo(icc.icc, 12), lower: icc.lower, upper: icc.upper, samePercent: 0 },
    })
    const kappa = cohenKappa(
      [
        [1, 1, 0],
        [0, 1, 0],
        [1, 0, 1],
      ],
      'none',
    )
    expect(item('pattern')).toMatchObject({
      method: 'kappa',
      n: 5,
      dropped: 1,
      droppedAt: [5],
      differAt: [1, 4],
      estimate: { value: expect.closeTo(kappa.kappa, 12), samePercent: 60 },
    })
    expect(answer.studies[5]).toMatchObject({ caseId: cases[5], caseCode: 'AS-0006', date: '2026-01-15' })
    expect(item('honeycombing')).toMatchObject({ n: 0, dropped: 6, estimate: { unavailable: expect.any(String) } })
  })

  test('counts the first reading of a study, none that was voided, and those alone that were blinded where asked', async () => {
    const { client, cases } = await registryOfReaders()
    const record = await client.call('cases.get', { caseId: cases[0]! })
    const imaging = record.records.imaging[0]!.id
    const again = await read(client, cases[0]!, imaging, 'Dr. One', { pattern: 'op', blinded: 'yes' })
    const ask = (more = {}) => client.call('ctReadings.agreement', { first: 'dr. one', second: 'dr. two', ...more })
    expect(await ask()).toMatchObject({ repeated: 1, notBlinded: 6 })
    expect((await ask()).items.find(({ name }) => name === 'pattern')!.differAt).toEqual([1, 4])
    expect((await ask({ onlyBlinded: true })).studies).toEqual([])
    await client.call('records.void', { form: 'ct_reading', id: again, version: 1, reason: 'Twice' })
    expect(await ask()).toMatchObject({ repeated: 0 })
  })

  test('is between two that have read', async () => {
    const { client } = await registryOfReaders()
    const ask = (first: string, second: string) => failureOf(client.call('ctReadings.agreement', { first, second }))
    expect(await ask('dr. one', 'dr. one')).toMatchObject({ kind: 'invalid-input' })
    expect(await ask('dr. one', 'nobody')).toMatchObject({ kind: 'not-found' })
  })

  test('is told without names to who may not see them', async () => {
    const users = await registryOfUsers({ looker: ['read'] })
    const { client } = users
    const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
    const values = { date: '2026-01-15', modality: 'hrct' }
    const { id: imaging } = await client.call('records.add', { form: 'imaging', caseId, values })
    await read(client, caseId, imaging, 'Dr. One', { pattern: 'nsip' })
    await read(client, caseId, imaging, 'Dr. Two', { pattern: 'nsip' })
    const looker = await openedBy(users, 'looker')
    const { readers } = await looker.call('ctReadings.readers', {})
    expect(readers).toEqual([
      { key: '1', name: 'Reader 1', studies: 1 },
      { key: '2', name: 'Reader 2', studies: 1 },
    ])
    const answer = await looker.call('ctReadings.agreement', { first: '2', second: '1' })
    expect(answer).toMatchObject({ first: { name: 'Reader 2' }, studies: [{ caseCode: 'AS-0001' }] })
    expect(JSON.stringify(answer)).not.toMatch(/Dr\. (One|Two)/i)
  })
})
