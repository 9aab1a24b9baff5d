/** From a pasted text to records and back: what the page understands and plans is what the registry takes. */
import { expect, test } from 'vitest'
import type { Client } from '#shared/ipc/client.ts'
import { measures as allMeasures } from '#shared/domain/measures.ts'
import { recognizePaste } from '#shared/domain/paste/recognize-paste.ts'
import { changeOf } from '#renderer/features/flow-sheet/plan-changes.ts'
import { pasteOutcome } from '#renderer/features/flow-sheet/paste-rows.ts'
import { sheetOf } from '#renderer/features/flow-sheet/sheet.ts'
import { newRegistry } from '#tests/support/test-backend.ts'

const today = '2026-11-23'
const measures = allMeasures()

async function paste(client: Client, caseId: string, text: string): Promise<number> {
  const caseRecord = await client.call('cases.get', { caseId })
  const sheet = sheetOf(caseRecord, measures)
  const { cells } = recognizePaste(text, { today, measures, lastUnit: ({ key }) => sheet.units.get(key) })
  const { plans, doubts, count } = pasteOutcome(cells, {}, { sheet, caseRecord, today })
  expect(doubts).toEqual([])
  const changes = plans.map((plan) => changeOf(plan, { voiding: '', confirmed: {} }))
  if (changes.length > 0) await client.call('records.change', { caseId, label: `${count} pasted values`, changes })
  return count
}

const text = [
  'Parameter\tEinheit\tReferenz\t03.05.2021\t14.06.2021',
  'CK\tU/l\t30 - 200\t1.024\t182',
  'CRP\tmg/l\t<5,0\t8,5\t<0,6',
  'FVC\tL\t\t2,31\t2,40',
  'FVC\t%\t\t61\t63',
  'mMRC\t\t\t2\t1',
  'Gewicht\tkg\t\t71,5\t70',
  '6MWD\tm\t\t412\t',
].join('\n')

test('A pasted block becomes records in one change, which one undo takes back and one redo brings again', async () => {
  const { client } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  expect(await paste(client, caseId, text)).toBe(13)
  const { records } = await client.call('cases.get', { caseId })
  expect(
    records.laboratory.map(({ test: code, value, value_comparator: sign, ref_high: high }) => [
      code,
      value,
      sign,
      high,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['ck', 1024, undefined, 200],
      ['crp', 0.6, '<', 5],
    ]),
  )
  expect(records.pft).toMatchObject([
    { date: '2021-05-03', fvc: 2.31, fvc_unit: 'L', fvc_pct: 61 },
    { date: '2021-06-14', fvc: 2.4, fvc_pct: 63 },
  ])
  expect(records.visit).toMatchObject([
    { date: '2021-05-03', kind: 'follow-up', mmrc: 2, weight: 71.5, weight_unit: 'kg' },
    { date: '2021-06-14', mmrc: 1, weight: 70 },
  ])
  expect(records.walk_test).toMatchObject([{ date: '2021-05-03', distance: 412, distance_unit: 'm' }])

  // Pasted again, everything is recorded already.
  expect(await paste(client, caseId, text)).toBe(0)

  expect((await client.call('changes.undo', {})).label).toBe('13 pasted values')
  expect(sheetOf(await client.call('cases.get', { caseId }), measures).dates).toEqual([])
  await client.call('changes.redo', {})
  expect(await client.call('cases.get', { caseId }).then((again) => again.records.laboratory.length)).toBe(4)
  expect((await client.call('registry.verify', {})).checks.filter(({ ok }) => !ok)).toEqual([])
})
