import { describe, expect, it } from 'vitest'
import { caseRow } from '#shared/domain/case-row-model.ts'
import { caseRowOf } from '#shared/domain/case-row.ts'
import { aCase } from '#tests/support/a-case.ts'

const today = '2024-06-30'
const daily = { unit: 'mg', frequency: 'daily' } as const
const built = aCase({ code: 'AS-0001', sex: 'male', birth_date: '1951', referring_reason: 'Persistent infiltrates' })
  .with('diagnosis', { kind: 'ild', date: '2019-04' })
  .with('antibody', { specificity: 'ana', result: 'positive', titre: 5120, date: '2019-04' })
  .with('antibody', { specificity: 'ku', result: 'positive' })
  .with('antibody', { specificity: 'jo-1', result: 'negative' })
  .with('manifestation', { term: 'rash', status: 'absent' })
  .with('manifestation', { term: 'dry-eyes', status: 'present' })
  .with('history', { condition: 'melanoma', contraindicates: ['rituximab'] })
  .with('imaging', {
    modality: 'hrct',
    date: '2022-03',
    pattern: 'nsip-fibrotic',
    report: 'No progression in airspace disease',
  })
  .with('pft', { date: '2023-06-01', fvc_pct: 70, effort_note: 'coughed' })
  .with('pft', { date: '2024-06-01', fvc_pct: 73, source: 'illustrative' })
  .with('laboratory', { test: 'ck', date: '2024-06-01', value: 311, unit: 'U/L', ref_high: 200 })
  .with('treatment', { drug: 'prednisone', started: '2021-10' })
  .with('dose_step', { treatment: 'treatment-1', started: '2021-10', dose: 10, ...daily })
  .with('treatment', { drug: 'mycophenolate', started: '2020' })
  .with('infusion', { drug: 'ivig', date: '2024-06-03', comment: 'Home infusion' })

describe('the row', () => {
  const { row } = caseRowOf(built.record, today)

  it('is of the shape that the table is made of', () => {
    expect(() => caseRow.parse(row)).not.toThrow()
  })

  it('says where things stand', () => {
    const reportedFvc = {
      last: 73,
      change: 3,
      months: 12,
      series: [
        [19_509, 70],
        [19_875, 73],
      ],
      reported: true,
    }
    expect(row).toEqual({
      id: 'case-1',
      code: 'AS-0001',
      status: 'active',
      sex: 'male',
      birthDate: '1951',
      antibodies: ['ku', 'ana'],
      pattern: 'nsip-fibrotic',
      diagnosedOn: '2019-04',
      fvc: reportedFvc,
      fvcBy2012: reportedFvc,
      dlco: undefined,
      ck: { value: 311, unit: 'U/L', timesUln: 1.555, comparator: undefined, date: '2024-06-01' },
      prednisone: 10,
      drugs: ['mycophenolate'],
      ivig: { count: 1, last: '2024-06-03' },
      lastSeen: '2024-06-03',
      source: 'illustrative',
      monitoring: {
        ild: '2019-04',
        drugs: { prednisone: '2021-10', mycophenolate: '2020' },
        last: { hrct: '2022-03', pft: '2024-06-01', ck: '2024-06-01' },
      },
    })
  })

  it('has zero prednisone where none runs, and none where no treatment is recorded', () => {
    const ended = aCase().with('treatment', { drug: 'prednisone', started: '2020', ended: '2021' })
    expect(caseRowOf(ended.record, today).row.prednisone).toBe(0)
    expect(caseRowOf(aCase().record, today).row.prednisone).toBeUndefined()
  })

  it('has FVC under either set of equations where it can be computed', () => {
    const person = { sex: 'female', birth_date: '1965-03-15', height: 165, height_unit: 'cm' } as const
    const measured = { date: '2020-03-15', fvc: 2.4, fvc_unit: 'L', fvc_pct: 99 } as const
    const grouped = aCase({ ...person, reference_group: 'caucasian' }).with('pft', measured)
    expect(caseRowOf(grouped.record, today).row.fvc).toMatchObject({ last: 74.3, series: [[18_336, 74.3]] })
    expect(caseRowOf(grouped.record, today).row.fvc?.reported).toBeUndefined()
    expect(caseRowOf(grouped.record, today).row.fvcBy2012?.last).toBeLessThan(74)
    const ungrouped = aCase(person).with('pft', measured)
    expect(caseRowOf(ungrouped.record, today).row.fvcBy2012).toMatchObject({ last: 99, reported: true })
  })

  it('of an empty case is still a row', () => {
    expect(() => caseRow.parse(caseRowOf(aCase().record, today).row)).not.toThrow()
  })
})

describe('until when the row holds', () => {
  it('for ever, where nothing lies ahead', () => {
    expect(caseRowOf(built.record, today).validUntil).toBeUndefined()
  })

  it('until the day on which a planned dose begins, when the row is another', () => {
    const planned = built.with('dose_step', { treatment: 'treatment-1', started: '2024-09-01', dose: 7.5, ...daily })
    const { row, validUntil } = caseRowOf(planned.record, today)
    expect(row.prednisone).toBe(10)
    expect(validUntil).toBe('2024-09-01')
    expect(caseRowOf(planned.record, '2024-08-31').row.prednisone).toBe(10)
    expect(caseRowOf(planned.record, '2024-09-01').row.prednisone).toBe(7.5)
  })

  it('until the day after a planned last day', () => {
    const ending = aCase().with('treatment', { drug: 'rituximab', started: '2024-01-01', ended: '2024-07-15' })
    expect(caseRowOf(ending.record, today)).toMatchObject({ row: { drugs: ['rituximab'] }, validUntil: '2024-07-16' })
    expect(caseRowOf(ending.record, '2024-07-15').row.drugs).toEqual(['rituximab'])
    expect(caseRowOf(ending.record, '2024-07-16').row.drugs).toEqual([])
  })

  it('a planned end known to the month holds until that month begins', () => {
    const ending = aCase().with('treatment', { drug: 'rituximab', started: '2024-01-01', ended: '2024-08' })
    expect(caseRowOf(ending.record, today)).toMatchObject({ row: { drugs: ['rituximab'] }, validUntil: '2024-08-01' })
    expect(caseRowOf(ending.record, '2024-08-01').row.drugs).toEqual([])
  })
})

describe('the words by which a case is found', () => {
  const words = caseRowOf(built.record, today).searchText.split('\n')

  it.each([
    'AS-0001',
    'anti-Ku positive',
    'ANA 1:5120',
    'Prednisone',
    'MMF',
    'ivig',
    'NSIP, fibrotic',
    'Melanoma',
    'Dry eyes',
    'No progression in airspace disease',
    'Persistent infiltrates',
    'Home infusion',
    'coughed',
  ])('hold %s', (word) => {
    expect(words).toContain(word)
  })

  it.each(['Rash', 'Jo-1', '311', '73', 'Absent'])('leave out %s: a number, or what was looked for in vain', (word) => {
    expect(words).not.toContain(word)
  })

  it('stand once each', () => {
    const lower = words.map((word) => word.toLowerCase())
    expect(new Set(lower).size).toBe(lower.length)
  })
})
