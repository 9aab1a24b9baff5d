/** What glucocorticoids amounted to, when they came down, and how they stood around the start of another drug. */
import { describe, expect, it } from 'vitest'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { steroidCourse, type SteroidCourse } from '#shared/domain/response/steroid-course.ts'
import { doseBand, steroidLedger } from '#shared/domain/response/steroid-ledger.ts'
import { steroidSparing } from '#shared/domain/response/steroid-sparing.ts'
import { sustainedDose } from '#shared/domain/response/sustained-dose.ts'
import { startOn } from '#shared/domain/response/windows.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2026-06-30'

/**
 * Prednisone in mg a day for so many days each, one dose after the other; `undefined` is a dose in words. The last day of
 * the last one is the last day that anything is known of the case.
 */
function tapered(start: string, doses: readonly (readonly [mg: number | undefined, days: number])[]): CaseBuilder {
  const days = doses.reduce((sum, [, count]) => sum + count, 0)
  const last = isoOfDay(dayNumber(start) + days - 1)
  let day = dayNumber(start)
  let built = aCase().with('treatment', { drug: 'prednisone', started: start, ended: last })
  for (const [mg, count] of doses) {
    built = built.with('dose_step', {
      treatment: 'treatment-1',
      ...(mg === undefined ? { dose_text: 'high dose' } : { dose: mg, unit: 'mg', frequency: 'daily' }),
      started: isoOfDay(day),
    })
    day += count
  }
  return built
}
const courseOf = (built: CaseBuilder): SteroidCourse => steroidCourse(built.record, today)!
const day = (on: number | undefined) => on && isoOfDay(on)

describe('the ledger of glucocorticoids', () => {
  const short = [
    [60, 14],
    [40, 14],
    [30, 28],
    [20, 300],
  ] as const

  it.each([
    [short, 8240, 356, 23.1461],
    [[...short, [15, 60], [12.5, 60], [10, 180]] as const, 11_690, 656, 17.8201],
  ])('adds up as worked out by hand', (doses, mg, days, mean) => {
    const [whole] = steroidLedger(courseOf(tapered('2021-03-01', doses)))
    expect(whole!.exposed).toMatchObject({ mg, days, unknownDays: 0 })
    expect(whole!.exposed.meanPerDay).toBeCloseTo(mean, 4)
  })

  it('has a row for each calendar year, which together are the whole', () => {
    const [whole, ...years] = steroidLedger(
      courseOf(
        tapered('2021-12-30', [
          [20, 5],
          [undefined, 360],
          [10, 4],
        ]),
      ),
    )
    expect(years.map(({ year, exposed }) => [year, exposed.mg, exposed.days, exposed.unknownDays])).toEqual([
      [2021, 40, 2, 0],
      [2022, 80, 365, 360],
      [2023, 20, 2, 0],
    ])
    expect(years.reduce((sum, { exposed }) => sum + exposed.mg, 0)).toBe(whole!.exposed.mg)
  })

  it('puts every day in one band, up to and including its upper end', () => {
    const doses = [
      [0, 1],
      [7.5, 2],
      [7.6, 3],
      [30, 4],
      [30.5, 5],
      [100, 6],
      [101, 7],
      [undefined, 8],
    ] as const
    const [whole] = steroidLedger(courseOf(tapered('2021-01-01', [[5, 1], ...doses])))
    expect(whole!.bands).toEqual({ off: 1, low: 3, medium: 7, high: 11, 'very-high': 7, unknown: 8 })
    expect(whole!.muchDays).toBe(4 + 5 + 6 + 7)
    expect(doseBand(0.1 + 0.2 + 7.2)).toBe('low')
  })

  it('ends with the last day that anything is known, not today', () => {
    const built = aCase()
      .with('treatment', { drug: 'prednisone', started: '2021-01-01' })
      .with('dose_step', { treatment: 'treatment-1', started: '2021-01-01', dose: 10, unit: 'mg', frequency: 'daily' })
      .with('visit', { date: '2021-01-10', kind: 'follow-up' })
    expect(steroidLedger(courseOf(built))[0]!.exposed).toMatchObject({ mg: 100, days: 10 })
  })

  it('counts a start known to the month from its first day and opens the records that it adds up', () => {
    const built = aCase()
      .with('treatment', { drug: 'methylprednisolone', route: 'oral', started: '2021-04' })
      .with('dose_step', { treatment: 'treatment-1', started: '2021-04', dose: 16, unit: 'mg', frequency: 'daily' })
      .with('visit', { date: '2021-04-30', kind: 'follow-up' })
    const [whole] = steroidLedger(courseOf(built))
    expect(whole!.exposed).toMatchObject({ mg: 600, days: 30 })
    expect(whole!.inputs.map(({ text, recordId }) => [recordId, text])).toEqual([
      ['dose_step-1', 'methylprednisolone 16 mg daily from Apr 2021'],
    ])
  })

  it('names what no day can tell, and is empty where nothing else is recorded', () => {
    const built = aCase()
      .with('treatment', { drug: 'prednisone' })
      .with('infusion', { drug: 'methylprednisolone', date: '2021-05', total_dose: 3, total_dose_unit: 'g' })
    const course = courseOf(built)
    expect(course.notCounted).toEqual(['Prednisone without any date.', 'Methylprednisolone of May 2021.'])
    expect(steroidLedger(course)).toEqual([])
    expect(steroidCourse(aCase().record, today)).toBeUndefined()
  })
})

describe('the first day at or below a dose that was held', () => {
  it.each([
    [28, 'reached', '2021-01-31'],
    [27, 'not-reached', undefined],
  ] as const)('asks for 28 days: with %d', (held, state, on) => {
    const course = courseOf(
      tapered('2021-01-01', [
        [20, 30],
        [10, held],
        [15, 40],
      ]),
    )
    const found = sustainedDose(course, 10)
    expect([found.state, day(found.on)]).toEqual([state, on])
  })

  it('counts neighboring doses as one stretch, and says when it was above again', () => {
    const found = sustainedDose(
      courseOf(
        tapered('2021-01-01', [
          [20, 10],
          [10, 14],
          [7.5, 14],
          [12.5, 3],
          [5, 40],
        ]),
      ),
      10,
    )
    expect([day(found.on), day(found.againAboveOn)]).toEqual(['2021-01-11', '2021-02-08'])
  })

  it('says how long it has been held so far', () => {
    const found = sustainedDose(
      courseOf(
        tapered('2021-01-01', [
          [20, 10],
          [10, 20],
        ]),
      ),
      10,
    )
    expect(found).toMatchObject({ state: 'not-reached', daysSoFar: 20 })
  })

  it('can’t tell where days of unknown dose could hold the answer', () => {
    const hidden = sustainedDose(
      courseOf(
        tapered('2021-01-01', [
          [20, 10],
          [undefined, 30],
          [20, 10],
        ]),
      ),
      10,
    )
    expect([hidden.state, day(hidden.perhapsFrom)]).toEqual(['unknown', '2021-01-11'])
    const tooShort = sustainedDose(
      courseOf(
        tapered('2021-01-01', [
          [20, 10],
          [undefined, 27],
          [20, 10],
        ]),
      ),
      10,
    )
    expect(tooShort.state).toBe('not-reached')
  })

  it('gives the sure day and the earliest possible one where a gap lies before', () => {
    const found = sustainedDose(
      courseOf(
        tapered('2021-01-01', [
          [20, 10],
          [undefined, 5],
          [10, 28],
        ]),
      ),
      10,
    )
    expect([found.state, day(found.on), day(found.perhapsFrom)]).toEqual(['reached', '2021-01-16', '2021-01-11'])
  })

  it('counts days off as 0', () => {
    const built = tapered('2021-01-01', [[20, 10]]).with('visit', { date: '2021-03-01', kind: 'follow-up' })
    expect(day(sustainedDose(courseOf(built), 5).on)).toBe('2021-01-11')
  })
})

describe('glucocorticoids around the start of a drug', () => {
  const around = (doses: Parameters<typeof tapered>[1], start: string) =>
    steroidSparing(courseOf(tapered('2021-01-01', doses)), startOn(start))!

  it('are medians over 90 days, before and up to day 90, 180 and 365', () => {
    const { before, after } = around(
      [
        [20, 90],
        [15, 91],
        [10, 400],
      ],
      '2021-04-01',
    )
    expect(before).toMatchObject({ from: dayNumber('2021-01-01'), to: dayNumber('2021-03-31'), median: 20 })
    expect(after.map(({ median, reduction }) => [median, reduction])).toEqual([
      [15, 25],
      [10, 50],
      [10, 50],
    ])
  })

  it('leave unknown days out, and are not known when more than half are', () => {
    expect(
      around(
        [
          [20, 45],
          [undefined, 45],
          [10, 90],
        ],
        '2021-04-01',
      ).before,
    ).toMatchObject({
      median: 20,
      knownDays: 45,
    })
    expect(
      around(
        [
          [20, 44],
          [undefined, 46],
          [10, 90],
        ],
        '2021-04-01',
      ).before.median,
    ).toBeUndefined()
  })

  it('are not known beyond what is known of the case', () => {
    const { after } = around(
      [
        [20, 90],
        [10, 60],
      ],
      '2021-04-01',
    )
    expect(after.map(({ median, knownDays }) => [median, knownDays])).toEqual([
      [10, 59],
      [undefined, 0],
      [undefined, 0],
    ])
  })

  it('leave the doubtful days of a start known to the month in no window', () => {
    const { before, after } = around(
      [
        [20, 90],
        [15, 30],
        [10, 300],
      ],
      '2021-04',
    )
    expect([isoOfDay(before.to), isoOfDay(after[0]!.from)]).toEqual(['2021-03-31', '2021-05-01'])
    expect([before.median, after[0]!.median]).toEqual([20, 10])
  })
})
