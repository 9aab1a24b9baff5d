import { expect, test } from 'vitest'
import { judgePage } from '#renderer/features/visit/judge-page.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { aVisitPage, type Typed } from '#tests/support/a-visit-page.ts'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'

const today = '2026-11-23'
const date = '2026-04-12'

async function aRegistry() {
  const { client } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001', status: 'active' } })
  const read = () => client.call('cases.get', { caseId })
  /** Saves what was typed on the page, as the page does. */
  const save = (caseRecord: CaseRecord, typed: Typed, visitId?: string) => {
    const page = aVisitPage(caseRecord, today, typed, visitId)
    const { changes, refused, doubts } = judgePage(page, { caseRecord, today, answers: {} })
    expect([refused, doubts]).toEqual([[], []])
    return client.call('records.change', { caseId, label: 'Visit 12 Apr 2026', changes: [...changes] })
  }
  return { client, read, save }
}

const firstVisit: Typed = {
  visit: { date, kind: 'follow-up', mmrc: '2', weight: '70' },
  laboratory: { ck: '310', crp: '<3' },
  pft: { fvc: '2.41', fvc_pct: '61' },
  treatment: { 'new-1_drug': 'ivig', 'new-1': '2 g/kg over 2 days q4w' },
  infusion: { given: 'yes', drug: 'ivig', weight: '70', dose_per_kg: '2', total_dose: '140' },
}

test('a whole visit is one change: its records find each other, and one step back takes all of them', async () => {
  const { client, read, save } = await aRegistry()
  await save(await read(), firstVisit)
  const { records } = await read()
  expect(records.visit).toMatchObject([{ date, mmrc: 2, weight: 70, weight_unit: 'kg' }])
  const result = (name: string) => records.laboratory.find((one) => one.test === name)
  expect(result('ck')).toMatchObject({ value: 310, unit: 'U/L' })
  expect(result('crp')).toMatchObject({ value: 3, value_comparator: '<' })
  const [treatment] = records.treatment
  expect(treatment).toMatchObject({ drug: 'ivig', route: 'iv', started: date })
  expect(records.dose_step).toMatchObject([
    { treatment: treatment!.id, dose: 2, unit: 'g/kg', over_days: 2, frequency: 'q4w', reason: 'start' },
  ])
  expect(records.infusion).toMatchObject([{ treatment: treatment!.id, total_dose: 140, total_dose_unit: 'g' }])

  expect(await client.call('changes.undo', {})).toMatchObject({ label: 'Visit 12 Apr 2026' })
  const undone = (await read()).records
  expect(Object.values(undone).flat()).toEqual([])
})

test('an edited visit changes the records of its day, and is refused as a whole where one of them has moved on', async () => {
  const { client, read, save } = await aRegistry()
  await save(await read(), firstVisit)
  const opened = await read()
  const visitId = opened.records.visit[0]!.id
  const ck = opened.records.laboratory.find(({ test: name }) => name === 'ck')!
  const values = { test: 'ck', date, value: 300, unit: 'U/L' }
  await client.call('records.edit', { form: 'laboratory', id: ck.id, version: ck.version, values })

  const typed = { visit: { mmrc: '3' }, laboratory: { ck: '290' } }
  const failure = await failureOf(save(opened, typed, visitId))
  expect(failure.kind).toBe('conflict')
  expect((await read()).records.visit[0]).toMatchObject({ mmrc: 2, version: 1 })

  await save(await read(), typed, visitId)
  const { records } = await read()
  expect(records.visit).toMatchObject([{ mmrc: 3, version: 2 }])
  expect(records.laboratory.find(({ id }) => id === ck.id)).toMatchObject({ value: 290, version: 3 })
  expect(records.pft).toEqual(opened.records.pft)
})
