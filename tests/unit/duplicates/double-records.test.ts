import { describe, expect, test } from 'vitest'
import { doubleRecords } from '#shared/domain/duplicates/double-records.ts'
import { aCase } from '#tests/support/a-case.ts'

describe('Records that both cases hold', () => {
  test('are those with the same date and values, one for one', () => {
    const kept = aCase()
      .with('laboratory', { id: 'k1', test: 'ck', date: '2021-04-12', value: 310, unit: 'U/L' })
      .with('pft', { id: 'k2', date: '2021-04', fvc: 2.6, fvc_unit: 'L' }).record
    const other = aCase()
      .with('laboratory', { id: 'o1', test: 'ck', date: '2021-04-12', value: 310, unit: 'U/L' })
      .with('laboratory', { id: 'o2', test: 'ck', date: '2021-04-12', value: 310, unit: 'U/L' })
      .with('laboratory', { id: 'o3', test: 'ck', date: '2021-04-13', value: 310, unit: 'U/L' })
      .with('pft', { id: 'o4', date: '2021-04', fvc: 2.6, fvc_unit: 'L', comment: 'poor effort' }).record
    expect(doubleRecords(kept, other)).toEqual([{ form: 'laboratory', id: 'o1', twin: 'k1' }])
  })

  test('are looked for with what they belong to: a dose step counts under the twin of its treatment alone', () => {
    const course = { drug: 'prednisone', started: '2020-01' } as const
    const step = { started: '2020-01', dose: 20, unit: 'mg', frequency: 'daily' } as const
    const kept = aCase()
      .with('treatment', { id: 'k1', ...course })
      .with('dose_step', { id: 'k2', treatment: 'k1', ...step }).record
    const other = aCase()
      .with('treatment', { id: 'o1', ...course })
      .with('treatment', { id: 'o2', ...course, started: '2024-05' })
      .with('dose_step', { id: 'o3', treatment: 'o1', ...step })
      .with('dose_step', { id: 'o4', treatment: 'o2', ...step }).record
    expect(doubleRecords(kept, other)).toEqual([
      { form: 'treatment', id: 'o1', twin: 'k1' },
      { form: 'dose_step', id: 'o3', twin: 'k2' },
    ])
  })
})
