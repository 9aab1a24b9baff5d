import { describe, expect, test } from 'vitest'
import { recognizePaste } from '#shared/domain/paste/recognize-paste.ts'
import { changeOf } from '#renderer/features/flow-sheet/plan-changes.ts'
import { nextTaking, pasteOutcome, type Takings } from '#renderer/features/flow-sheet/paste-rows.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { aCase } from '#tests/support/a-case.ts'
import { sheetFor, measures, today } from './a-sheet.ts'

function pasted(record: CaseRecord, text: string, takings: Takings = {}) {
  const sheet = sheetFor(record)
  const { cells } = recognizePaste(text, { today, measures, lastUnit: ({ key }) => sheet.units.get(key) })
  const outcome = pasteOutcome(cells, takings, { sheet, caseRecord: record, today })
  return { ...outcome, changes: outcome.plans.map((plan) => changeOf(plan, { voiding: '', confirmed: {} })) }
}

const recorded = aCase()
  .with('laboratory', { test: 'ck', date: '2021-04-12', value: 1240, unit: 'U/L', ref_high: 200 })
  .with('laboratory', { test: 'haemoglobin', date: '2021-04-12', value: 13.1, unit: 'g/dL' })
  .with('pft', { date: '2021-04-12', fvc: 2.31, fvc_unit: 'L' })

const text = 'Test\tUnit\t12.04.2021\t03.05.2021\nCK\tU/L\t1310\t610\nHb\tg/L\t131\t128\nFVC\tL\t2.4\t2.5\nFVC\t%\t63\t'
const ckId = '2,3,laboratory.ck'

describe('pasted values beside the record', () => {
  test('are new, there already in whatever unit, or different; what differs is left out until it is decided', () => {
    const { rows, count } = pasted(recorded.record, text)
    expect(rows.map(({ key, state, taking }) => `${key} ${state} ${taking}`)).toEqual([
      'laboratory.ck@2021-04-12 differs leave',
      'laboratory.ck@2021-05-03 new save',
      'laboratory.haemoglobin@2021-04-12 same leave',
      'laboratory.haemoglobin@2021-05-03 new save',
      'pft.fvc@2021-04-12 differs leave',
      'pft.fvc@2021-05-03 new save',
      'pft.fvc_pct@2021-04-12 new save',
    ])
    expect(count).toBe(4)
  })

  test('replace what is recorded, or stand beside it where a laboratory measured twice', () => {
    const replaced = pasted(recorded.record, text, { [ckId]: 'replace', '4,3,pft.fvc': 'replace' })
    expect(replaced.changes).toMatchObject([
      { do: 'edit', id: 'laboratory-1', values: { value: 1310, ref_high: 200 } },
      { do: 'add', form: 'laboratory', values: { test: 'ck', value: 610, date: '2021-05-03' } },
      { do: 'add', form: 'laboratory', values: { test: 'haemoglobin', value: 128, unit: 'g/L' } },
      { do: 'edit', form: 'pft', id: 'pft-1', values: { fvc: 2.4, fvc_pct: 63 } },
      { do: 'add', form: 'pft', values: { date: '2021-05-03', fvc: 2.5 } },
    ])
    const beside = pasted(recorded.record, text, { [ckId]: 'beside' })
    expect(beside.changes[0]).toMatchObject({ do: 'add', values: { test: 'ck', value: 1310, date: '2021-04-12' } })
    // A form that is filled in once a date has no second value.
    expect(pasted(recorded.record, text, { '4,3,pft.fvc': 'beside' }).rows[4]?.taking).toBe('leave')
  })

  test('can be left out one by one', () => {
    const left = pasted(recorded.record, text, { '2,4,laboratory.ck': 'leave' })
    expect(left.count).toBe(3)
  })

  test('that can’t be are named, and take nothing else with them', () => {
    const { rows, changes } = pasted(aCase().record, 'Test\t12.04.2021\nFVC %\t610\nFVC, L\t2.31\nCK U/L\t0')
    expect(rows[0]).toMatchObject({ taking: 'leave', refused: /must be between 1 and 250/ })
    expect(changes).toMatchObject([
      { form: 'laboratory', values: { value: 0 } },
      { form: 'pft', values: { fvc: 2.31 } },
    ])
    expect(rows.find(({ key }) => key.startsWith('laboratory'))?.unusual).toMatch(/CK is usually/)
  })

  test('the space bar goes through what a value can be', () => {
    const [differs] = pasted(recorded.record, text).rows
    expect(nextTaking(differs!)).toBe('replace')
    expect(nextTaking({ ...differs!, taking: 'replace' })).toBe('beside')
    expect(nextTaking({ ...differs!, taking: 'beside' })).toBe('leave')
  })

  test('of one laboratory day and test that come twice are two results', () => {
    const { changes } = pasted(aCase().record, 'Test\t12.04.2021 08:00\t12.04.2021 16:00\nCK U/L\t1240\t1310')
    expect(changes).toMatchObject([{ values: { value: 1240 } }, { values: { value: 1310 } }])
  })
})
