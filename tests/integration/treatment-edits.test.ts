/** What is staged over a case goes into the real registry in one piece, and comes back out as it went in. */
import { expect, test } from 'vitest'
import type { Client } from '#shared/ipc/client.ts'
import { stepInForce, taperEdits, voidCourse } from '#shared/domain/course-edits.ts'
import { changesOf, nothingStaged, stage, withStaged, type Edit } from '#shared/domain/staged-records.ts'
import { taperOf } from '#shared/domain/taper.ts'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'

const course = (id: string, drug: string, started: string): Edit => {
  return { do: 'add', form: 'treatment', id, values: { drug, started } }
}
const dose = (id: string, treatment: string, mg: number, started: string): Edit => ({
  do: 'add',
  form: 'dose_step',
  id,
  values: { treatment, dose: mg, unit: 'mg', frequency: 'daily', started, reason: 'start', over_days: null },
})

async function caseWith(...edits: readonly Edit[]) {
  const { client } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  if (edits.length > 0) await saveEdits(client, caseId, edits)
  return { client, caseId, read: () => client.call('cases.get', { caseId }) }
}

async function saveEdits(client: Client, caseId: string, edits: readonly Edit[], draft?: string) {
  const record = await client.call('cases.get', { caseId })
  const staged = stage(nothingStaged, record, edits)
  const expected = withStaged(record, staged)
  const changes = [...changesOf(record, staged)]
  await client.call('records.change', { caseId, label: 'Treatments', changes, ...(draft ? { draft } : {}) })
  return expected
}

let last = 0
const newId = () => `new:${(last += 1)}`

test('A new course with its doses is saved in one change, and its draft goes with it', async () => {
  const { client, caseId, read } = await caseWith()
  const place = `${caseId}/treatments`
  await client.call('drafts.keep', { place, caseId, title: 'Treatments', content: '{}' })
  await saveEdits(
    client,
    caseId,
    [course('new:a', 'prednisone', '2024-01-01'), dose('new:b', 'new:a', 40, '2024-01-01')],
    place,
  )
  const { records } = await read()
  expect(records.dose_step).toMatchObject([{ treatment: records.treatment[0]!.id, dose: 40, reason: 'start' }])
  expect(await client.call('drafts.find', { place })).toEqual({ draft: null })
  await client.call('changes.undo', {})
  expect((await read()).records).toMatchObject({ treatment: [], dose_step: [] })
})

test('A taper that replaces later doses is read back as it was shown before it was saved', async () => {
  const { client, caseId, read } = await caseWith(
    course('new:a', 'prednisone', '2024-01-01'),
    dose('new:b', 'new:a', 20, '2024-01-01'),
    dose('new:c', 'new:a', 25, '2024-04-01'),
  )
  const record = await read()
  const step = stepInForce(record, record.records.treatment[0]!.id, '2024-02-28')!
  const taper = taperOf({ from: 20, to: 0, by: { amount: 5 }, everyDays: 14, firstDay: '2024-03-01', increment: 2.5 })
  if ('problem' in taper) throw new Error(taper.problem)
  const shown = await saveEdits(client, caseId, taperEdits(record, step, taper.doses, 'replace', newId))
  const { records } = await read()
  const told = (steps: typeof records.dose_step) => steps.map(({ started, dose: mg, reason }) => [started, mg, reason])
  expect(told(records.dose_step)).toEqual(told(shown.records.dose_step))
  expect(told(records.dose_step)).toEqual([
    ['2024-01-01', 20, 'start'],
    ['2024-03-01', 15, 'taper'],
    ['2024-03-15', 10, 'taper'],
    ['2024-03-29', 5, 'taper'],
  ])
  expect(records.treatment).toMatchObject([{ ended: '2024-04-11', stop_reason: 'completed' }])
  const { records: voided } = await client.call('records.voided', { caseId })
  expect(voided['dose_step']).toMatchObject([{ dose: 25, void_reason: 'Replaced by a taper' }])
})

test('A course is voided with its doses, its infusions stay, and one undo brings it all back', async () => {
  const { client, caseId, read } = await caseWith(
    course('new:a', 'ivig', '2024-01-01'),
    dose('new:b', 'new:a', 20, '2024-01-01'),
    { do: 'add', form: 'infusion', id: 'new:c', values: { treatment: 'new:a', drug: 'ivig', date: '2024-01-02' } },
  )
  const before = await read()
  const { id } = before.records.treatment[0]!
  await saveEdits(client, caseId, voidCourse(before, id, 'Other patient'))
  const { records } = await read()
  expect(records).toMatchObject({ treatment: [], dose_step: [], infusion: [{ drug: 'ivig', date: '2024-01-02' }] })
  expect(records.infusion[0]).not.toHaveProperty('treatment')
  await client.call('changes.undo', {})
  expect((await read()).records).toMatchObject({ treatment: [{ id }], infusion: [{ treatment: id }] })
})

test('A refusal says which of the changes it is about, and nothing is saved', async () => {
  const { client, caseId, read } = await caseWith()
  const { issues } = await failureOf(
    saveEdits(client, caseId, [course('new:a', 'prednisone', '2024-01-01'), dose('new:b', 'new:a', -1, '2024-01-01')]),
  )
  expect(issues?.map(({ path }) => path)).toEqual(['changes.1.dose'])
  expect((await read()).records.treatment).toEqual([])
})
