import { describe, expect, it } from 'vitest'
import { caseSummaryOf } from '#shared/domain/case-summary.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2022-06-30'
const daily = { unit: 'mg', frequency: 'daily' } as const
const summaryOf = (built: CaseBuilder) => caseSummaryOf(built.record, today, standardClinicalSettings)

/** The published case, as far as its text goes. */
const seed = aCase({ code: 'AS-0001', sex: 'male', birth_date: '1951', consent: 'not-recorded' })
  .with('diagnosis', { kind: 'ild', date: '2019-04' })
  .with('diagnosis', { kind: 'asys', basis: 'clinical' })
  .with('manifestation', { term: 'rash', status: 'absent', observed_on: '2019-04' })
  .with('manifestation', { term: 'dry-eyes', status: 'present' })
  .with('history', { condition: 'melanoma', description: 'treated with success', contraindicates: ['rituximab'] })
  .with('antibody', { specificity: 'ana', result: 'positive', titre: 5120, date: '2019-04' })
  .with('antibody', { specificity: 'ku', result: 'positive', date: '2019-04' })
  .with('imaging', { modality: 'hrct', date: '2019-04', pattern: 'nsip-fibrotic', certainty: 'possible' })
  .with('procedure', { kind: 'lung-biopsy', status: 'refused', date: '2019' })
  .with('procedure', { kind: 'muscle-biopsy', site: 'left biceps femoris', status: 'done', diagnostic: 'no' })
  .with('treatment', { drug: 'prednisone', indication: 'induction' })
  .with('dose_step', { treatment: 'treatment-1', dose_text: 'high dose', reason: 'start' })
  .with('dose_step', { treatment: 'treatment-1', dose: 10, started: '2021', reason: 'taper', ...daily })
  .with('treatment', { drug: 'mycophenolate', indication: 'maintenance' })
  .with('dose_step', {
    treatment: 'treatment-2',
    dose: 500,
    reason: 'intolerance',
    reason_detail: 'gastrointestinal',
    ...daily,
  })
  .with('approval', { drug: 'ivig', decision: 'approved', first_dose_on: '2021-04' })
  .with('treatment', { drug: 'ivig', started: '2021-04', indication: 'maintenance' })
  .with('infusion', {
    treatment: 'treatment-3',
    drug: 'ivig',
    date: '2021-04',
    dose_per_kg: 2,
    dose_per_kg_unit: 'g/kg',
    reaction_grade: 0,
    best_effect_day: 3,
    wearing_off_week: 3,
  })
  .with('infusion', {
    treatment: 'treatment-3',
    drug: 'ivig',
    date: '2021-05',
    dose_per_kg: 2,
    dose_per_kg_unit: 'g/kg',
    wearing_off_week: 4,
  })

describe('the summary of the published case', () => {
  const summary = summaryOf(seed)

  it('lists diagnoses, dated ones first', () => {
    expect(summary.diagnoses.map(({ text, date }) => [text, date])).toEqual([
      ['Interstitial lung disease', '2019-04'],
      ['Antisynthetase syndrome (clinical picture)', undefined],
    ])
  })

  it('says what a past disease speaks against', () => {
    expect(summary.history.map(({ text }) => text)).toEqual(['Against rituximab: melanoma (treated with success)'])
  })

  it('tells the refused biopsy and the one that was not diagnostic', () => {
    expect(summary.procedures.map(({ text }) => text)).toEqual([
      'Lung biopsy: refused by the patient',
      'Muscle biopsy (left biceps femoris): not diagnostic',
    ])
  })

  it('tells present treatment with what is not known of it', () => {
    expect(summary.currentTreatment.map(({ drug, dose, since }) => [drug, dose, since])).toEqual([
      ['ivig', 'last 2 g/kg, 2 infusions', '2021-04'],
      ['prednisone', '10 mg daily', '2021'],
      ['mycophenolate', 'dose in force not recorded', undefined],
    ])
  })

  it('tells every dose with its reason', () => {
    const prednisone = summary.treatmentHistory.find(({ drug }) => drug === 'prednisone')!
    expect(prednisone.doses.map(({ from, dose, reason, ongoing }) => [from, dose, reason, ongoing])).toEqual([
      [undefined, 'high dose (date not recorded)', 'start', false],
      ['2021', '10 mg daily', 'taper', true],
    ])
    const mycophenolate = summary.treatmentHistory.find(({ drug }) => drug === 'mycophenolate')!
    expect(mycophenolate.doses[0]).toMatchObject({ reason: 'intolerance: gastrointestinal' })
  })

  it('sums up the infusions', () => {
    expect(summary.infusions).toMatchObject([
      {
        label: 'Immune globulin, intravenous',
        count: 2,
        first: '2021-04',
        last: '2021-05',
        dose: '2 g/kg',
        reactions: '1 × no reaction, 1 × reaction not recorded',
        bestEffect: 'day 3',
        wearingOff: 'weeks 3–4',
      },
    ])
    expect(summary.infusions[0]!.medianIntervalDays).toBeUndefined()
  })

  it('says that the start of the approval is not recorded', () => {
    expect(summary.approvals[0]).toMatchObject({ decision: 'Approved', delay: 'start not recorded' })
  })

  it('names what is not recorded', () => {
    expect(summary.openItems.map(({ text }) => text)).toEqual([
      'Anti-synthetase antibody not recorded',
      'ANA pattern not recorded',
      'No pulmonary function test recorded',
      'No CK recorded',
      'Start of prednisone not recorded',
      'A dose of prednisone or its date not recorded',
      'Start of mycophenolate mofetil not recorded',
      'A dose of mycophenolate mofetil or its date not recorded',
      'Day of asking for immune globulin, intravenous not recorded',
      'Consent not recorded',
      'Height not recorded',
      'Smoking not recorded',
      'Birth date known to the year only',
    ])
  })

  it('marks nothing as made up that is not', () => {
    expect(summary).toMatchObject({ illustrative: false, synthetic: false })
    const marked = summaryOf(seed.with('pft', { date: '2022-01', fvc_pct: 70, source: 'illustrative' }))
    expect(marked).toMatchObject({ illustrative: true, synthetic: false })
  })
})

describe('last, best and worst', () => {
  it('low is good for CK and dyspnea, high for everything else', () => {
    const built = aCase()
      .with('laboratory', { test: 'ck', date: '2020-01-01', value: 900, unit: 'U/L' })
      .with('laboratory', { test: 'ck', date: '2021-01-01', value: 2, unit: 'ukat/L' })
      .with('laboratory', { test: 'ck', date: '2022-01-01', value: 300, unit: 'U/L' })
      .with('pft', { date: '2020-01-01', fvc_pct: 55 })
      .with('pft', { date: '2021-01-01', fvc_pct: 70 })
      .with('pft', { date: '2022-01-01', fvc_pct: 61 })
    const told = summaryOf(built).measures.map(({ id, last, best, worst }) => [
      id,
      last.text,
      best?.text,
      best?.date,
      worst?.text,
    ])
    expect(told).toEqual([
      ['ck', '300 U/L', '2 µkat/L', '2021-01-01', '900 U/L'],
      ['fvc', '61 %', '70 %', '2021-01-01', '55 %'],
    ])
  })
})

describe('the delay of an approval', () => {
  it.each([
    [{ asked_on: '2021-01-04', first_dose_on: '2021-04-12' }, '98 days to the first dose'],
    [{ asked_on: '2021-01', first_dose_on: '2021-04-12' }, '71–101 days to the first dose'],
    [{ asked_on: '2021-01-04', decided_on: '2021-01-05' }, '1 day to the decision'],
    [{ asked_on: '2021-01-04', decision: 'pending' as const }, 'pending'],
    [{ asked_on: '2021-01-04' }, 'end not recorded'],
    [{ first_dose_on: '2021-04' }, 'start not recorded'],
  ])('%o is %s', (dates, delay) => {
    expect(summaryOf(aCase().with('approval', { drug: 'ivig', ...dates })).approvals[0]!.delay).toBe(delay)
  })
})

describe('what is not recorded', () => {
  const open = (built: CaseBuilder) => summaryOf(built).openItems.map(({ text }) => text)

  it('names a year without pulmonary function test while the case is followed', () => {
    const built = aCase().with('pft', { date: '2021-04-02', fvc_pct: 60 })
    expect(open(built)).toContain('No pulmonary function test since 2 Apr 2021 (14 months)')
    const recent = built.with('pft', { date: '2022-04-02', fvc_pct: 60 })
    expect(open(recent).some((text) => text.includes('function test'))).toBe(false)
  })

  it('gives the reason where one is known, and asks nothing that does not apply', () => {
    const asked = open(aCase({ missing: { smoking: 'refused', height: 'not-applicable' } }))
    expect(asked).toContain('Smoking refused')
    expect(asked.some((text) => text.startsWith('Height'))).toBe(false)
  })
})

describe('a manifestation that was looked for again and again', () => {
  const summary = summaryOf(
    aCase()
      .with('manifestation', { term: 'cough', status: 'present', onset: '2019-03', observed_on: '2019-04-12' })
      .with('manifestation', { term: 'cough', status: 'present', observed_on: '2020-04-12' })
      .with('manifestation', { term: 'arthritis', status: 'present', observed_on: '2020-04-12' })
      .with('manifestation', { term: 'arthritis', status: 'present', observed_on: '2021-04-12' })
      .with('manifestation', { term: 'fever', status: 'present', onset: '2019' })
      .with('manifestation', { term: 'fever', status: 'present', onset: '2021-02' })
      .with('manifestation', { term: 'other', status: 'present' })
      .with('manifestation', { term: 'other', status: 'present' }),
  )

  it('is told once, or once for each onset', () => {
    expect(summary.manifestations.map(({ text, date }) => [text, date])).toEqual([
      ['Fever, unexplained', '2019'],
      ['Cough', '2019-03'],
      ['Fever, unexplained', '2021-02'],
      ['Arthritis', undefined],
      ['Other manifestation', undefined],
      ['Other manifestation', undefined],
    ])
  })
})
