/** A data cut runs to the same numbers ever after, whatever happens to the registry. */
import { describe, expect, test } from 'vitest'
import type { AnalysisRequestInput } from '#shared/domain/cohort/analysis-request.ts'
import { registerAudit } from '#main/database/audit.ts'
import { casesRewound, rewound } from '#main/database/cohort/rewind.ts'
import { closeWriter, openReader, openWriter } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { StoredRow } from '#main/database/repositories/records.ts'
import type { CohortSpecInput } from '#shared/domain/cohort/cohort-spec.ts'
import type { Client } from '#shared/ipc/client.ts'
import { failureOf, newRegistry, passphrase } from '#tests/support/test-backend.ts'

const spec: CohortSpecInput = {
  name: 'With two tests',
  index: { event: 'first-symptom' },
  steps: [{ condition: { record: 'pft', where: [{ item: 'fvc', op: 'at-least', value: 1 }], count: { atLeast: 1 } } }],
}
const request: AnalysisRequestInput = {
  analysis: 'table1',
  variables: [{ id: 'sex' }, { id: 'drugs-ever' }, { id: 'antibody' }],
}

async function smallRegistry() {
  const made = await newRegistry()
  const { client } = made
  const ids: string[] = []
  for (const [index, sex] of (['female', 'male', 'female', 'female', 'male'] as const).entries()) {
    const values = { code: `AS-000${index + 1}`, sex, birth_date: '1960', first_symptom_on: `201${index}-04` }
    const { id: caseId } = await client.call('cases.create', { values })
    ids.push(caseId)
    await client.call('records.add', { form: 'pft', caseId, values: { date: '2020-01-01', fvc: 2.1, fvc_unit: 'L' } })
    await client.call('records.add', { form: 'treatment', caseId, values: { drug: 'rituximab', started: '2019' } })
  }
  return { ...made, ids }
}

/** Edits, voids, adds, merges: everything that can happen to the cases of a cut. */
async function goOn(client: Client, ids: readonly string[]): Promise<void> {
  const of = async (caseId: string) => client.call('cases.get', { caseId })
  const one = await of(ids[0]!)
  const { code, birth_date, first_symptom_on } = one.case
  await client.call('records.edit', {
    form: 'case',
    id: ids[0]!,
    version: one.case.version,
    values: { code: code!, birth_date: birth_date!, first_symptom_on: first_symptom_on!, sex: 'male' },
  })
  const two = await of(ids[1]!)
  const [test] = two.records.pft
  await client.call('records.void', { form: 'pft', id: test!.id, version: test!.version, reason: 'not his' })
  await client.call('records.add', {
    form: 'antibody',
    caseId: ids[2]!,
    values: { specificity: 'jo-1', result: 'positive', date: '2021' },
  })
  await client.call('records.add', {
    form: 'treatment',
    caseId: ids[2]!,
    values: { drug: 'mycophenolate', started: '2021' },
  })
  const [kept, other] = [await of(ids[3]!), await of(ids[4]!)]
  await client.call('cases.merge', {
    kept: { id: ids[3]!, version: kept.case.version },
    other: { id: ids[4]!, version: other.case.version },
    baseline: { values: { code: 'AS-0004', sex: 'female', birth_date: '1960', first_symptom_on: '2011' } },
    leave: [],
  })
  await client.call('cases.create', { values: { code: 'AS-0006', sex: 'male', first_symptom_on: '2020' } })
}

const numbersOf = async (client: Client, of: { cutId: string } | { spec: CohortSpecInput }) => {
  const { cut, tables, cases, findings, id } = await client.call('cohorts.analyze', { of, request })
  const { csv } = await client.call('cohorts.files', { resultId: id })
  return { cut, said: { tables, cases, findings, csv } }
}

describe('A data cut', () => {
  test('gives the same numbers and has the same hash after edits, voids, new records and a merge; the live cohort differs', async () => {
    const { client, ids } = await smallRegistry()
    const { id: cohortId } = await client.call('cohorts.save', { spec })
    const cut = await client.call('cohorts.freeze', { cohortId, name: 'First look' })
    expect(cut).toMatchObject({ cases: 5, cohortVersion: 1, by: 'Dr. Test' })
    const live = await numbersOf(client, { spec })
    const frozen = await numbersOf(client, { cutId: cut.id })
    expect(frozen.said).toEqual(live.said)
    expect(frozen.cut).toEqual({
      hash: cut.hash,
      at: cut.at,
      auditEntries: cut.auditEntries,
      auditHead: cut.auditHead,
      frozen: true,
    })

    await goOn(client, ids)
    await client.call('cohorts.save', { id: cohortId, version: 1, spec: { ...spec, steps: [] } })
    const again = await numbersOf(client, { cutId: cut.id })
    expect(again).toEqual(frozen)
    const now = await numbersOf(client, { spec })
    expect(now.said).not.toEqual(frozen.said)
    expect(now.cut.hash).not.toBe(live.cut.hash)
    const { cohorts, cuts } = await client.call('cohorts.list', {})
    expect(cohorts).toMatchObject([{ version: 2 }])
    expect(cuts).toEqual([cut])
  })

  test('is the same after the case that was merged is taken apart again', async () => {
    const { client, ids } = await smallRegistry()
    const { id: cohortId } = await client.call('cohorts.save', { spec })
    await goOn(client, ids)
    const cut = await client.call('cohorts.freeze', { cohortId, name: 'Merged' })
    const before = await numbersOf(client, { cutId: cut.id })
    await client.call('cases.unmerge', { caseId: ids[4]!, reason: 'two patients' })
    expect(await numbersOf(client, { cutId: cut.id })).toEqual(before)
  })

  test('of the same records has the same hash, and another one once they changed', async () => {
    const { client, ids } = await smallRegistry()
    const { id: cohortId } = await client.call('cohorts.save', { spec })
    const freeze = (name: string) => client.call('cohorts.freeze', { cohortId, name })
    const [first, second] = [await freeze('One'), await freeze('Two')]
    expect(second.hash).toBe(first.hash)
    await goOn(client, ids)
    expect((await freeze('Three')).hash).not.toBe(first.hash)
  })

  test('is gone back to only as long as somebody wants it', async () => {
    const { client, folder, ids } = await smallRegistry()
    await goOn(client, ids)
    const { keyHex } = await client.call('registry.recoverySheet', {})
    await client.call('registry.close', {})
    const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
    try {
      const told: string[] = []
      expect(casesRewound(db, 10, (_done, _total, what) => told.push(what)).size).toBe(6)
      expect(new Set(told).size).toBe(2)
      let left = told.length
      const unwanted = () => {
        left -= 1
        if (left === 0) throw new Error('nobody waits')
      }
      expect(() => casesRewound(db, 10, unwanted)).toThrow('nobody waits')
      // An answer that was given up leaves the connection free.
      expect(casesRewound(db, 10, () => {}).size).toBe(6)
    } finally {
      db.close()
    }
  })

  test('is refused in plain words where somebody changed a record behind the program’s back', async () => {
    const { client, folder } = await smallRegistry()
    const { id: cohortId } = await client.call('cohorts.save', { spec })
    const cut = await client.call('cohorts.freeze', { cohortId, name: 'First look' })
    const { keyHex } = await client.call('registry.recoverySheet', {})
    await client.call('registry.close', {})
    const key = Buffer.from(keyHex, 'hex')
    const db = openWriter(registryFiles(folder).database, key)
    const trigger = db.prepare(`SELECT sql FROM sqlite_schema WHERE name = 'audit_pft_update'`).get() as { sql: string }
    registerAudit(db, key)
    db.exec('DROP TRIGGER audit_pft_update')
    db.exec('UPDATE pft SET fvc = 3.3 WHERE rowid = 1')
    db.exec(trigger.sql)
    closeWriter(db)
    await client.call('registry.open', { folder, passphrase })
    expect(await failureOf(client.call('cohorts.analyze', { of: { cutId: cut.id }, request }))).toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('The records of the data cut “First look” are not what they were'),
    })
  })
})

describe('Rows', () => {
  const row = (id: string, caseId: string, columns: StoredRow['columns']): StoredRow => ({
    form: 'note',
    id,
    caseId,
    columns: { id, ...columns },
  })

  test('go back through every later change, the newest first', () => {
    const rows = [row('a', 'one', { title: 'third', voided_at: 'then' }), row('b', 'one', { title: 'added' })]
    const later = [
      { form: 'note', rowId: 'b', added: true, before: {} },
      { form: 'note', rowId: 'a', added: false, before: { voided_at: null } },
      { form: 'note', rowId: 'a', added: false, before: { title: 'second' } },
      { form: 'note', rowId: 'a', added: false, before: { case_id: 'two' } },
      { form: 'note', rowId: 'a', added: false, before: { title: 'first' } },
    ] as const
    expect(rewound(rows, later)).toEqual([row('a', 'two', { title: 'first', voided_at: null })])
  })

  test('without later changes stay as they are', () => {
    const rows = [row('a', 'one', { title: 'only' })]
    expect(rewound(rows, [])).toEqual(rows)
  })
})
