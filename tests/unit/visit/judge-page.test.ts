import { describe, expect, test } from 'vitest'
import { judgePage, pageProblemsOf } from '#renderer/features/visit/judge-page.ts'
import { treatmentRows } from '#renderer/features/visit/treatment-rows.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'
import { aVisitPage, type Typed } from '#tests/support/a-visit-page.ts'

const today = '2026-11-23'

const visit = { date: '2026-04-12', kind: 'follow-up' }
const judged = (builder: CaseBuilder, typed: Typed, visitId?: string) =>
  judgePage(aVisitPage(builder.record, today, typed, visitId), { caseRecord: builder.record, today, answers: {} })
const saved = (builder: CaseBuilder, typed: Typed, visitId?: string) => {
  const { changes, refused, doubts } = judged(builder, typed, visitId)
  expect(refused).toEqual([])
  expect(doubts).toEqual([])
  return changes
}

describe('a new visit', () => {
  test('is one record where nothing else is typed', () => {
    expect(saved(aCase(), { visit: { ...visit, mmrc: '2' } })).toEqual([
      {
        do: 'add',
        form: 'visit',
        values: { date: '2026-04-12', kind: 'follow-up', mmrc: 2 },
        missing: {},
        confirmed: {},
      },
    ])
  })

  test('brings a result for each laboratory value, with its unit, sign and range', () => {
    const before = aCase().with('laboratory', {
      test: 'ck',
      date: '2026-01-02',
      value: 5.2,
      unit: 'ukat/L',
      ref_low: 0.5,
      ref_high: 3.2,
      laboratory: 'Bern',
    })
    const changes = saved(before, {
      visit,
      laboratory: { ck: '3,2', crp: '<3', creatinine: '0.9 mg/dl', esr_range: '<20', esr: '12', laboratory: 'Bern' },
    })
    const results = changes
      .filter(({ form }) => form === 'laboratory')
      .map((change) => 'values' in change && change.values)
    const shared = { date: '2026-04-12', laboratory: 'Bern' }
    expect(results).toEqual([
      { test: 'ck', value: 3.2, unit: 'ukat/L', ref_low: 0.5, ref_high: 3.2, ...shared },
      { test: 'crp', value: 3, value_comparator: '<', unit: 'mg/L', ...shared },
      { test: 'esr', value: 12, unit: 'mm/h', ref_high: 20, ...shared },
      { test: 'creatinine', value: 0.9, unit: 'mg/dL', ...shared },
    ])
  })

  test('brings further records only where more than their date is typed', () => {
    const changes = saved(aCase(), { visit, pft: { fvc: '2.41', dlco_pct: '48' }, event: { kind: 'infection' } })
    expect(changes.map(({ form }) => form)).toEqual(['visit', 'pft', 'event'])
    expect(changes[1]).toMatchObject({ values: { date: '2026-04-12', fvc: 2.41, fvc_unit: 'L', dlco_pct: 48 } })
  })

  test('brings an infusion only once it is said that it was given, with its treatment', () => {
    const onIvig = aCase().with('treatment', { drug: 'ivig', started: '2025-01-01' })
    const infusion = { drug: 'ivig', dose_per_kg: '2', weight: '70', total_dose: '140' }
    expect(saved(onIvig, { visit, infusion }).map(({ form }) => form)).toEqual(['visit'])
    expect(saved(onIvig, { visit, infusion: { ...infusion, given: 'yes' } })[1]).toMatchObject({
      form: 'infusion',
      values: { treatment: 'treatment-1', drug: 'ivig', total_dose: 140, total_dose_unit: 'g' },
    })
  })
})

describe('changes of treatment', () => {
  const onPrednisone = aCase()
    .with('treatment', { drug: 'prednisone', started: '2025-01-01', indication: 'induction' })
    .with('dose_step', { treatment: 'treatment-1', started: '2025-01-01', dose: 20, unit: 'mg', frequency: 'daily' })

  test('are dose steps of the drug in force', () => {
    const change = saved(onPrednisone, {
      visit,
      treatment: { 'treatment-1': '15 daily', 'treatment-1_reason': 'taper' },
    })[1]
    expect(change).toMatchObject({
      do: 'add',
      form: 'dose_step',
      values: {
        treatment: 'treatment-1',
        started: '2026-04-12',
        dose: 15,
        unit: 'mg',
        frequency: 'daily',
        reason: 'taper',
      },
    })
  })

  test('end a treatment, which keeps what else it holds', () => {
    const change = saved(onPrednisone, {
      visit,
      treatment: { 'treatment-1': 'stop', 'treatment-1_reason': 'remission' },
    })[1]
    expect(change).toMatchObject({
      do: 'edit',
      form: 'treatment',
      id: 'treatment-1',
      version: 1,
      values: { drug: 'prednisone', indication: 'induction', ended: '2026-04-12', stop_reason: 'remission' },
    })
  })

  test('start a drug with its first dose', () => {
    const changes = saved(onPrednisone, { visit, treatment: { 'new-1_drug': 'mycophenolate', 'new-1': '500 mg bid' } })
    expect(changes.slice(1)).toMatchObject([
      {
        do: 'add',
        form: 'treatment',
        key: 'new-1',
        values: { drug: 'mycophenolate', route: 'oral', started: '2026-04-12' },
      },
      {
        do: 'add',
        form: 'dose_step',
        values: { treatment: 'key:new-1', dose: 500, unit: 'mg', frequency: 'bid', reason: 'start' },
      },
    ])
  })

  test('let the infusion of the same page find the drug that is started', () => {
    const changes = saved(aCase(), {
      visit,
      treatment: { 'new-1_drug': 'ivig', 'new-1': '2 g/kg q4w' },
      infusion: { given: 'yes', drug: 'ivig' },
    })
    expect(changes.find(({ form }) => form === 'infusion')).toMatchObject({ values: { treatment: 'key:new-1' } })
  })

  test('show the dose from before the visit', () => {
    const later = onPrednisone.with('dose_step', {
      treatment: 'treatment-1',
      started: '2026-06-01',
      dose: 10,
      unit: 'mg',
      frequency: 'daily',
    })
    const row = (date: string) => treatmentRows(later.record, { date, editedDate: undefined, fresh: 0, typed: [] })[0]
    expect(row('2026-04-12')).toMatchObject({ dose: '20 mg daily', since: '2025-01-01' })
    expect(row('2026-08-01')).toMatchObject({ dose: '10 mg daily', since: '2026-06-01' })
    expect(row('2024-01-01')).toBeUndefined()
  })

  test('are refused where the dose can’t be understood, at its field', () => {
    const { refused } = judged(onPrednisone, { visit, treatment: { 'treatment-1': 'a bit less' } })
    expect(refused).toMatchObject([{ part: 'treatment', field: 'treatment-1' }])
  })
})

describe('a visit that is edited', () => {
  const builder = aCase()
    .with('visit', { date: '2026-04-12', kind: 'follow-up', mmrc: 2, comment: 'By telephone first' })
    .with('laboratory', { test: 'ck', date: '2026-04-12', value: 310, unit: 'U/L', version: 4 })
    .with('laboratory', { test: 'ldh', date: '2026-04-12', value: 250, unit: 'U/L', laboratory: 'Basel' })
    .with('pft', { date: '2026-04-12', fvc: 2.4, fvc_unit: 'L' })
    .with('treatment', { drug: 'prednisone', started: '2025-01-01' })
    .with('dose_step', { treatment: 'treatment-1', started: '2025-01-01', dose: 20, unit: 'mg', frequency: 'daily' })
    .with('dose_step', { treatment: 'treatment-1', started: '2026-04-12', dose: 15, unit: 'mg', frequency: 'daily' })

  test('changes nothing where nothing is typed', () => {
    expect(saved(builder, {}, 'visit-1')).toEqual([])
  })
  test('changes only what was typed, by version, and keeps comments and laboratories', () => {
    const changes = saved(builder, { visit: { mmrc: '1' }, laboratory: { ck: '290', ldh: '240' } }, 'visit-1')
    expect(changes).toMatchObject([
      { do: 'edit', form: 'visit', id: 'visit-1', values: { mmrc: 1, comment: 'By telephone first' } },
      { do: 'edit', form: 'laboratory', id: 'laboratory-1', version: 4, values: { value: 290 } },
      { do: 'edit', form: 'laboratory', id: 'laboratory-2', values: { value: 240, laboratory: 'Basel' } },
    ])
  })
  test('takes back what was emptied', () => {
    const changes = saved(
      builder,
      { laboratory: { ck: '' }, pft: { fvc: '' }, treatment: { 'treatment-1': '' } },
      'visit-1',
    )
    expect(changes).toMatchObject([
      { do: 'void', form: 'pft', id: 'pft-1' },
      { do: 'void', form: 'laboratory', id: 'laboratory-1', version: 4 },
      { do: 'void', form: 'dose_step', id: 'dose_step-2' },
    ])
  })
  test('shows the dose from before it, and its own change as what is typed', () => {
    const { treatments, drafts } = aVisitPage(builder.record, today, {}, 'visit-1')
    expect(treatments[0]).toMatchObject({ dose: '20 mg daily', since: '2025-01-01' })
    expect(drafts['treatment']?.['treatment-1']?.text).toBe('15 mg daily')
  })
  test('takes its records along when its date changes', () => {
    const everything = ['visit', 'pft', 'laboratory'].map((part) => [part, { date: '2026-04-13' }])
    const changes = saved(builder, Object.fromEntries(everything) as Typed, 'visit-1')
    expect(changes.map((change) => 'values' in change && (change.values['date'] ?? change.values['started']))).toEqual(
      Array.from({ length: 5 }, () => '2026-04-13'),
    )
  })
  test('can take back a stop', () => {
    const stopped = aCase()
      .with('visit', { date: '2026-04-12', kind: 'follow-up' })
      .with('treatment', { drug: 'prednisone', started: '2025-01-01', ended: '2026-04-12', stop_reason: 'remission' })
    expect(saved(stopped, {}, 'visit-1')).toEqual([])
    expect(saved(stopped, { treatment: { 'treatment-1': '' } }, 'visit-1')).toMatchObject([
      { do: 'edit', form: 'treatment', values: { ended: null, stop_reason: null } },
    ])
  })
})

describe('what stands in the way', () => {
  test('is said once where one date dates everything', () => {
    const { refused } = judged(aCase(), {
      visit: { kind: 'follow-up' },
      laboratory: { ck: '3', ldh: '4' },
      pft: { fvc: '2' },
    })
    expect(refused).toEqual([{ part: 'visit', field: 'date', label: undefined, message: 'Date is needed.' }])
  })
  test('leads to the field of its section and names the test', () => {
    const { refused, doubts } = judged(aCase(), {
      visit: { ...visit, weight: '900' },
      laboratory: { ck: 'many', ferritin: '99999' },
      pft: { fvc: '8' },
    })
    expect(refused.map(({ part, field }) => [part, field])).toEqual([
      ['visit', 'weight'],
      ['laboratory', 'ck'],
    ])
    expect(doubts.map(({ part, field }) => [part, field])).toEqual([
      ['laboratory', 'ferritin'],
      ['pft', 'fvc'],
    ])
    expect(refused[1]?.label).toBe('CK')
  })
  test('that the main side found stands at the same fields', () => {
    const page = judged(aCase(), { visit, laboratory: { ck: '310' }, pft: { fvc: '2.4' } })
    const issues = [
      { path: 'changes.1.ref_high', message: 'Too low.' },
      { path: 'changes.2.fvc_unit', message: 'No such unit.' },
      { path: 'label', message: 'Too long.' },
    ]
    expect(pageProblemsOf(issues, page).map(({ part, field }) => [part, field])).toEqual([
      ['laboratory', 'ck_range'],
      ['pft', 'fvc'],
    ])
  })
})
