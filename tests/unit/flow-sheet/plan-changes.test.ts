import { describe, expect, test } from 'vitest'
import { aCase } from '#tests/support/a-case.ts'
import { changesFor, typedInto } from './a-sheet.ts'

const ck = { test: 'ck', value: 1240, unit: 'U/L', ref_low: 30, ref_high: 200, comment: 'fasting' } as const
const pft = { date: '2021-04-12', fvc: 2.31, fvc_unit: 'L', fvc_pct: 61, comment: 'good effort' } as const

describe('a laboratory cell', () => {
  test('is one record, in the unit of its row unless another is typed', () => {
    const { record } = aCase().with('laboratory', { test: 'crp', date: '2020', value: 3, unit: 'mg/dL' })
    const model = typedInto(record, {
      'laboratory.crp@2021-04-12': '1,2',
      'laboratory.crp@2021-04-13': '<5 mg/l',
      'laboratory.ck@2021-04': '1240',
    })
    expect(changesFor(model)).toMatchObject([
      { do: 'add', form: 'laboratory', values: { test: 'crp', date: '2021-04-12', value: 1.2, unit: 'mg/dL' } },
      { do: 'add', values: { date: '2021-04-13', value: 5, value_comparator: '<', unit: 'mg/L' } },
      { do: 'add', values: { test: 'ck', date: '2021-04', value: 1240, unit: 'U/L' } },
    ])
  })

  test('that was changed keeps what else the record says', () => {
    const { record } = aCase().with('laboratory', { ...ck, date: '2021-04-12', laboratory: 'Inselspital' })
    expect(changesFor(typedInto(record, { 'laboratory.ck@2021-04-12': '1260' }))).toEqual([
      {
        do: 'edit',
        form: 'laboratory',
        id: 'laboratory-1',
        version: 1,
        values: {
          test: 'ck',
          date: '2021-04-12',
          value: 1260,
          value_comparator: null,
          unit: 'U/L',
          ref_low: 30,
          ref_high: 200,
          laboratory: 'Inselspital',
          comment: 'fasting',
        },
        missing: {},
        confirmed: {},
      },
    ])
  })

  test('in another unit loses a reference range that was in the old one', () => {
    const { record } = aCase().with('laboratory', { ...ck, date: '2021-04-12' })
    const [change] = changesFor(typedInto(record, { 'laboratory.ck@2021-04-12': '20.7 µkat/l' }))
    expect(change).toMatchObject({ values: { value: 20.7, unit: 'ukat/L', ref_low: null, ref_high: null } })
  })

  test('that was emptied voids its record, with the reason', () => {
    const { record } = aCase().with('laboratory', { ...ck, date: '2021-04-12' })
    expect(changesFor(typedInto(record, { 'laboratory.ck@2021-04-12': '' }))).toEqual([
      { do: 'void', form: 'laboratory', id: 'laboratory-1', version: 1, reason: 'Wrong patient' },
    ])
  })

  test('with two results of one day shows both; each is changed, added and voided by itself', () => {
    const start = aCase()
      .with('laboratory', { ...ck, date: '2021-04-12' })
      .with('laboratory', { ...ck, date: '2021-04-12', value: 1310 })
    const key = 'laboratory.ck@2021-04-12'
    expect(typedInto(start.record, {}).textOf(key)).toBe('1240; 1310')
    expect(changesFor(typedInto(start.record, { [key]: '1240; 1320' }))).toMatchObject([
      { do: 'edit', id: 'laboratory-2', values: { value: 1320 } },
    ])
    expect(changesFor(typedInto(start.record, { [key]: '1240' }))).toMatchObject([{ do: 'void', id: 'laboratory-2' }])
    expect(changesFor(typedInto(start.record, { [key]: '1240; 1310; 1400' }))).toMatchObject([
      { do: 'add', values: { value: 1400 } },
    ])
  })

  test('typed back to what is saved changes nothing', () => {
    const { record } = aCase().with('laboratory', { ...ck, date: '2021-04-12' })
    expect(changesFor(typedInto(record, { 'laboratory.ck@2021-04-12': ' 1240 ' }))).toEqual([])
  })
})

describe('cells of a form that is filled in once a date', () => {
  test('come together in one new record', () => {
    const model = typedInto(aCase().record, {
      'pft.fvc@2021-04-12': '2310 mL',
      'pft.fvc_pct@2021-04-12': '61',
      'visit.weight@2021-04-12': '71,5',
      'visit.mmrc@2021-04-12': '2',
      'walk_test.distance@2021-05': '412',
    })
    expect(model.judged.refused).toEqual([])
    expect(changesFor(model)).toMatchObject([
      { do: 'add', form: 'pft', values: { date: '2021-04-12', fvc: 2310, fvc_unit: 'mL', fvc_pct: 61 } },
      {
        do: 'add',
        form: 'visit',
        values: { date: '2021-04-12', kind: 'follow-up', weight: 71.5, weight_unit: 'kg', mmrc: 2 },
      },
      { do: 'add', form: 'walk_test', values: { date: '2021-05', distance: 412, distance_unit: 'm' } },
    ])
  })

  test('go into the record of that date, which keeps what else it says', () => {
    const { record } = aCase().with('pft', { ...pft, missing: { dlco_pct: 'not-done', tlc: 'not-done' } })
    const [change, ...others] = changesFor(
      typedInto(record, { 'pft.dlco_pct@2021-04-12': '48', 'pft.fvc_pct@2021-04-12': '' }),
    )
    expect(others).toEqual([])
    expect(change).toMatchObject({
      do: 'edit',
      id: 'pft-1',
      values: { date: '2021-04-12', fvc: 2.31, fvc_unit: 'L', fvc_pct: null, dlco_pct: 48, comment: 'good effort' },
      missing: { tlc: 'not-done' },
    })
  })

  test('void a record that would say nothing any more', () => {
    const { record } = aCase().with('walk_test', { date: '2021-04-12', distance: 412, distance_unit: 'm' })
    expect(changesFor(typedInto(record, { 'walk_test.distance@2021-04-12': '' }))).toMatchObject([
      { do: 'void', form: 'walk_test', id: 'walk_test-1' },
    ])
  })

  test('keep two tests of one day apart', () => {
    const { record } = aCase()
      .with('pft', { ...pft, bronchodilator: 'pre' })
      .with('pft', { ...pft, fvc: 2.4, bronchodilator: 'post' })
    expect(changesFor(typedInto(record, { 'pft.fvc@2021-04-12': '2.31; 2.45' }))).toMatchObject([
      { do: 'edit', id: 'pft-1', values: { fvc: 2.31, bronchodilator: 'pre' } },
      { do: 'edit', id: 'pft-2', values: { fvc: 2.45, bronchodilator: 'post' } },
    ])
  })

  test('take one value each; a second test is a record of its own', () => {
    const model = typedInto(aCase().record, { 'pft.fvc@2021-04-12': '2.31; 2.4' })
    expect(model.judged.refused).toMatchObject([{ cell: 'pft.fvc@2021-04-12', message: /one value a day/ }])
  })

  test('the muscle sum takes its range from the last visit', () => {
    const { record } = aCase().with('visit', { date: '2020', kind: 'baseline', mmt8: 120, mmt8_range: '0-150' })
    expect(changesFor(typedInto(record, { 'visit.mmt8@2021': '140' }))).toMatchObject([
      { values: { mmt8_range: '0-150' } },
    ])
    expect(typedInto(aCase().record, { 'visit.mmt8@2021': '140' }).judged.refused).toMatchObject([
      { cell: 'visit.mmt8@2021', message: /which range/ },
    ])
  })
})

describe('what is typed', () => {
  test('is refused at once outside the hard range, in words, at its cell', () => {
    const model = typedInto(aCase().record, {})
    const refusedOf = (key: 'pft.fvc_pct@2021', text: string) =>
      model.judgeText(key, text).refused.map(({ message }) => message)
    expect(refusedOf('pft.fvc_pct@2021', '610')[0]).toMatch(/must be between 1 and 250 %; 610 % was given/)
    expect(refusedOf('pft.fvc_pct@2021', 'abc')[0]).toMatch(/is no number/)
    expect(refusedOf('pft.fvc_pct@2021', '61')).toEqual([])
  })

  test('is asked about outside the soft range and against the patient’s own history', () => {
    const { record } = aCase()
      .with('visit', { date: '2020-01-10', kind: 'follow-up', weight: 71, weight_unit: 'kg' })
      .with('visit', { date: '2020-06-10', kind: 'follow-up', weight: 72, weight_unit: 'kg' })
    const model = typedInto(record, { 'laboratory.crp@2021': '900', 'visit.weight@2020-09-10': '157' })
    expect(model.judged.refused).toEqual([])
    expect(model.judged.doubts.map(({ cell }) => cell).toSorted()).toEqual([
      'laboratory.crp@2021',
      'visit.weight@2020-09-10',
    ])
  })

  test('is judged together with what else was typed for that date', () => {
    const model = typedInto(aCase().record, { 'pft.fvc@2021': '2.3' })
    expect(model.judgeText('pft.fev1@2021', '2.9').doubts).toMatchObject([{ message: 'FEV1 is above FVC.' }])
  })
})
