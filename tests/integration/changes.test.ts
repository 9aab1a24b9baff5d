import { expect, test } from 'vitest'
import type { Client } from '#shared/ipc/client.ts'
import type { RecordChange } from '#shared/ipc/areas/changes.ts'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'

async function registryWithCase() {
  const made = await newRegistry()
  const { id: caseId } = await made.client.call('cases.create', { values: { code: 'AS-0001', birth_date: '1952' } })
  return { ...made, caseId }
}

const ckOf = async (client: Client, caseId: string) =>
  (await client.call('cases.get', { caseId })).records.laboratory.map(({ value }) => value)

const ck = (value: number, date = '2026-04-12'): RecordChange => ({
  do: 'add',
  form: 'laboratory',
  values: { test: 'ck', value, unit: 'U/L', date },
})

test('Several changes are saved as one, and a dose step may belong to a treatment that is added with it', async () => {
  const { client, caseId } = await registryWithCase()
  const { saved } = await client.call('records.change', {
    caseId,
    label: 'Visit 12 Apr 2026',
    changes: [
      { do: 'add', form: 'treatment', key: 'mmf', values: { drug: 'mycophenolate', started: '2026-04-12' } },
      {
        do: 'add',
        form: 'dose_step',
        values: { treatment: 'key:mmf', started: '2026-04-12', dose: 500, unit: 'mg', frequency: 'bid' },
      },
      ck(310),
    ],
  })
  const { records } = await client.call('cases.get', { caseId })
  expect(records.dose_step[0]?.treatment).toBe(saved[0]?.id)
  expect(records.laboratory[0]?.value).toBe(310)
})

test('Where one of several changes is refused none is saved, and the refusal says which', async () => {
  const { client, caseId } = await registryWithCase()
  const { kind, issues } = await failureOf(
    client.call('records.change', {
      caseId,
      label: 'Two values',
      changes: [ck(310), { do: 'add', form: 'pft', values: { date: '2026-04-12', fvc_pct: 900 } }],
    }),
  )
  expect(kind).toBe('invalid-input')
  expect(issues?.map(({ path }) => path)).toEqual(['changes.1.fvc_pct'])
  expect(await ckOf(client, caseId)).toEqual([])
})

test('A change of one case can’t reach into another', async () => {
  const { client, caseId } = await registryWithCase()
  const { id: other } = await client.call('cases.create', { values: { code: 'AS-0002' } })
  const { id } = await client.call('records.add', { form: 'note', caseId: other, values: { text: 'Seen.' } })
  const change = { do: 'void' as const, form: 'note', id, version: 1, reason: 'not mine' }
  const { kind } = await failureOf(client.call('records.change', { caseId, label: 'Reach', changes: [change] }))
  expect(kind).toBe('invalid-input')
})

test('Undo takes back what was added, changed, voided and restored, one after the other, and redo brings it again', async () => {
  const { client, caseId } = await registryWithCase()
  const { saved } = await client.call('records.change', {
    caseId,
    label: 'CK twice',
    changes: [ck(310), ck(190, '2026-05')],
  })
  const { id } = saved[0]!
  const values = { test: 'ck', value: 320, unit: 'U/L', date: '2026-04-12' }
  await client.call('records.edit', { form: 'laboratory', id, version: 1, values })
  await client.call('records.void', { form: 'laboratory', id, version: 2, reason: 'another patient' })
  await client.call('records.restore', { form: 'laboratory', id, version: 3 })

  const seen: (number | undefined)[][] = []
  for (let step = 0; step < 4; step++) {
    await client.call('changes.undo', {})
    seen.push(await ckOf(client, caseId))
  }
  expect(seen).toEqual([[190], [320, 190], [310, 190], []])
  expect((await client.call('changes.undoable', {})).undo?.label).toBe('Case AS-0001 added')

  for (let step = 0; step < 4; step++) await client.call('changes.redo', {})
  expect(await ckOf(client, caseId)).toEqual([320, 190])
  expect((await failureOf(client.call('changes.redo', {}))).kind).toBe('not-found')
  await client.call('changes.undo', {})
  expect(await ckOf(client, caseId)).toEqual([190])
  expect((await client.call('registry.verify', {})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('A new change ends what could be redone', async () => {
  const { client, caseId } = await registryWithCase()
  await client.call('records.change', { caseId, label: 'One', changes: [ck(1)] })
  await client.call('changes.undo', {})
  await client.call('records.change', { caseId, label: 'Two', changes: [ck(2)] })
  expect(await client.call('changes.undoable', {})).toMatchObject({ undo: { label: 'Two', caseId } })
  expect((await client.call('changes.undoable', {})).redo).toBeUndefined()
})

test('What was changed again since can’t be taken back, and what others need stays', async () => {
  const { client, caseId } = await registryWithCase()
  await client.call('records.change', { caseId, label: 'CK', changes: [ck(310)] })
  const sets = await client.call('changes.ofCase', { caseId, limit: 10 })
  const added = sets.sets[0]!
  expect(added).toMatchObject({ label: 'CK', canRevert: true, operation: 'records.change' })
  const { records } = await client.call('cases.get', { caseId })
  const { id } = records.laboratory[0]!
  const values = { test: 'ck', value: 99, unit: 'U/L', date: '2026-04-12' }
  await client.call('records.edit', { form: 'laboratory', id, version: 1, values })
  const { changeId } = added
  expect((await failureOf(client.call('changes.revert', { changeId, reason: 'wrong' }))).kind).toBe('conflict')

  const drug = { drug: 'prednisone', started: '2026-04' }
  const { id: treatment } = await client.call('records.add', { form: 'treatment', caseId, values: drug })
  const course = (await client.call('changes.ofCase', { caseId, limit: 1 })).sets[0]!
  await client.call('records.add', {
    form: 'dose_step',
    caseId,
    values: { treatment, dose: 20, unit: 'mg', frequency: 'daily' },
  })
  const refusal = await failureOf(client.call('changes.revert', { changeId: course.changeId, reason: 'wrong drug' }))
  expect(refusal.message).toContain('One dose step belongs to this record')
})

test('The history of a case tells what was changed together and who looked', async () => {
  const { client, caseId } = await registryWithCase()
  await client.call('records.change', {
    caseId,
    label: 'CK twice',
    changes: [ck(310), ck(190, '2026-05')],
    reason: 'typed late',
  })
  await client.call('cases.viewIdentity', { caseId })
  const { sets, more } = await client.call('changes.ofCase', { caseId, limit: 2 })
  expect(more).toBe(true)
  expect(sets[0]).toMatchObject({ event: { kind: 'identity' }, records: [], canRevert: false })
  expect(sets[1]).toMatchObject({ label: 'CK twice', reason: 'typed late', actor: 'Dr. Test' })
  expect(sets[1]!.records.map(({ after }) => after?.['value'])).toEqual([310, 190])
  const older = await client.call('changes.ofCase', { caseId, before: sets[1]!.seq, limit: 2 })
  expect(older.sets.map(({ label }) => label)).toEqual(['Case AS-0001 added'])
})

test('Where the registry asks for a reason an edit without one is refused', async () => {
  const { client, caseId } = await registryWithCase()
  const { id } = await client.call('records.add', { form: 'note', caseId, values: { text: 'Seen.' } })
  expect(await client.call('registry.saveSettings', { reasonForChange: 'edits' })).toEqual(
    registrySettingsWith({ reasonForChange: 'edits' }),
  )
  const edit = { form: 'note', id, version: 1, values: { text: 'Seen twice.' } }
  expect((await failureOf(client.call('records.edit', edit))).issues?.[0]?.path).toBe('reason')
  await client.call('records.edit', { ...edit, reason: 'typing error' })
  const { entries } = await client.call('records.history', { form: 'note', id })
  expect(entries.at(-1)?.reason).toBe('typing error')
})

test('The answer to a doubt stays with its value and goes with it', async () => {
  const { client, caseId } = await registryWithCase()
  const values = { test: 'ck', value: 48_000, unit: 'U/L', date: '2026-04-12' }
  const confirmed = { value: { rule: 'soft-range', value: '48000 U/L', reason: 'Checked against the report' } }
  const { id } = await client.call('records.add', { form: 'laboratory', caseId, values, confirmed })
  const read = async () => (await client.call('cases.get', { caseId })).records.laboratory[0]?.confirmed
  expect(await read()).toEqual(confirmed)
  await client.call('records.edit', {
    form: 'laboratory',
    id,
    version: 1,
    values: { ...values, value: 4800 },
    confirmed,
  })
  expect(await read()).toBeUndefined()
})
