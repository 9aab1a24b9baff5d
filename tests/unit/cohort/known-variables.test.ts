/** What variables say of cases that one can work out by hand. */
import { describe, expect, it } from 'vitest'
import { variableOf } from '#shared/domain/cohort/variables.ts'
import type { CohortCase } from '#shared/domain/cohort/variable-model.ts'
import { aCase } from '../../support/a-case.ts'
import { cohortCase } from '../../support/demo-cohort.ts'

const value = (id: string, one: CohortCase) => variableOf(id)!.of(one)
const treated = aCase({ birth_date: '1970-07-01', sex: 'female', smoking: 'never' })
  .with('visit', { date: '2019-01-10' })
  .with('visit', { date: '2022-07-01' })
  .with('diagnosis', { kind: 'ild', date: '2018-07-02' })
  .with('treatment', { id: 'mmf', drug: 'mycophenolate', started: '2019-02-01', ended: '2020-03-31' })
  .with('treatment', { id: 'aza', drug: 'azathioprine', started: '2020-04-01' })
  .with('treatment', { id: 'ivig', drug: 'ivig', started: '2020-07-01' })
  .with('infusion', { treatment: 'ivig', drug: 'ivig', date: '2020-07-01' })
  .with('infusion', { treatment: 'ivig', drug: 'ivig', date: '2020-07-29' })
  .with('infusion', { treatment: 'ivig', drug: 'ivig', date: '2020-08-28' })

describe('persons', () => {
  const one = cohortCase(treated.record, '2020-07-01')

  it('have an age at the index and at diagnosis, in years', () => {
    expect(value('age-at-index', one)).toBeCloseTo(50, 2)
    expect(value('age-at-diagnosis', one)).toBeCloseTo(48, 1)
    expect(value('years-from-diagnosis', one)).toBeCloseTo(2, 2)
    expect(value('years-from-symptom', one)).toBeUndefined()
  })

  it('who never smoked have no pack-years; of others they are open', () => {
    expect(value('pack-years', one)).toBe(0)
    expect(value('pack-years', cohortCase(aCase({ smoking: 'former' }).record))).toBeUndefined()
  })

  it('have an age by the day that the cohort chooses for a birth year', () => {
    const { record } = aCase({ birth_date: '1970' })
    const ages = (['first', 'last'] as const).map((dates) =>
      value('age-at-index', { ...cohortCase(record, '2020-07-01'), dates }),
    )
    expect(Number(ages[0]) - Number(ages[1])).toBeCloseTo(364 / 365.25, 6)
  })
})

describe('treatment', () => {
  const one = cohortCase(treated.record, '2020-07-01')

  it('is told before the index, at it, now and ever', () => {
    expect(value('drugs-before-index', one)).toEqual(['mycophenolate', 'azathioprine'])
    expect(value('drugs-at-index', one)).toEqual(['azathioprine', 'ivig'])
    expect(value('drugs-now', one)).toEqual(['azathioprine', 'ivig'])
    expect(value('drugs-ever', one)).toEqual(['mycophenolate', 'azathioprine', 'ivig'])
    expect(value('lines-before-index', one)).toBe(2)
  })

  it('with immune globulin that begins on the index date was not before it', () => {
    expect(value('ivig-before-index', one)).toBe(false)
    expect(value('ivig-before-index', cohortCase(treated.record, '2020-07-02'))).toBe(true)
    expect(value('ivig-ever', one)).toBe(true)
    expect(value('ivig-cycles', one)).toBe(3)
    expect(value('ivig-interval', one)).toBe(29)
  })

  it('is open where none is on record, and where a start is not known', () => {
    const untold = cohortCase(aCase().with('visit', { date: '2020-01-01' }).record, '2020-07-01')
    for (const id of ['drugs-ever', 'drugs-at-index', 'ivig-ever', 'lines-before-index', 'prednisone-at-index'])
      expect(value(id, untold), id).toBeUndefined()
    const undated = cohortCase(treated.with('treatment', { drug: 'rituximab' }).record, '2020-07-01')
    expect(value('lines-before-index', undated)).toBeUndefined()
  })

  it('takes as long to be approved as from asking to the first dose', () => {
    const asked = treated.with('approval', { drug: 'ivig', asked_on: '2020-04-22', first_dose_on: '2020-07-01' })
    expect(value('ivig-approval-delay', cohortCase(asked.record))).toBe(70)
  })
})

describe('values at the index', () => {
  const walked = (...walks: readonly (readonly [string, number])[]) =>
    cohortCase(
      walks.reduce(
        (built, [date, distance]) => built.with('walk_test', { date, distance, distance_unit: 'm' }),
        aCase(),
      ).record,
      '2020-07-01',
    )

  it('are the nearest ones from 180 days before it to 30 days after', () => {
    expect(value('walk-distance-at-index', walked(['2020-06-01', 1], ['2020-07-20', 2]))).toBe(2)
    expect(value('walk-distance-at-index', walked(['2020-06-20', 1], ['2020-07-20', 2]))).toBe(1)
    expect(value('walk-distance-at-index', walked(['2020-06-21', 1], ['2020-07-11', 2]))).toBe(1)
    expect(value('walk-distance-at-index', walked(['2020-01-03', 1]))).toBe(1)
    expect(value('walk-distance-at-index', walked(['2020-01-02', 1], ['2020-08-01', 2]))).toBeUndefined()
    expect(value('walk-distance-last', walked(['2020-01-02', 1], ['2020-08-01', 2]))).toBe(2)
  })
})

describe('findings', () => {
  it('tell positive from negative from not tested', () => {
    const serology = aCase()
      .with('antibody', { specificity: 'ro52', result: 'negative' })
      .with('antibody', { specificity: 'pl-7', result: 'positive' })
      .with('antibody', { specificity: 'jo-1', result: 'negative' })
    const one = cohortCase(serology.record)
    expect(value('antibody', one)).toBe('pl-7')
    expect(value('antibodies', one)).toEqual(['pl-7'])
    expect(value('ro52', one)).toBe(false)
    expect(value('synthetase-positive', one)).toBe(true)
    const none = cohortCase(aCase().with('antibody', { specificity: 'jo-1', result: 'negative' }).record)
    expect(value('antibody', none)).toBe('none')
    expect(value('ro52', none)).toBeUndefined()
    expect(value('antibodies', cohortCase(aCase().record))).toBeUndefined()
  })

  it('have the triad only where all three were found, and lack it where one was looked for in vain', () => {
    const two = aCase()
      .with('diagnosis', { kind: 'ild' })
      .with('manifestation', { term: 'arthritis', status: 'present' })
    expect(value('triad', cohortCase(two.record))).toBeUndefined()
    const all = two.with('manifestation', { term: 'myositis', status: 'present' })
    expect(value('triad', cohortCase(all.record))).toBe(true)
    const absent = two.with('manifestation', { term: 'myositis', status: 'absent' })
    expect(value('triad', cohortCase(absent.record))).toBe(false)
  })

  it('count events from the index date on, of a case that is known by then', () => {
    const events = treated
      .with('event', { kind: 'infection', onset: '2020-06-30' })
      .with('event', { kind: 'infection', onset: '2020-07-01' })
      .with('event', { kind: 'infection', onset: '2021-01' })
      .with('event', { kind: 'infection' })
    expect(value('infections-after-index', cohortCase(events.record, '2020-07-01'))).toBe(2)
    expect(value('infections-after-index', cohortCase(events.record, '2024-01-01'))).toBeUndefined()
    expect(value('follow-up-after-index', cohortCase(events.record, '2020-07-01'))).toBeCloseTo(2, 2)
  })

  it('end with death', () => {
    const died = treated.with('event', { kind: 'death', onset: '2021-07-01', cause_of_death: 'infection' })
    const one = cohortCase(died.record, '2020-07-01')
    expect(value('died', one)).toBe(true)
    expect(value('cause-of-death', one)).toBe('infection')
    expect(value('follow-up-after-index', one)).toBeCloseTo(1, 2)
  })
})
