import { describe, expect, it } from 'vitest'
import { drugExposures } from '#shared/domain/response/drug-exposure.ts'
import { aCase } from '#tests/support/a-case.ts'

const today = '2022-12-31'
const seen = aCase().with('visit', { date: '2022-04-10', kind: 'follow-up' })
const step = { treatment: 'treatment-1', unit: 'mg', frequency: 'bid' } as const

describe('how much of every drug', () => {
  it('counts days on, courses and the mean over them, against the first known dose', () => {
    const built = seen
      .with('treatment', { drug: 'mycophenolate', started: '2022-01-01', ended: '2022-01-20' })
      .with('dose_step', { ...step, started: '2022-01-01', dose: 500 })
      .with('dose_step', { ...step, started: '2022-01-11', dose: 1000 })
      .with('treatment', { drug: 'mycophenolate', started: '2022-03-01' })
      .with('dose_step', { ...step, treatment: 'treatment-2', started: '2022-03-01', dose_text: 'as before' })
    expect(drugExposures(built.record, today)).toMatchObject([
      {
        drug: 'mycophenolate',
        courses: 2,
        first: '2022-01-01',
        daysOn: 20 + 41,
        total: { value: 30_000, unit: 'mg', unknown: 41 },
        meanPerDay: 1500,
        intensity: { percent: 150, of: 'first-dose' },
        current: 'as before twice daily',
      },
    ])
  })

  it('does not count days of a pause, and knows no amount of a dose in words', () => {
    const built = seen
      .with('treatment', { drug: 'azathioprine', started: '2022-01-01', ended: '2022-01-31' })
      .with('dose_step', { ...step, started: '2022-01-01', dose_text: 'low dose' })
      .with('dose_step', { ...step, started: '2022-01-11', dose: 0 })
    const [row] = drugExposures(built.record, today)
    expect(row).toMatchObject({ daysOn: 10 })
    expect(row).not.toHaveProperty('total')
    expect(row).not.toHaveProperty('current')
  })

  it('adds a pulse to the tablets of the same drug, once', () => {
    const tablets = seen
      .with('treatment', { drug: 'methylprednisolone', route: 'oral', started: '2022-02-01', ended: '2022-02-10' })
      .with('dose_step', { treatment: 'treatment-1', started: '2022-02-01', dose: 16, unit: 'mg', frequency: 'daily' })
    const pulse = { drug: 'methylprednisolone', total_dose: 3, total_dose_unit: 'g' } as const
    const apart = tablets.with('infusion', { ...pulse, date: '2022-01-10', ended: '2022-01-12' })
    expect(drugExposures(apart.record, today)[0]!.total).toEqual({ value: 3160, unit: 'mg', unknown: 0 })
    const within = tablets.with('infusion', { ...pulse, date: '2022-02-03' })
    expect(drugExposures(within.record, today)[0]!.total).toEqual({ value: 160, unit: 'mg', unknown: 0 })
  })

  it('adds grams of infusions to milligrams of doses', () => {
    const built = seen
      .with('treatment', { drug: 'scig', route: 'sc', started: '2022-02-01', ended: '2022-02-14' })
      .with('dose_step', { treatment: 'treatment-1', started: '2022-02-01', dose: 20, unit: 'g', frequency: 'weekly' })
      .with('infusion', { drug: 'scig', date: '2022-01-10', total_dose: 30, total_dose_unit: 'g' })
    const { total } = drugExposures(built.record, today)[0]!
    expect([total!.value.toFixed(6), total!.unit]).toEqual(['70.000000', 'g'])
  })

  it('leaves out what is planned after the last entry', () => {
    const built = seen.with('infusion', { drug: 'rituximab', date: '2023-02-01', total_dose: 1, total_dose_unit: 'g' })
    expect(drugExposures(built.record, today)).toEqual([])
  })
})
