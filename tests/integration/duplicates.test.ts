import { expect, test } from 'vitest'
import { openReader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'

async function registryWithMeyer() {
  const made = await newRegistry()
  const { client } = made
  await client.call('cases.create', {
    values: { code: 'AS-0007', birth_date: '1961-07-30', sex: 'male' },
    identity: { values: { family_name: 'Meyer', given_names: 'Stefan', record_number: '0012-MRN' } },
  })
  await client.call('cases.create', {
    values: { code: 'AS-0008', birth_date: '1961', sex: 'male' },
    identity: { values: { family_name: 'Novák', given_names: 'Jan' } },
  })
  return made
}

test('A patient who is there already is found while being entered, and nothing tells who it is', async () => {
  const { client } = await registryWithMeyer()
  const answer = await client.call('cases.findSimilar', {
    search: 'one',
    family_name: 'Maier',
    given_names: 'Stephan',
    birth_date: '1961-07-30',
  })
  expect(answer.cases).toMatchObject([
    { code: 'AS-0007', isStrong: true, reasons: ['same birth date', 'names sound alike: different spelling'] },
  ])
  expect(JSON.stringify(answer)).not.toMatch(/Meyer|Stefan|MRN/)
  expect((await client.call('cases.findSimilar', { search: 'one', birth_date: '1961' })).cases).toEqual([])
})

test('Looking for similar patients goes into the audit chain once for each search, and names nobody there', async () => {
  const { client, folder } = await registryWithMeyer()
  const entries = async () => (await client.call('registry.info', {})).auditEntries
  const before = await entries()
  for (const family_name of ['M', 'Me', 'Mey', 'Meye', 'Meyer'])
    await client.call('cases.findSimilar', { search: 'one', family_name })
  expect(await entries()).toBe(before + 1)
  await client.call('cases.findSimilar', { search: 'two', family_name: 'Meyer' })
  expect(await entries()).toBe(before + 2)
  const { keyHex } = await client.call('registry.recoverySheet', {})
  const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
  const noted = db.prepare(`SELECT kind, after FROM audit WHERE operation = 'cases.findSimilar'`).all()
  db.close()
  expect(noted).toMatchObject([{ kind: 'identity' }, { kind: 'identity' }])
  expect(JSON.stringify(noted)).not.toContain('Meyer')
})

test('A case and who the patient is are created together, or neither, and why it is somebody else is kept', async () => {
  const { client } = await registryWithMeyer()
  const refused = await failureOf(
    client.call('cases.create', {
      values: { code: 'AS-0009' },
      identity: { values: { family_name: 'x'.repeat(200) } },
    }),
  )
  expect(refused).toMatchObject({ kind: 'invalid-input', issues: [{ path: 'family_name' }] })
  expect(await client.call('cases.nextCode', {})).toEqual({ code: 'AS-0009' })
  const { id } = await client.call('cases.create', {
    values: { code: 'AS-0009' },
    identity: { values: { family_name: 'Meyer' } },
    reason: 'Not AS-0007: his son',
  })
  const { entries } = await client.call('records.history', { form: 'case', id })
  expect(entries).toMatchObject([{ operation: 'cases.create', reason: 'Not AS-0007: his son' }])
  expect((await client.call('cases.viewIdentity', { caseId: id })).record).toMatchObject({ family_name: 'Meyer' })
  await client.call('changes.undo', {})
  expect((await client.call('cases.viewIdentity', { caseId: id })).record).toBeNull()
})

test('Pairs of the whole registry come with their reasons, voided cases left out', async () => {
  const { client } = await registryWithMeyer()
  const twin = await client.call('cases.create', {
    values: { code: 'AS-0010', birth_date: '1961', sex: 'male' },
    identity: { values: { family_name: 'Mayer', given_names: 'Stefan', record_number: '12-MRN' } },
  })
  const { pairs, total, cases } = await client.call('cases.findDuplicates', {})
  expect({ total, cases }).toEqual({ total: 1, cases: 3 })
  expect(pairs[0]).toMatchObject({ cases: [{ code: 'AS-0007' }, { code: 'AS-0010' }], isStrong: true })
  await client.call('records.void', { form: 'case', id: twin.id, version: 1, reason: 'entered twice' })
  expect((await client.call('cases.findDuplicates', {})).pairs).toEqual([])
})
