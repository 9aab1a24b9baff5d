import { describe, expect, it } from 'vitest'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { timelineOf } from '#shared/domain/timeline.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2024-06-30'
const drawn = (built: CaseBuilder) => timelineOf(built.record, today, standardClinicalSettings)
const laneOf = (built: CaseBuilder, id: string) => drawn(built).series.find((lane) => lane.id === id)
const daily = { unit: 'mg', frequency: 'daily' } as const

describe('measured values', () => {
  it('CK stands in U/L whatever it was entered in, with its own limit, and reads as entered', () => {
    const built = aCase()
      .with('laboratory', { test: 'ck', date: '2024-01-10', value: 5, unit: 'ukat/L', ref_high: 3.2 })
      .with('laboratory', {
        test: 'ck',
        date: '2024-02-10',
        value: 40,
        value_comparator: '<',
        unit: 'U/L',
        ref_high: 192,
      })
      .with('laboratory', { test: 'crp', date: '2024-02-10', value: 5, unit: 'mg/L' })
    const ck = laneOf(built, 'ck')!
    expect(ck).toMatchObject({ unit: 'U/L', scale: 'log' })
    expect(ck.points).toMatchObject([
      { value: 300, label: '5 µkat/L', upperLimit: 192 },
      { value: 40, label: '<40 U/L', comparator: '<', upperLimit: 192 },
    ])
    expect(ck.upperLimits).toEqual([{ from: dayNumber('2024-01-10'), to: dayNumber('2024-02-10'), value: 192 }])
  })

  it('the band of the upper limit breaks where a result came without one, and where it changed', () => {
    const limits = [200, 200, undefined, 200, 170, 170]
    const built = limits.reduce<CaseBuilder>(
      (all, limit, index) =>
        all.with('laboratory', { test: 'ck', date: `2024-0${index + 1}-01`, value: 100, unit: 'U/L', ref_high: limit }),
      aCase(),
    )
    const stretches = laneOf(built, 'ck')!.upperLimits
    expect(stretches.map(({ from, to, value }) => [isoOfDay(from), isoOfDay(to), value])).toEqual([
      ['2024-01-01', '2024-02-01', 200],
      ['2024-04-01', '2024-04-01', 200],
      ['2024-05-01', '2024-06-01', 170],
    ])
  })

  it('a CK without unit is named, not drawn', () => {
    const built = aCase().with('laboratory', { test: 'ck', date: '2024-01-10', value: 300 })
    expect(laneOf(built, 'ck')).toBeUndefined()
    expect(drawn(built).undated).toEqual(['CK: 300 (unit not known), 10 Jan 2024'])
  })

  it('FVC and DLCO are percent of predicted as entered; a partial date keeps its span', () => {
    const built = aCase().with('pft', { date: '2024-03', fvc_pct: 61.4, dlco_pct: 48, fvc: 2.4, fvc_unit: 'L' })
    expect(laneOf(built, 'fvc')!.points).toMatchObject([
      { value: 61.4, label: '61.4 %', date: '2024-03', first: dayNumber('2024-03-01'), last: dayNumber('2024-03-31') },
    ])
    expect(laneOf(built, 'dlco')!.points).toMatchObject([{ value: 48 }])
  })

  it('of two tests on one day the one before the bronchodilator stands', () => {
    const built = aCase()
      .with('pft', { date: '2024-03-01', fvc_pct: 66, bronchodilator: 'post' })
      .with('pft', { date: '2024-03-01', fvc_pct: 61, bronchodilator: 'pre' })
      .with('pft', { date: '2024-05-01', fvc_pct: 64, bronchodilator: 'post' })
    expect(laneOf(built, 'fvc')!.points.map(({ value }) => value)).toEqual([61, 64])
  })

  it('high attenuation of the lungs is a lane of its own that says what it is, and of which kernel each value is', () => {
    const built = aCase()
      .with('image_series', { date: '2021-02-03', kernel: 'B30f' })
      .with('ct_density', { series: 'image_series-1', date: '2021-02-03', haa_pct: 8.1 })
      .with('ct_density', { date: '2022', haa_pct: 12 })
      .with('ct_density', { date: '2023-01-01' })
    expect(laneOf(built, 'haa')).toMatchObject({
      label: 'HAA (research)',
      unit: '%',
      points: [
        { value: 8.1, label: '8.1 % (B30f)', recordId: 'ct_density-1' },
        { value: 12, label: '12 %', date: '2022' },
      ],
    })
    expect(laneOf(aCase().with('image_series', { date: '2021-02-03' }), 'haa')).toBeUndefined()
  })

  it('saturation, walk and dyspnea have lanes of their own', () => {
    const built = aCase()
      .with('visit', { date: '2024-03-01', kind: 'follow-up', mmrc: 2, spo2_rest: 94, oxygen_rest: 2 })
      .with('walk_test', { date: '2024-03-01', distance: 1000, distance_unit: '[ft_i]' })
    expect(laneOf(built, 'spo2')!.points[0]).toMatchObject({ value: 94, label: '94 % on 2 L/min' })
    expect(laneOf(built, 'mmrc')!.points[0]).toMatchObject({ value: 2, label: '2' })
    expect(laneOf(built, 'walk')!.points[0]!.value).toBeCloseTo(304.8)
    expect(laneOf(built, 'walk')!.points[0]!.label).toBe('1000 ft')
  })
})

describe('drug lanes', () => {
  it('come in order of first use, glucocorticoids first', () => {
    const built = aCase()
      .with('treatment', { drug: 'mycophenolate', started: '2020-01-01' })
      .with('infusion', { drug: 'ivig', date: '2019-06-01' })
      .with('treatment', { drug: 'prednisone', started: '2021-01-01' })
    expect(drawn(built).drugs.map(({ drug }) => drug)).toEqual(['prednisone', 'ivig', 'mycophenolate'])
  })

  it('infusions stand in the lane of their drug, which has no dose between them', () => {
    const built = aCase()
      .with('treatment', { drug: 'ivig', started: '2024-01', indication: 'maintenance' })
      .with('infusion', {
        treatment: 'treatment-1',
        drug: 'ivig',
        date: '2024-01-10',
        ended: '2024-01-12',
        dose_per_kg: 2,
        dose_per_kg_unit: 'g/kg',
        weight: 82,
        weight_unit: 'kg',
        reaction_grade: 1,
        reaction: 'headache',
      })
    const [lane, ...others] = drawn(built).drugs
    expect(others).toEqual([])
    expect(lane).toMatchObject({ id: 'drug:ivig', label: 'IVIg', segments: [] })
    expect(lane!.infusions).toMatchObject([
      {
        date: '2024-01-10',
        label: '2 g/kg',
        unit: 'g',
        note: 'reaction grade 1: headache',
        until: { date: '2024-01-12' },
      },
    ])
    expect(lane!.infusions[0]!.amount).toBeCloseTo(164)
  })

  it('drugs outside the list keep a lane each', () => {
    const built = aCase()
      .with('treatment', { drug: 'other', started: '2020-01-01' })
      .with('treatment', { drug: 'other', started: '2021-01-01' })
    expect(drawn(built).drugs.map(({ id }) => id)).toEqual(['drug:other:treatment-1', 'drug:other:treatment-2'])
  })

  it('a dose carries why it was changed', () => {
    const built = aCase()
      .with('treatment', { drug: 'mycophenolate', started: '2020-01-01' })
      .with('dose_step', {
        treatment: 'treatment-1',
        started: '2020-01-01',
        dose: 500,
        unit: 'mg',
        frequency: 'bid',
        reason: 'start',
      })
      .with('dose_step', {
        treatment: 'treatment-1',
        started: '2020-03-01',
        dose: 500,
        ...daily,
        reason: 'intolerance',
        reason_detail: 'nausea',
      })
    expect(drawn(built).drugs[0]!.segments).toMatchObject([
      { perDay: 1000, label: '500 mg twice daily', reason: 'start' },
      { perDay: 500, label: '500 mg daily', reason: 'intolerance: nausea', ongoing: true },
    ])
  })

  it('nothing is in force after a death', () => {
    const built = aCase({ status: 'died', status_on: '2023-05-04' })
      .with('treatment', { drug: 'prednisone', started: '2023-01-01' })
      .with('dose_step', { treatment: 'treatment-1', started: '2023-01-01', dose: 10, ...daily })
    const { drugs, steroid, events, to } = drawn(built)
    expect(drugs[0]!.segments[0]!.to).toBe(dayNumber('2023-05-04'))
    expect(steroid!.steps.at(-1)!.to).toBe(dayNumber('2023-05-04'))
    expect(events).toMatchObject([{ kind: 'death', date: '2023-05-04' }])
    expect(to).toBeLessThan(dayNumber('2023-06-30'))
  })
})

describe('events', () => {
  it('name what happened, imaging with the study that it is compared with', () => {
    const built = aCase()
      .with('diagnosis', { kind: 'asys', date: '2020', certainty: 'probable', basis: 'clinical' })
      .with('imaging', { modality: 'hrct', date: '2021-02', pattern: 'nsip-fibrotic' })
      .with('imaging', {
        modality: 'hrct',
        date: '2022-03-01',
        pattern: 'nsip-fibrotic',
        change: 'same',
        compared_with: 'imaging-1',
      })
      .with('procedure', { kind: 'lung-biopsy', status: 'refused', date: '2019-05' })
      .with('event', { kind: 'admission', title: 'pneumonia', onset: '2023-01-02', ended: '2023-01-09', grade: 3 })
    expect(drawn(built).events.map(({ kind, short, label }) => [kind, short, label])).toEqual([
      ['procedure', 'biopsy', 'Lung biopsy: refused by the patient'],
      ['diagnosis', 'ASyS', 'Antisynthetase syndrome, probable (clinical picture)'],
      ['imaging', 'CT', 'HRCT: NSIP, fibrotic'],
      ['imaging', 'CT', 'HRCT: NSIP, fibrotic; same as Feb 2021'],
      ['admission', 'admission', 'Hospital admission: pneumonia, grade 3'],
    ])
    expect(drawn(built).events.at(-1)!.until).toMatchObject({ date: '2023-01-09' })
  })

  it('what has no date is told in words', () => {
    const built = aCase()
      .with('procedure', { kind: 'muscle-biopsy', site: 'left biceps femoris', status: 'done', diagnostic: 'no' })
      .with('treatment', { drug: 'azathioprine', ended: '2020' })
      .with('treatment', { drug: 'prednisone', started: '2019-10' })
      .with('dose_step', { treatment: 'treatment-2', dose_text: 'high dose' })
    expect(drawn(built).undated).toEqual([
      'Muscle biopsy (left biceps femoris): not diagnostic',
      'AZA: start not recorded, until 2020',
      'Prednisone: high dose',
    ])
  })
})

describe('the axis', () => {
  const seen = (day: string) => aCase().with('visit', { date: day, kind: 'follow-up', mmrc: 1 })

  it('runs from the first thing drawn to today, with a little room', () => {
    const { from, to } = drawn(seen('2020-01-10').with('visit', { date: '2024-05-01', kind: 'follow-up', mmrc: 1 }))
    expect(dayNumber('2020-01-10') - from).toBeGreaterThanOrEqual(7)
    expect(dayNumber('2020-01-10') - from).toBeLessThanOrEqual(45)
    expect(to - dayNumber(today)).toBeGreaterThanOrEqual(7)
    expect(to - dayNumber(today)).toBeLessThanOrEqual(45)
  })

  it('is not stretched by an old comorbidity or the birth date', () => {
    const old = seen('2024-05-01').with('history', { condition: 'melanoma', onset: '1988' })
    expect(drawn({ ...old, record: { ...old.record, case: { ...old.record.case, birth_date: '1951' } } }).from).toBe(
      drawn(seen('2024-05-01')).from,
    )
  })

  it('ends soon after the last entry of a case that was not seen for years, and so does what goes on', () => {
    const built = seen('2020-03-01')
      .with('treatment', { drug: 'prednisone', started: '2020-01-01' })
      .with('dose_step', { treatment: 'treatment-1', started: '2020-01-01', dose: 10, ...daily })
    const { to, drugs, steroid } = drawn(built)
    expect(isoOfDay(drugs[0]!.segments[0]!.to)).toBe('2020-03-31')
    expect(drugs[0]!.segments[0]!.ongoing).toBe(true)
    expect(isoOfDay(steroid!.steps[0]!.to)).toBe('2020-03-31')
    expect(to).toBeLessThan(dayNumber('2020-06-01'))
  })

  it('of an empty case is the last year', () => {
    expect(drawn(aCase())).toMatchObject({ from: dayNumber(today) - 365, to: dayNumber(today), drugs: [], series: [] })
  })
})

it('says which sources other than recorded ones it draws', () => {
  const built = aCase()
    .with('laboratory', { test: 'ck', date: '2024-01-10', value: 300, unit: 'U/L', source: 'illustrative' })
    .with('treatment', { drug: 'prednisone', started: '2024-01-01', source: 'illustrative' })
    .with('note', { text: 'not drawn', source: 'synthetic' })
  expect(drawn(built).sources).toEqual(['illustrative'])
  expect(drawn(built).steroid!.steps[0]!.source).toBe('illustrative')
})
