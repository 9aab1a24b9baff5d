import { describe, expect, test } from 'vitest'
import { laboratoryPanel } from '#shared/domain/laboratory-panel.ts'
import { nextInfusion, totalDose } from '#shared/domain/next-infusion.ts'
import { pastRecords } from '#shared/domain/past-records.ts'
import { openParts } from '#shared/domain/visit-scope.ts'
import { aCase } from '#tests/support/a-case.ts'

const open = (record: ReturnType<typeof aCase>['record'], on: string, kind?: string) => [
  ...openParts(record, { on, kind }),
]

describe('the past of a visit', () => {
  const { records } = aCase()
    .with('pft', { date: '2019', fvc_pct: 70 })
    .with('pft', { date: '2019-04', fvc_pct: 65 })
    .with('pft', { date: '2020-06-01', fvc_pct: 61 })
    .with('pft', { fvc_pct: 50 }).record

  test('is what is dated before it, newest first', () => {
    expect(pastRecords(records.pft, 'date', undefined).map(({ date }) => date)).toEqual([
      '2020-06-01',
      '2019-04',
      '2019',
    ])
  })
  test('of a visit entered afterwards ends before it', () => {
    expect(pastRecords(records.pft, 'date', '2020-06-01').map(({ date }) => date)).toEqual(['2019-04', '2019'])
    expect(pastRecords(records.pft, 'date', '2019-04')[0]?.date).toBe('2019')
  })
})

describe('the parts of a visit that matter', () => {
  test('in a new patient are examination, laboratory, PFT and imaging', () => {
    expect(open(aCase().record, '2026-04-12')).toEqual(['examination', 'laboratory', 'pft', 'imaging'])
  })
  test('at the baseline are the scores and the walk too', () => {
    expect(open(aCase().record, '2026-04-12', 'baseline')).toEqual(
      expect.arrayContaining(['activity', 'walk_test', 'pft', 'imaging']),
    )
  })
  test('leave out what was done lately, that day included', () => {
    const { record } = aCase()
      .with('pft', { date: '2026-03-01', fvc_pct: 61 })
      .with('walk_test', { date: '2025-09-01', distance: 400 })
      .with('imaging', { date: '2026-04-12', modality: 'hrct' })
    expect(open(record, '2026-04-12', 'follow-up')).toEqual(['examination', 'laboratory', 'walk_test'])
  })
  test('of a backdated visit know nothing of what came later', () => {
    const { record } = aCase().with('pft', { date: '2026-03-01', fvc_pct: 61 })
    expect(open(record, '2024-04-12')).toContain('pft')
  })
  test('hold the infusion where the patient is on an infused drug, or it is one', () => {
    const onIvig = aCase().with('treatment', { drug: 'ivig', started: '2025-01-01' }).record
    expect(open(onIvig, '2026-04-12', 'follow-up')).toContain('infusion')
    expect(open(onIvig, '2024-04-12', 'follow-up')).not.toContain('infusion')
    const stopped = aCase().with('treatment', { drug: 'ivig', started: '2020-01-01', ended: '2021-01-01' }).record
    expect(open(stopped, '2026-04-12', 'follow-up')).not.toContain('infusion')
    expect(open(stopped, '2026-04-12', 'infusion')).toContain('infusion')
    const lately = aCase().with('infusion', { drug: 'rituximab', date: '2026-03-01' }).record
    expect(open(lately, '2026-04-12', 'follow-up')).toContain('infusion')
  })
  test('hold the scores where the last visits had them', () => {
    const { record } = aCase().with('visit', { date: '2026-01-01', kind: 'follow-up', physician_global: 1 })
    expect(open(record, '2026-04-12', 'follow-up')).toContain('activity')
  })
  test('are few on the telephone, and hold the event of an admission', () => {
    expect(open(aCase().record, '2026-04-12', 'telephone')).toEqual(['laboratory'])
    expect(open(aCase().record, '2026-04-12', 'admission')).toContain('event')
  })
})

describe('the laboratory panel', () => {
  const { records } = aCase()
    .with('laboratory', { test: 'hba1c', date: '2025-12-01', value: 6, unit: '%' })
    .with('laboratory', { test: 'sp-d', date: '2023-12-01', value: 100, unit: 'ng/mL' })
    .with('laboratory', { test: 'ck', date: '2025-12-01', value: 310, unit: 'U/L', ref_high: 190 })
    .with('laboratory', { test: 'ck', date: '2026-02-01', missing: { value: 'not-done' } })

    .with('laboratory', { test: 'ck', date: '2026-04-12', value: 250, unit: 'U/L' }).record

  test('is the core and what this patient had in the year before, in the order of the catalog', () => {
    const codes = laboratoryPanel(records.laboratory, '2026-04-12').map(({ test: { code } }) => code)
    expect(codes.slice(0, 3)).toEqual(['ck', 'aldolase', 'ldh'])
    expect(codes).toContain('hba1c')
    expect(codes).not.toContain('sp-d')
    expect(codes).toHaveLength(16)
  })
  test('gives the last value from before the visit, passing over results without one', () => {
    const ck = laboratoryPanel(records.laboratory, '2026-04-12').find(({ test: { code } }) => code === 'ck')
    expect(ck?.last).toMatchObject({ date: '2025-12-01', value: 310, ref_high: 190 })
    expect(laboratoryPanel(records.laboratory, '2025-01-01').every(({ last }) => last?.test !== 'ck')).toBe(true)
  })
})

describe('the next infusion', () => {
  const { record } = aCase().with('treatment', { drug: 'ivig', started: '2025-01-01' }).with('infusion', {
    treatment: 'treatment-1',
    drug: 'ivig',
    date: '2026-03-01',
    weight: 70,
    weight_unit: 'kg',
    weight_basis: 'actual',
    dose_per_kg: 2,
    dose_per_kg_unit: 'g/kg',
    total_dose: 140,
    total_dose_unit: 'g',
    product: 'Octagam',
    lot: 'A1',
  })

  test('repeats what the last one shares with it: neither its weight, nor its total, nor its lot', () => {
    expect(nextInfusion(record, '2026-03-29')).toEqual({
      treatment: 'treatment-1',
      drug: 'ivig',
      product: 'Octagam',
      weight_basis: 'actual',
      dose_per_kg: 2,
      dose_per_kg_unit: 'g/kg',
    })
  })
  test('is that of the infused drug where there was none before', () => {
    expect(nextInfusion(record, '2026-02-01')).toEqual({ treatment: 'treatment-1', drug: 'ivig' })
    expect(nextInfusion(aCase().record, '2026-02-01')).toEqual({})
  })
  test('repeats a fixed dose as it is', () => {
    const fixed = aCase().with('infusion', {
      drug: 'rituximab',
      date: '2026-03-01',
      total_dose: 1000,
      total_dose_unit: 'mg',
    })
    expect(nextInfusion(fixed.record, '2026-09-01')).toEqual({
      drug: 'rituximab',
      total_dose: 1000,
      total_dose_unit: 'mg',
    })
  })
  test('comes to weight times dose', () => {
    expect(totalDose({ value: 71.8, unit: 'kg' }, { value: 2, unit: 'g/kg' })).toEqual({ value: 143.6, unit: 'g' })
    expect(totalDose({ value: 150, unit: '[lb_av]' }, { value: 0.4, unit: 'g/kg' })).toEqual({ value: 27.2, unit: 'g' })
    expect(totalDose({ value: 70, unit: 'kg' }, { value: 15, unit: 'mg/kg' })).toEqual({ value: 1050, unit: 'mg' })
    expect(totalDose(undefined, { value: 15, unit: 'mg/kg' })).toBeUndefined()
    expect(totalDose({ value: 70, unit: 'cm' }, { value: 2, unit: 'g/kg' })).toBeUndefined()
  })
})
