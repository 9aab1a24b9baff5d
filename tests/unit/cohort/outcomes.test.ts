import { describe, expect, it } from 'vitest'
import { outcomeOf, outcomes } from '#shared/domain/cohort/outcomes.ts'
import { steroidDoseOf } from '#shared/domain/cohort/steroid-dose.ts'
import { dayNumber } from '#shared/domain/partial-date.ts'
import { aCase } from '../../support/a-case.ts'
import { cohortCase } from '../../support/demo-cohort.ts'

const valuesOf = (id: string, one: Parameters<NonNullable<ReturnType<typeof outcomeOf>>['series']>[0]) =>
  outcomeOf(id)!
    .series(one)
    .map(({ value }) => value)

describe('outcomes', () => {
  it('have ids of their own', () => {
    const ids = outcomes().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('are in one unit, and leave out what can’t be converted to it', () => {
    const { record } = aCase()
      .with('laboratory', { test: 'crp', date: '2020-01-02', value: 12, unit: 'mg/L' })
      .with('laboratory', { test: 'crp', date: '2020-02-02', value: 2, unit: 'mg/dL' })
      .with('laboratory', { test: 'crp', date: '2020-03-02', value: 3, unit: 'U/L' })
      .with('laboratory', { test: 'crp', date: '2020-04-02', value: 4 })
      .with('walk_test', { date: '2020-01-02', distance: 1000, distance_unit: '[ft_i]' })
    expect(valuesOf('laboratory.crp', cohortCase(record))).toEqual([12, 20])
    expect(valuesOf('walk_test.distance', cohortCase(record))[0]).toBeCloseTo(304.8, 9)
  })

  it('take CK by the limit that came with it', () => {
    const { record } = aCase()
      .with('laboratory', { test: 'ck', date: '2020-01-02', value: 600, unit: 'U/L', ref_high: 200 })
      .with('laboratory', { test: 'ck', date: '2020-02-02', value: 600, unit: 'U/L' })
    expect(valuesOf('ck-times-uln', cohortCase(record))).toEqual([3])
  })

  it('take one density and one extent of each CT: the first measured, the mean of its readers', () => {
    const levels = (extent: number) => Object.fromEntries([1, 2, 3, 4, 5].map((level) => [`l${level}_extent`, extent]))
    const { record } = aCase()
      .with('imaging', { date: '2020-01-02', modality: 'hrct' })
      .with('imaging', { date: '2021-01-02', modality: 'hrct' })
      .with('ct_reading', { imaging: 'imaging-1', date: '2022-01-01', reader: 'A', ...levels(10) })
      .with('ct_reading', { imaging: 'imaging-1', date: '2022-01-02', reader: 'B', ...levels(20) })
      .with('ct_reading', { imaging: 'imaging-2', date: '2022-01-03', reader: 'A', l1_extent: 90 })
      .with('ct_density', { imaging: 'imaging-1', date: '2020-01-02', haa_pct: 8 })
      .with('ct_density', { imaging: 'imaging-1', date: '2020-01-02', haa_pct: 12 })
      .with('ct_density', { date: '2021-01-02', haa_pct: 9 })
    expect(valuesOf('ct-extent', cohortCase(record))).toEqual([15])
    expect(valuesOf('haa-percent', cohortCase(record))).toEqual([8, 9])
  })

  it('never mix sums of muscle testing of different ranges', () => {
    const { record } = aCase()
      .with('visit', { date: '2020-01-02', mmt8: 70, mmt8_range: '0-80' })
      .with('visit', { date: '2020-02-02', mmt8: 140, mmt8_range: '0-150' })
      .with('visit', { date: '2020-03-02', mmt8: 75 })
    expect(valuesOf('visit.mmt8.0-80', cohortCase(record))).toEqual([70])
    expect(valuesOf('visit.mmt8.0-150', cohortCase(record))).toEqual([140])
    expect(outcomeOf('visit.mmt8')).toBeUndefined()
  })

  it('stand on the day that the cohort chooses for dates known in part, and never ahead', () => {
    const { record } = aCase()
      .with('visit', { date: '2020-02', mmrc: 2 })
      .with('visit', { date: '2027-01-01', mmrc: 3 })
    const days = (['first', 'middle', 'last'] as const).map((dates) =>
      outcomeOf('visit.mmrc')!
        .series({ ...cohortCase(record), dates })
        .map(({ day }) => day),
    )
    expect(days).toEqual([[dayNumber('2020-02-01')], [dayNumber('2020-02-15')], [dayNumber('2020-02-29')]])
  })

  it('name a published difference with its source', () => {
    expect(outcomeOf('walk_test.distance')?.mcid).toMatchObject({ better: 28, worse: 28 })
    expect(outcomeOf('visit.kbild_total')?.mcid).toMatchObject({ better: 4.7, worse: 2.7 })
    expect(outcomeOf('visit.sgrq_total')?.mcid?.better).toBeUndefined()
    expect(outcomeOf('visit.mmrc')?.mcid).toBeUndefined()
    for (const { mcid } of outcomes()) if (mcid) expect(mcid.source).toMatch(/\d{4}/)
  })
})

describe('the glucocorticoid dose on a day', () => {
  const { record } = aCase()
    .with('visit', { date: '2019-12-01', mmrc: 1 })
    .with('treatment', { id: 'course', drug: 'prednisolone', started: '2020-01-01', ended: '2020-06-30' })
    .with('dose_step', { treatment: 'course', started: '2020-01-01', dose: 20, unit: 'mg', frequency: 'daily' })
    .with('dose_step', { treatment: 'course', started: '2020-03-01' })
    .with('dose_step', { treatment: 'course', started: '2020-05-01', dose: 5, unit: 'mg', frequency: 'daily' })
    .with('visit', { date: '2020-12-01', mmrc: 1 })
  const doseOn = (day: string) => steroidDoseOf(cohortCase(record))(dayNumber(day))

  it('is what was in force, 0 without any, and open where it was not recorded', () => {
    expect(doseOn('2019-12-15')).toBe(0)
    expect(doseOn('2020-02-01')).toBe(20)
    expect(doseOn('2020-04-01')).toBeUndefined()
    expect(doseOn('2020-06-30')).toBe(5)
    expect(doseOn('2020-07-01')).toBe(0)
  })

  it('is open before anything is known of the case, after its last entry, and without any treatment on record', () => {
    expect(doseOn('2019-11-30')).toBeUndefined()
    expect(doseOn('2020-12-02')).toBeUndefined()
    const untreated = cohortCase(aCase().with('visit', { date: '2020-01-01' }).record)
    expect(steroidDoseOf(untreated)(dayNumber('2020-01-01'))).toBeUndefined()
  })

  it('is followed on the days of visits', () => {
    const series = outcomeOf('prednisone')!.series(cohortCase(record))
    expect(series.map(({ value }) => value)).toEqual([0, 0])
  })
})
