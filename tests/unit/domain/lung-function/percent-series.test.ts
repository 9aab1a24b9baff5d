import { describe, expect, it } from 'vitest'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { percentSeries, percentSeriesByBasis } from '#shared/domain/lung-function/percent-series.ts'
import { trendOf } from '#shared/domain/trend.ts'
import { dayNumber } from '#shared/domain/partial-date.ts'
import { aCase } from '#tests/support/a-case.ts'

const man = aCase({ sex: 'male', birth_date: '1953-04-12', height: 178, height_unit: 'cm' })
const liters = (date: string, fvc: number) => ({ date, fvc, fvc_unit: 'L' }) as const
const dlco = { dlco_unit: 'mL/min/mm[Hg]', dlco_basis: 'uncorrected' } as const

describe('FVC in percent of predicted', () => {
  it('is computed where liters, height, age and sex allow, with its normal range', () => {
    const { record } = man
      .with('pft', { ...liters('2020-04-12', 3.1), fvc_pct: 79 })
      .with('pft', { ...liters('2021-04-12', 2.9), fvc_pct: 70 })
    const { basis, reference, points } = percentSeries(record, 'fvc', settings)
    expect([basis, reference]).toEqual(['computed', 'GLI Global 2022'])
    expect(points.map(({ value }) => value)).toEqual([expect.closeTo(74.6, 1), expect.closeTo(70.3, 1)])
    expect(points[0]).toMatchObject({ recordId: 'pft-1', version: 1, source: 'recorded' })
    expect(points[0]!.normal).toEqual({
      low: expect.closeTo(74.6, 0) as number,
      high: expect.closeTo(125.8, 0) as number,
    })
    expect(points[0]).not.toHaveProperty('hemoglobin')
  })

  it('is as reported where it can’t be computed', () => {
    const { record } = aCase().with('pft', { date: '2020', fvc_pct: 70 }).with('pft', liters('2021-04-12', 2.9))
    expect(percentSeries(record, 'fvc', settings)).toMatchObject({
      basis: 'reported',
      reference: 'as reported',
      points: [{ date: '2020', value: 70 }],
    })
  })

  it('never has two bases: the one with more tests stands, and the other’s alone stay out', () => {
    const reportedFirst = man
      .with('pft', { date: '2018-04-12', fvc_pct: 90 })
      .with('pft', { date: '2019-04-12', fvc_pct: 85 })
      .with('pft', { ...liters('2020-04-12', 2.9), fvc_pct: 80 })
    expect(percentSeries(reportedFirst.record, 'fvc', settings).points.map(({ value }) => value)).toEqual([90, 85, 80])
    const computedLast = reportedFirst
      .with('pft', liters('2021-04-12', 2.9))
      .with('pft', liters('2022-04-12', 2.9))
      .with('pft', liters('2023-04-12', 2.9))
    const { basis, points } = percentSeries(computedLast.record, 'fvc', settings)
    expect(basis).toBe('computed')
    expect(points.map(({ date }) => date)).toEqual(['2020-04-12', '2021-04-12', '2022-04-12', '2023-04-12'])
  })

  it('reaches the newest test where that leaves at least half of the points of the fullest', () => {
    const newestReported = man
      .with('pft', { ...liters('2020-04-12', 3.1), fvc_pct: 79 })
      .with('pft', liters('2021-04-12', 3.0))
      .with('pft', { ...liters('2022-04-12', 2.9), fvc_pct: 70 })
      .with('pft', { date: '2023-04-12', fvc_pct: 64 })
    expect(percentSeries(newestReported.record, 'fvc', settings).points.map(({ value }) => value)).toEqual([79, 70, 64])
    const oneReported = man
      .with('pft', liters('2020-04-12', 3.1))
      .with('pft', liters('2021-04-12', 3.0))
      .with('pft', liters('2022-04-12', 2.9))
      .with('pft', { date: '2023-04-12', fvc_pct: 64 })
    expect(percentSeries(oneReported.record, 'fvc', settings)).toMatchObject({ basis: 'computed' })
  })

  it('a fall across two bases is no trend', () => {
    const { record } = man.with('pft', { date: '2020-04-12', fvc_pct: 95 }).with('pft', liters('2021-04-12', 2.9))
    const trend = trendOf(record, 'fvc', dayNumber('2022-01-01'), settings)
    expect(trend).toMatchObject({ basis: 'computed' })
    expect(trend?.change).toBeUndefined()
  })

  it('takes values before a bronchodilator where a day has both', () => {
    const { record } = man
      .with('pft', { ...liters('2020-04-12', 3.4), bronchodilator: 'post' })
      .with('pft', { ...liters('2020-04-12', 3.1), bronchodilator: 'pre' })
    expect(percentSeries(record, 'fvc', settings).points.map(({ recordId }) => recordId)).toEqual(['pft-2'])
  })
})

describe('DLCO in percent of predicted', () => {
  it('is corrected for hemoglobin where all of its tests can be', () => {
    const hemoglobin = { haemoglobin: 11, haemoglobin_unit: 'g/dL' }
    const { record } = man
      .with('pft', { date: '2020-04-12', dlco: 15.5, ...dlco, ...hemoglobin })
      .with('pft', { date: '2021-04-12', dlco: 15, dlco_unit: dlco.dlco_unit, dlco_basis: 'hb-corrected' })
    const { reference, points } = percentSeries(record, 'dlco', settings)
    expect(reference).toBe('GLI-2017')
    expect(points.map(({ value, hemoglobin: basis }) => [Math.round(value), basis])).toEqual([
      [66, 'corrected'],
      [57, 'corrected'],
    ])
  })

  it('is compared as measured where hemoglobin is known only once', () => {
    const { record } = man
      .with('pft', { date: '2020-04-12', dlco: 15.5, ...dlco, haemoglobin: 11, haemoglobin_unit: 'g/dL' })
      .with('pft', { date: '2021-04-12', dlco: 15.5, ...dlco })
      .with('pft', { date: '2022-04-12', dlco: 15.5, ...dlco, dlco_basis: undefined })
    expect(percentSeries(record, 'dlco', settings).points.map(({ hemoglobin }) => hemoglobin)).toEqual([
      'uncorrected',
      'uncorrected',
      'unknown',
    ])
    const [corrected] = percentSeriesByBasis(record, 'dlco', settings)
    expect(corrected.points.map(({ date, hemoglobin }) => [date, hemoglobin])).toEqual([['2020-04-12', 'corrected']])
  })

  it('as reported keeps corrected and other values apart', () => {
    const { record } = aCase()
      .with('pft', { date: '2020', dlco_pct: 60, dlco_basis: 'hb-corrected' })
      .with('pft', { date: '2021', dlco_pct: 50, dlco_basis: 'uncorrected' })
      .with('pft', { date: '2022', dlco_pct: 48 })
    expect(percentSeries(record, 'dlco', settings).points.map(({ value, hemoglobin }) => [value, hemoglobin])).toEqual([
      [50, 'uncorrected'],
      [48, 'unknown'],
    ])
  })
})
