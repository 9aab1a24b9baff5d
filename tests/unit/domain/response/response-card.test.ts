import { describe, expect, it } from 'vitest'
import { publishedCase } from '#main/demo/published-case.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { leastRealSource } from '#shared/domain/rules/rule-finding.ts'
import { responseCards, type ResponseCard, type ResponseRow } from '#shared/domain/response/response-card.ts'
import { standardWindows, type ResponseWindows } from '#shared/domain/response/windows.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'

const today = '2024-06-30'
const cardsOf = ({ record }: CaseBuilder, windows: Partial<ResponseWindows> = {}) =>
  responseCards(record, standardClinicalSettings, { ...standardWindows, ...windows }, today)
const cardOf = (built: CaseBuilder, windows: Partial<ResponseWindows> = {}) => cardsOf(built, windows).cards[0]!
const row = ({ rows }: ResponseCard, id: ResponseRow['id']) => rows.find((each) => each.id === id)!
const values = ({ before, after }: ResponseRow) => [before?.value, ...after.map((value) => value?.value)]

const started = aCase().with('treatment', { drug: 'rituximab', started: '2022-01-01' })
const fvc = (built: CaseBuilder, date: string, value: number) => built.with('pft', { date, fvc_pct: value })
const ck = (built: CaseBuilder, date: string, value: number) =>
  built.with('laboratory', { test: 'ck', date, value, unit: 'U/L' })

describe('before and after the start of a drug', () => {
  it('are said as a colleague would', () => {
    const built = fvc(fvc(started, '2021-12-20', 61), '2022-11-20', 66)
    expect(row(cardOf(built), 'fvc').statement).toBe('FVC 61 → 66 % predicted in 11 months')
  })

  it('takes the last value within 90 days before, of lung function within 180, the day of the start included', () => {
    const near = ck(ck(started, '2021-10-03', 900), '2022-01-01', 800)
    expect(values(row(cardOf(near), 'ck'))[0]).toBe(800)
    expect(values(row(cardOf(ck(started, '2021-10-03', 900)), 'ck'))[0]).toBe(900)
    const old = fvc(ck(started, '2021-10-02', 900), '2021-07-05', 60)
    expect(values(row(cardOf(old), 'ck'))[0]).toBeUndefined()
    expect(values(row(cardOf(old), 'fvc'))[0]).toBe(60)
    expect(values(row(cardOf(fvc(started, '2021-07-04', 60)), 'fvc'))[0]).toBeUndefined()
  })

  it('takes the values nearest to the chosen months, none that is too far from them', () => {
    const built = [
      ['2022-04-02', 500],
      ['2022-06-20', 400],
      ['2022-09-29', 300],
      ['2023-05-01', 200],
    ].reduce((all, [date, value]) => ck(all, String(date), Number(value)), started)
    expect(values(row(cardOf(built), 'ck'))).toEqual([undefined, 400, undefined])
    expect(values(row(cardOf(built, { afterMonths: [3, 9, 18] }), 'ck'))).toEqual([undefined, 500, 300, 200])
    expect(values(row(cardOf(built, { toleranceDays: 120 }), 'ck'))).toEqual([undefined, 400, 300])
  })

  it('counts neither before nor after what may be of either side', () => {
    const built = aCase().with('treatment', { drug: 'rituximab', started: '2022-01' })
    expect(values(row(cardOf(ck(built, '2022-01-15', 800)), 'ck'))).toEqual([undefined, undefined, undefined])
    expect(values(row(cardOf(ck(started, '2022-01', 800)), 'ck'))[0]).toBeUndefined()
    expect(values(row(cardOf(ck(built, '2021-12', 800)), 'ck'))[0]).toBe(800)
  })

  it('takes the dose of prednisone on the day before and on the days after, as far as the case is known', () => {
    const built = started
      .with('treatment', { drug: 'prednisone', started: '2021-01-01' })
      .with('dose_step', { treatment: 'treatment-2', started: '2021-01-01', dose: 20, unit: 'mg', frequency: 'daily' })
      .with('dose_step', { treatment: 'treatment-2', started: '2022-03-01', dose: 7.5, unit: 'mg', frequency: 'daily' })
    const known = built.with('visit', { date: '2023-02-01', kind: 'follow-up' })
    const card = cardsOf(known).cards.find(({ drug }) => drug === 'rituximab')!
    expect(values(row(card, 'prednisone'))).toEqual([20, 7.5, 7.5])
    expect(row(card, 'prednisone').statement).toBe('prednisone 20 → 7.5 mg daily')
    expect(card.beside.map(({ text }) => text)).toEqual(['prednisone 20 mg daily'])
    const short = cardsOf(built).cards.find(({ drug }) => drug === 'rituximab')!
    expect(values(row(short, 'prednisone'))).toEqual([20, undefined, undefined])
  })
})

describe('slopes', () => {
  it('go through the values of either side, with an interval from three values on', () => {
    const dates = ['2021-01-01', '2021-07-02', '2022-01-01', '2022-07-02', '2023-01-01'] as const
    const built = dates.reduce((all, date, index) => fvc(all, date, [70, 65, 61, 62, 64][index]!), started)
    const { before, after } = row(cardOf(built), 'fvc').slopes!
    expect(before.perYear).toBeCloseTo(-9, 1)
    expect(before.interval!.low).toBeLessThan(-9)
    expect([before.values, after.values]).toEqual([3, 2])
    expect(after.interval).toBeUndefined()
    expect(row(cardOf(built, { spanMonths: 6 }), 'fvc').slopes!.before.values).toBe(1)
  })

  it('of CK are in percent a year and leave out what is below a limit', () => {
    const built = ck(ck(started, '2022-01-02', 800), '2023-01-02', 400).with('laboratory', {
      test: 'ck',
      date: '2022-06-01',
      value: 40,
      value_comparator: '<',
      unit: 'U/L',
    })
    const { after } = row(cardOf(built), 'ck').slopes!
    expect(after.perYear).toBeCloseTo(-50, 0)
    expect(after.values).toBe(2)
  })
})

describe('events before and after', () => {
  const seen = started
    .with('visit', { date: '2021-01-01', kind: 'baseline' })
    .with('visit', { date: '2023-01-01', kind: 'follow-up' })
  const events = (built: CaseBuilder, kind = 'infection') => cardOf(built).events.find((each) => each.kind === kind)!

  it('are counted per year of the time that is known', () => {
    const { before, after } = events(seen.with('event', { kind: 'infection', onset: '2021-06-01' }))
    expect(before).toMatchObject({ count: 1, years: 365 / 365.25 })
    expect(before.perYear).toBeCloseTo(1, 2)
    expect(after).toMatchObject({ count: 0, perYear: 0 })
    expect(after.years).toBeCloseTo(366 / 365.25, 10)
  })

  it('count on the day of the start as after it; what lies outside of the known time counts nowhere', () => {
    const built = seen
      .with('event', { kind: 'infection', onset: '2022-01-01' })
      .with('event', { kind: 'infection', onset: '2020-06-01' })
    expect([events(built).before.count, events(built).after.count, events(built).unplaced]).toEqual([0, 1, []])
  })

  it('are named apart where the date does not tell the side', () => {
    const built = seen
      .with('event', { kind: 'infection' })
      .with('event', { kind: 'infection', onset: '2022' })
      .with('event', { kind: 'infection', onset: '2021' })
    const { before, after, unplaced } = events(built)
    expect([before.count, after.count, unplaced.length]).toEqual([1, 1, 1])
    const month = aCase({}).with('treatment', { drug: 'rituximab', started: '2022-01' })
    const within = month
      .with('visit', { date: '2021-01-01', kind: 'baseline' })
      .with('visit', { date: '2023-01-01', kind: 'follow-up' })
      .with('event', { kind: 'infection', onset: '2022-01-10' })
    expect(events(within)).toMatchObject({
      before: { count: 0 },
      after: { count: 0 },
      unplaced: [{ date: '2022-01-10' }],
    })
  })

  it('have no rate without any known time', () => {
    expect(events(started).before).toMatchObject({ count: 0, years: 0 })
    expect(events(started).before).not.toHaveProperty('perYear')
  })
})

describe('other drugs', () => {
  it('that were started near are named', () => {
    const built = started
      .with('treatment', { drug: 'mycophenolate', started: '2021-11-01' })
      .with('treatment', { drug: 'tacrolimus', started: '2021-07-01' })
      .with('treatment', { drug: 'ivig', started: '2022-02' })
      .with('treatment', { drug: 'azathioprine' })
      .with('treatment', { drug: 'cotrimoxazole', started: '2022-01-01' })
    const card = cardsOf(built).cards.find(({ drug }) => drug === 'rituximab')!
    expect(card.near.map(({ text }) => text)).toEqual([
      'mycophenolate started 2 months before',
      'IVIg started about 6 weeks after',
      'start of azathioprine not known',
    ])
  })

  it('without a start have no card, and start with their first infusion where no treatment holds it', () => {
    const built = aCase()
      .with('treatment', { drug: 'azathioprine' })
      .with('infusion', { drug: 'cyclophosphamide', date: '2022-02-01' })
      .with('infusion', { drug: 'cyclophosphamide', date: '2022-03-01' })
    const { cards, unknown } = cardsOf(built)
    expect(cards.map(({ drug, start }) => [drug, start.date])).toEqual([['cyclophosphamide', '2022-02-01']])
    expect(unknown.map(({ drug }) => drug)).toEqual(['azathioprine'])
  })
})

describe('the published case', () => {
  const { cards, unknown } = responseCards(
    demoRecord(publishedCase()),
    standardClinicalSettings,
    standardWindows,
    '2026-11-26',
  )

  it('came down from 20 to 10 mg of prednisone after the start of immune globulin', () => {
    expect(cards.map(({ drug }) => drug)).toEqual(['ivig'])
    const prednisone = row(cards[0]!, 'prednisone')
    expect(prednisone.statement).toBe('prednisone 20 → 10 mg daily')
    expect(cards[0]!.near).toEqual([])
  })

  it('says of every value that is made up that it is', () => {
    for (const { before, after, statement } of cards[0]!.rows) {
      const inputs = [before, ...after].flatMap((value) => value?.inputs ?? [])
      expect(statement).toBeDefined()
      expect(leastRealSource(inputs)).toBe('illustrative')
    }
  })

  it('has no before and after for drugs whose start the report does not give', () => {
    expect(unknown.map(({ drug }) => drug)).toEqual(['prednisone', 'mycophenolate'])
  })
})
