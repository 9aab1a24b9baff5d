import { describe, expect, it } from 'vitest'
import { caseFactsOf } from '#shared/domain/case-facts.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2024-06-30'
const factsOf = (built: CaseBuilder) => caseFactsOf(built.record, today, standardClinicalSettings)
const daily = { unit: 'mg', frequency: 'daily' } as const

describe('age', () => {
  it.each([
    ['1956-07-01', '67'],
    ['1956-06-30', '68'],
    ['1956', '67–68'],
  ])('of someone born %s is %s', (birth, text) => {
    expect(factsOf(aCase({ birth_date: birth })).age).toMatchObject({ text, at: 'today' })
  })

  it('stops at death', () => {
    const died = aCase({ birth_date: '1950-01-01', status: 'died' }).with('event', { kind: 'death', onset: '2020-03' })
    expect(factsOf(died).age).toMatchObject({ text: '70', at: 'death' })
    expect(factsOf(died).asOf).toBe('2020-03-31')
  })
})

describe('antibodies', () => {
  const texts = (built: CaseBuilder) => factsOf(built).antibodies.positive.map(({ text }) => text)

  it('stand with their strength, the anti-synthetase one first', () => {
    const built = aCase()
      .with('antibody', { specificity: 'ana', result: 'positive', titre: 5120, date: '2019-01-01' })
      .with('antibody', { specificity: 'ro52', result: 'positive', intensity: '2' })
      .with('antibody', { specificity: 'jo-1', result: 'positive', intensity: '3' })
      .with('antibody', { specificity: 'ccp', result: 'weak', value: 22, unit: 'U/mL' })
      .with('antibody', { specificity: 'mda5', result: 'negative' })
    expect(texts(built)).toEqual(['Jo-1 +++', 'Ro52 ++', 'ANA 1:5120', 'CCP weakly positive (22 U/mL)'])
    expect(factsOf(built).antibodies).toMatchObject({ synthetase: 'positive' })
    expect(factsOf(built).antibodies.synthetaseNote).toBeUndefined()
  })

  it('anti-Ku is none of the anti-synthetase antibodies, and what was not recorded is not negative', () => {
    const { antibodies } = factsOf(aCase().with('antibody', { specificity: 'ku', result: 'positive' }))
    expect(antibodies).toMatchObject({
      positive: [{ code: 'ku', synthetase: false, text: 'Ku positive', recordId: 'antibody-1' }],
      synthetase: 'not-recorded',
      synthetaseNote: 'anti-synthetase antibody not recorded',
    })
  })

  it.each([
    ['negative', 'anti-synthetase antibody negative (PL-7)'],
    ['borderline', 'anti-synthetase antibody borderline (PL-7)'],
    ['not-on-panel', 'anti-synthetase antibody not tested'],
  ] as const)('a result of %s reads "%s"', (result, note) => {
    const { antibodies } = factsOf(aCase().with('antibody', { specificity: 'pl-7', result }))
    expect(antibodies.synthetaseNote).toBe(note)
  })
})

describe('pattern and disease', () => {
  it('the pattern of the newest CT that names one, since the first of the studies that agree', () => {
    const built = aCase()
      .with('imaging', { modality: 'hrct', date: '2018-01', pattern: 'op' })
      .with('imaging', { modality: 'hrct', date: '2019-03', pattern: 'nsip-op' })
      .with('imaging', { modality: 'ct', date: '2020-03', pattern: 'nsip-op' })
      .with('imaging', { modality: 'chest-radiograph', date: '2022-01', pattern: 'normal' })
      .with('imaging', { modality: 'hrct', date: '2023-01' })
    expect(factsOf(built).pattern).toEqual({
      code: 'nsip-op',
      label: 'NSIP with OP',
      since: '2019-03',
      recordIds: ['imaging-3', 'imaging-2'],
    })
  })

  it('counts from the first date of ILD or antisynthetase syndrome', () => {
    const built = aCase()
      .with('diagnosis', { kind: 'pm', date: '2010' })
      .with('diagnosis', { kind: 'asys', date: '2020-01-15' })
      .with('diagnosis', { kind: 'ild', date: '2019-03' })
    expect(factsOf(built).disease).toMatchObject({ since: '2019-03', text: '5.3 y', recordId: 'diagnosis-3' })
    expect(factsOf(aCase().with('diagnosis', { kind: 'ild', date: '2019' })).disease!.text).toBe('4.5–5.5 y')
  })
})

describe('lung function', () => {
  const fvc = (...tests: readonly (readonly [string, number])[]) =>
    factsOf(tests.reduce<CaseBuilder>((all, [date, value]) => all.with('pft', { date, fvc_pct: value }), aCase())).fvc

  it('is compared with the value nearest to a year before', () => {
    const trend = fvc(['2022-06-01', 70], ['2023-05-20', 61], ['2023-12-01', 58], ['2024-06-01', 55])
    expect(trend).toMatchObject({
      last: { value: 55 },
      before: { value: 61, recordId: 'pft-2' },
      change: -6,
      months: 12,
    })
  })

  it('is not compared with a value less than three months older', () => {
    expect(fvc(['2024-04-01', 61], ['2024-06-01', 55])!.change).toBeUndefined()
    expect(fvc(['2024-03-01', 61], ['2024-06-01', 55])).toMatchObject({ change: -6, months: 3 })
  })

  it('passes over tests that lie ahead', () => {
    expect(fvc(['2024-06-01', 55], ['2024-12-01', 80])!.last.value).toBe(55)
    expect(fvc()).toBeUndefined()
  })
})

describe('CK', () => {
  it('stands in multiples of its own upper limit, else as entered', () => {
    const result = { test: 'ck', date: '2024-01-01', value: 420, unit: 'U/L' } as const
    expect(factsOf(aCase().with('laboratory', { ...result, ref_high: 200 })).ck).toMatchObject({
      text: '2.1 × ULN',
      timesUln: 2.1,
    })
    expect(factsOf(aCase().with('laboratory', result)).ck!.text).toBe('420 U/L')
  })
})

describe('treatment now', () => {
  it('prednisone-equivalent of what runs, with the step that says so', () => {
    const built = aCase()
      .with('treatment', { drug: 'prednisone', started: '2023-01-01' })
      .with('dose_step', { treatment: 'treatment-1', started: '2023-01-01', dose: 10, ...daily })
      .with('dose_step', { treatment: 'treatment-1', started: '2024-01', dose: 7.5, ...daily })
    expect(factsOf(built).prednisone).toEqual({
      state: 'known',
      mgPerDay: 7.5,
      label: '7.5 mg daily',
      since: '2024-01',
      recordIds: ['dose_step-2'],
    })
  })

  it('is unknown, not none, while a glucocorticoid of unknown dose runs', () => {
    const undated = aCase().with('treatment', { drug: 'prednisone' })
    expect(factsOf(undated).prednisone).toMatchObject({ state: 'unknown' })
    const high = undated.with('dose_step', { treatment: 'treatment-1', dose_text: 'high dose', started: '2024-01-01' })
    expect(factsOf(high).prednisone).toMatchObject({ state: 'unknown', label: 'high dose' })
  })

  it('is none after the last day, and nothing is said where no treatment is recorded', () => {
    const ended = aCase().with('treatment', { drug: 'prednisone', started: '2023-01-01', ended: '2024-06-29' })
    expect(factsOf(ended).prednisone).toMatchObject({ state: 'none', mgPerDay: 0 })
    expect(factsOf(aCase()).prednisone).toBeUndefined()
  })

  it('lists the other drugs in force, not those that ended, lie ahead or prevent infections', () => {
    const built = aCase()
      .with('treatment', { drug: 'mycophenolate', started: '2020' })
      .with('treatment', { drug: 'azathioprine', started: '2019', ended: '2020' })
      .with('treatment', { drug: 'nintedanib', started: '2024-07-01' })
      .with('treatment', { drug: 'cotrimoxazole', started: '2020' })
      .with('treatment', { drug: 'ivig', started: '2021-04' })
      .with('infusion', { drug: 'ivig', treatment: 'treatment-5', date: '2021-04' })
    expect(factsOf(built).drugs).toEqual(['mycophenolate', 'ivig'])
  })

  it('counts the infusions of immune globulin up to now and their usual interval', () => {
    const built = ['2024-01-01', '2024-01-29', '2024-02-26', '2024-04-01', '2024-12-01'].reduce<CaseBuilder>(
      (all, date) => all.with('infusion', { drug: 'ivig', date }),
      aCase(),
    )
    expect(factsOf(built).ivig).toMatchObject({
      count: 4,
      first: '2024-01-01',
      last: '2024-04-01',
      medianIntervalDays: 28,
    })
  })
})

describe('oxygen', () => {
  it.each([
    [{ oxygen_rest: 0, oxygen_exertion: 0 }, 'room air'],
    [{ oxygen_rest: 0, oxygen_exertion: 2 }, 'room air at rest, 2 L/min on exertion'],
    [{ oxygen_rest: 1.5 }, '1.5 L/min at rest'],
  ])('%o reads %s', (values, text) => {
    const built = aCase().with('visit', { date: '2024-01-01', kind: 'follow-up', ...values })
    expect(factsOf(built.with('visit', { date: '2024-02-01', kind: 'telephone' })).oxygen).toMatchObject({
      text,
      date: '2024-01-01',
    })
  })
})
