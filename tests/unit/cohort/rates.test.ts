import { describe, expect, it } from 'vitest'
import { heterogeneity, type ComparedRate } from '#shared/domain/cohort/analyses/rates-compared.ts'
import { rates } from '#shared/domain/cohort/analyses/rates.ts'
import { analysisRequest, type AnalysisRequestOf } from '#shared/domain/cohort/analysis-request.ts'
import { aCase } from '../../support/a-case.ts'
import { cohortCase } from '../../support/demo-cohort.ts'
import { runAnalysis } from '../../support/run-analysis.ts'

const ask = (rest: object = {}) =>
  analysisRequest.parse({
    analysis: 'rates',
    events: ['infection'],
    years: 1,
    ...rest,
  }) as AnalysisRequestOf<'rates'>

let number = 0
/** Seen from the first to the last visit, with infections on some dates; counted from July 2020. */
function patient(
  infections: readonly (string | undefined)[],
  [first, last] = ['2018-01-01', '2023-01-01'],
  sex?: 'male',
) {
  const seen = aCase({ id: `case-${(number += 1)}`, sex: sex ?? 'female' })
    .with('visit', { date: first! })
    .with('visit', { date: last! })
  const { record } = infections.reduce(
    (built, onset) => built.with('event', { kind: 'infection', ...(onset === undefined ? {} : { onset }) }),
    seen,
  )
  return cohortCase(record, '2020-07-01')
}

const valuesOf = (made: ReturnType<typeof runAnalysis>, row: number) =>
  made.tables[0]!.rows[row]!.cells.map(({ value }) => value ?? null)

describe('events before and after the index', () => {
  it('are counted in the years around it, the index day with those after', () => {
    const one = patient(['2018-05-01', '2020-01-01', '2020-06-30', '2020-07-01', '2021-06-01', '2022-01-01'])
    const made = runAnalysis(rates, [one, patient([])], ask())
    const [, before, after] = [0, 1, 2].map((row) => valuesOf(made, row))
    // Patients, with event, events, patient-years.
    expect(before!.slice(1, 4)).toEqual([2, 1, 2])
    expect(after!.slice(1, 4)).toEqual([2, 1, 2])
    expect(before![4]).toBeCloseTo(2, 2)
    expect(before![5]).toBeCloseTo(1, 2)
    expect(made.behind['infection::after']).toEqual([one.record.case.id])
  })

  it('count only in the time in which the case was known', () => {
    const late = patient(['2020-03-01', '2020-09-01'], ['2020-07-01', '2020-12-31'])
    const made = runAnalysis(rates, [late, patient([])], ask())
    expect(made.data['patient']).toEqual([1, 2, 2])
    expect(made.data['period']).toEqual(['after', 'before', 'after'])
    expect(made.data['infection']).toEqual([1, 0, 0])
    expect(made.data['years']![0]).toBeCloseTo(184 / 365.25, 3)
    expect(made.warnings.join(' ')).toContain('Of 1 of 2 patients nothing is known before')
  })

  it('have exact intervals, and a ratio that is robust within patients', () => {
    // Five patients with two, five with no infection before; every second one has one after.
    const cases = Array.from({ length: 10 }, (_, at) =>
      patient([...(at < 5 ? ['2019-12-01', '2020-02-01'] : []), ...(at % 2 === 0 ? ['2020-12-01'] : [])]),
    )
    const made = runAnalysis(rates, cases, ask({ model: 'poisson' }))
    const [, before, after] = [0, 1, 2].map((row) => valuesOf(made, row))
    expect(before![3]).toBe(10)
    expect(after![3]).toBe(5)
    // Garwood: 10 events, 4.795 to 18.390, over 10 years.
    expect(made.tables[0]!.rows[1]!.cells[6]!.text).toBe('0.48 to 1.84')
    expect(after![7]).toBeCloseTo(0.5, 2)
    expect(made.figures.map(({ kind }) => kind)).toEqual(['forest', 'swimmer'])
  })

  it('are compared by the exact test where a side has none', () => {
    const made = runAnalysis(
      rates,
      [1, 2, 3].map(() => patient(['2020-01-01'])),
      ask(),
    )
    const after = valuesOf(made, 2)
    // Three of three before, where half of the time is: 2 × 1/8.
    expect(after[9]).toBeCloseTo(0.25, 2)
    expect(after[7]).toBe(0)
    expect(made.findings[0]).toContain('exact test p = 0.25')
    expect(made.tables[0]!.notes.join(' ')).toContain('takes all events for independent')
    expect(made.figures.map(({ kind }) => kind)).toEqual(['swimmer'])
  })

  it('are compared by the exact test where one patient had all of a side', () => {
    const made = runAnalysis(rates, [patient(['2020-01-01', '2021-01-01']), patient([]), patient([])], ask())
    expect(made.findings[0]).toContain('exact test p > 0.99')
    expect(made.tables[0]!.notes.join(' ')).toContain('The events before the index are all of one patient.')
  })

  it('without a date are in no count, and named', () => {
    const made = runAnalysis(rates, [patient([undefined, '2020-08-01'])], ask())
    expect(valuesOf(made, 2)[3]).toBe(1)
    expect(made.warnings).toContain('Events without a date, which are in no count: 1.')
  })

  it('are told for each group, and their ratios held against each other', () => {
    const cases = [
      ...Array.from({ length: 6 }, () => patient(['2020-01-01', '2021-01-01'])),
      ...Array.from({ length: 6 }, () => patient(['2020-01-01'], undefined, 'male')),
      patient(['2021-01-01'], undefined, 'male'),
    ]
    const made = runAnalysis(rates, cases, ask({ groupBy: 'sex', adjust: 'holm' }))
    expect(made.tables[0]!.rows.filter(({ role }) => role === 'heading').map(({ cells }) => cells[0]!.text)).toEqual([
      'Infections, Female',
      'Infections, Male',
    ])
    expect(made.behind['time:Male:before']).toHaveLength(7)
  })

  it('differ between groups by Cochran’s Q', () => {
    const one = (ratio: number, logError: number) =>
      ({ ratio: { ratio, logError, low: 0, high: 0, p: 1 } }) as unknown as ComparedRate
    // Logs 0 and 1 with variance 0.5 each: Q = 1.
    const test = heterogeneity([one(1, Math.SQRT1_2), one(Math.E, Math.SQRT1_2)])
    expect(test?.q).toBeCloseTo(1, 12)
    expect(test?.p).toBeCloseTo(0.317310507863, 10)
    expect(heterogeneity([one(1, 1)])).toBeUndefined()
  })
})
