import { describe, expect, it } from 'vitest'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { dossierOf } from '#shared/domain/documents/dossier-of.ts'
import { publishedCase } from '#main/demo/published-case.ts'
import { aCase } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'

const today = '2026-11-26'
const daily = { unit: 'mg', frequency: 'daily' } as const
const ofPublished = (drug = 'ivig') => dossierOf(demoRecord(publishedCase()), drug, today, settings)

describe('The dossier of the published case', () => {
  it('names melanoma against rituximab, and nothing against any other drug', () => {
    expect(ofPublished().against).toEqual([
      {
        drug: 'rituximab',
        label: 'Rituximab',
        reasons: [{ text: 'Melanoma (Treated successfully a few years before April 2019)', source: 'recorded' }],
      },
    ])
  })

  it('says why mycophenolate went no further, and what held prednisone at 20 mg', () => {
    const tried = ofPublished().tried
    expect(tried.map(({ label, doses, period }) => [label, doses, period])).toEqual([
      [
        'Prednisone',
        '60 mg daily → … → 10 mg daily (10 doses); high dose (date not recorded)',
        'start not recorded – now',
      ],
      ['Mycophenolate mofetil', '500 mg daily', 'start not recorded – now'],
    ])
    expect(tried[1]!.why).toEqual([
      {
        text: '500 mg daily (intolerance): Could not be raised above 500 mg a day: gastrointestinal effects',
        source: 'recorded',
      },
    ])
    expect(tried[0]!.why.map(({ text }) => text)).toContain(
      '20 mg daily (taper): Could not go below: myalgia and arthralgia',
    )
  })

  it('tells prednisone from 20 to 10 mg with immune globulin, marked as illustrative', () => {
    const [response] = ofPublished().responses
    expect(response!.heading).toBe('Start Apr 2021 with 2 g/kg of actual body weight, monthly')
    expect(response!.lines).toContainEqual({ text: 'Prednisone 20 → 10 mg daily', source: 'illustrative' })
    expect(response!.lines.map(({ text }) => text)).toContain(
      'Prednisone-equivalent, median of 90 days: 20 mg daily before, 17.5 by day 90 (−13 %), 12.5 by day 180 (−38 %), 10 by day 365 (−50 %)',
    )
  })

  it('gives the course with its dates', () => {
    const rows = ofPublished().course
    expect(rows.map(({ id }) => id)).toEqual(['fvc', 'dlco', 'ck', 'mmrc', 'prednisone'])
    expect(rows[0]).toMatchObject({
      first: { text: '79 % (3.46 L)', date: '2019-05-07', source: 'illustrative' },
      worst: { text: '74 % (3.21 L)', date: '2020-03-10' },
      last: { text: '77 % (3.28 L)', date: '2022-03-08' },
    })
    expect(rows[2]).toMatchObject({ worst: { text: '1187 U/L (5.9 × ULN)', date: '2020-02-04' } })
    expect(rows[4]).toMatchObject({ first: { text: '60 mg daily' }, last: { text: '10 mg daily', date: '2021-10-05' } })
  })

  it('meets no criteria set, since no antisynthetase antibody is recorded', () => {
    expect(new Set(ofPublished().criteria.map(({ verdict }) => verdict))).toEqual(new Set(['not assessable']))
    expect(ofPublished().criteria[0]).toMatchObject({
      name: 'Connors',
      because: 'required antibody not recorded.',
      missing: ['anti-synthetase antibody'],
    })
  })

  it('asks for what the record orders, by the weight that it holds', () => {
    expect(ofPublished().request).toEqual([
      { label: 'Drug', text: 'Immune globulin, intravenous' },
      { label: 'Purpose', text: 'maintenance', source: 'recorded' },
      { label: 'Dose', text: '2 g/kg of actual body weight, monthly, ordered since Apr 2021', source: 'recorded' },
      { label: 'Body weight', text: '82 kg, 8 Mar 2022; dosed by actual body weight', source: 'illustrative' },
      { label: 'Interval', text: 'every 28 days so far (median of 10 intervals)', source: 'illustrative' },
      { label: 'Amount of one cycle', text: '2 g/kg (164 g), given 8 Mar 2022', source: 'illustrative' },
    ])
  })

  it('for a drug that was never given, tells immune globulin among what was tried', () => {
    const { tried, responses, infusions, request } = ofPublished('rituximab')
    expect(tried.map(({ drug }) => drug)).toContain('ivig')
    expect([responses, infusions]).toEqual([[], []])
    expect(request.filter(({ text }) => text !== undefined)).toEqual([
      { label: 'Drug', text: 'Rituximab' },
      expect.anything(),
    ])
  })

  it('looks back on progression from the last day with something new', () => {
    const { progression } = ofPublished()
    expect(progression.lookedBackFrom).toBe('2022-03-31')
    expect(progression.lines.map(({ id }) => id)).toEqual(['ppf-2022', 'inbuild', 'omeract'])
  })
})

describe('A dossier', () => {
  it('of a record with nothing but a code asserts nothing', () => {
    const { course, tried, against, infusions, responses, request, criteria } = dossierOf(
      aCase().record,
      'ivig',
      today,
      settings,
    )
    expect([course, tried, against, infusions, responses]).toEqual([[], [], [], [], []])
    expect(request.filter(({ text }) => text !== undefined)).toEqual([
      { label: 'Drug', text: 'Immune globulin, intravenous' },
    ])
    expect(criteria.every(({ verdict }) => verdict === 'not assessable')).toBe(true)
  })

  it('computes the amount of a cycle from the dose ordered and the last weight, and says so', () => {
    const { record } = aCase()
      .with('treatment', { drug: 'ivig', started: '2024-01-10' })
      .with('dose_step', { treatment: 'treatment-1', started: '2024-01-10', dose: 2, unit: 'g/kg', frequency: 'q4w' })
      .with('visit', { date: '2024-02-01', weight: 70.5, weight_unit: 'kg' })
    const rows = Object.fromEntries(
      dossierOf(record, 'ivig', '2024-03-01', settings).request.map(({ label, text }) => [label, text]),
    )
    expect(rows['Interval']).toBe('every 28 days, as ordered')
    expect(rows['Amount of one cycle']).toBe('141 g (computed: 2 g/kg × 70.5 kg)')
    expect(rows['Purpose']).toBeUndefined()
  })

  it('tells why a course was stopped, and where nobody recorded why', () => {
    const { record } = aCase()
      .with('treatment', {
        drug: 'azathioprine',
        started: '2020-01',
        ended: '2020-06-01',
        stop_reason: 'intolerance',
        stop_detail: 'nausea',
      })
      .with('treatment', { drug: 'tacrolimus', started: '2021-01', ended: '2021-06-01' })
      .with('dose_step', { treatment: 'treatment-2', started: '2021-01', dose: 2, ...daily })
      .with('treatment', { drug: 'cotrimoxazole', started: '2020-01' })
    const { tried } = dossierOf(record, 'ivig', today, settings)
    expect(tried.map(({ label, why }) => [label, why.map(({ text }) => text)])).toEqual([
      ['Azathioprine', ['stopped: intolerance: nausea']],
      ['Tacrolimus', ['stopped, reason not recorded']],
    ])
  })

  it('tells infusions of another drug with its course', () => {
    const { record } = aCase()
      .with('treatment', { drug: 'rituximab', started: '2024-01-09', ended: '2026-03-31', stop_reason: 'infection' })
      .with('infusion', {
        treatment: 'treatment-1',
        drug: 'rituximab',
        date: '2024-01-09',
        total_dose: 1000,
        total_dose_unit: 'mg',
      })
      .with('infusion', {
        treatment: 'treatment-1',
        drug: 'rituximab',
        date: '2024-01-23',
        total_dose: 1000,
        total_dose_unit: 'mg',
      })
    const [rituximab] = dossierOf(record, 'ivig', today, settings).tried
    expect(rituximab).toMatchObject({ doses: '2 infusions, 1000 mg', why: [{ text: 'stopped: infection' }] })
  })

  it('tells an adverse event with the drug that was suspected', () => {
    const { record } = aCase().with('treatment', { drug: 'mycophenolate', started: '2020-01' }).with('event', {
      kind: 'infection',
      title: 'pneumonia',
      grade: 3,
      onset: '2020-05-02',
      suspected_drug: 'mycophenolate',
      relatedness: 'probable',
    })
    expect(dossierOf(record, 'ivig', today, settings).tried[0]!.why).toEqual([
      { text: 'Infection: pneumonia, grade 3 (suspected, probable)', date: '2020-05-02', source: 'recorded' },
    ])
  })

  it('sets a clinician’s judgment beside a verdict', () => {
    const { record } = aCase().with('judgment', {
      rule: 'connors',
      judged_on: '2024-05-03',
      as_of: '2024-05-03',
      verdict: 'met',
      computed: 'not-assessable',
      reason: 'PL-12 by an outside laboratory',
    })
    const line = dossierOf(record, 'ivig', today, settings).criteria.find(({ id }) => id === 'connors')
    expect(line).toMatchObject({
      verdict: 'not assessable',
      judgment: 'Overruled 3 May 2024: met – “PL-12 by an outside laboratory”',
    })
  })
})
