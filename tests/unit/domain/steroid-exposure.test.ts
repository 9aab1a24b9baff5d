import { describe, expect, it } from 'vitest'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { cumulativeDose, steroidExposures, steroidSteps } from '#shared/domain/steroid-exposure.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2024-06-30'
function stepsOf({ record }: CaseBuilder) {
  return steroidSteps(steroidExposures(record, today))
}
function told(built: CaseBuilder) {
  return stepsOf(built).map(({ from, to, perDay }) => [isoOfDay(from), isoOfDay(to), perDay])
}
/** Doses of prednisone in mg a day for so many days each, one after the other. */
function taper(start: string, doses: readonly (readonly [mg: number, days: number])[]): CaseBuilder {
  let day = dayNumber(start)
  let built = aCase().with('treatment', { drug: 'prednisone', started: start })
  doses.forEach(([dose, days], index) => {
    const ended = index === doses.length - 1 ? isoOfDay(day + days - 1) : undefined
    const step = {
      treatment: 'treatment-1',
      dose,
      unit: 'mg',
      frequency: 'daily',
      started: isoOfDay(day),
      ended,
    } as const
    built = built.with('dose_step', step)
    day += days
  })
  return built
}

describe('cumulative dose and time-weighted mean', () => {
  const short = [
    [60, 14],
    [40, 14],
    [30, 28],
    [20, 300],
  ] as const
  const long = [...short, [15, 60], [12.5, 60], [10, 180]] as const

  it.each([
    { doses: short, mg: 8240, days: 356, mean: 23.146 },
    { doses: long, mg: 11_690, days: 656, mean: 17.82 },
  ])('$mg mg over $days days', ({ doses, mg, days, mean }) => {
    const from = dayNumber('2020-03-01')
    const exposed = cumulativeDose(stepsOf(taper('2020-03-01', doses)), from, from + days - 1)
    expect(exposed).toMatchObject({ mg, days, unknownDays: 0 })
    expect(exposed.meanPerDay).toBeCloseTo(mean, 3)
  })

  it('a pulse of methylprednisolone, 1000 mg on three days, is 3750 mg of prednisone', () => {
    const pulse = aCase().with('infusion', {
      drug: 'methylprednisolone',
      date: '2020-03-01',
      ended: '2020-03-03',
      total_dose: 3,
      total_dose_unit: 'g',
    })
    expect(told(pulse)).toEqual([['2020-03-01', '2020-03-03', 1250]])
    const exposed = cumulativeDose(stepsOf(pulse), dayNumber('2020-03-01'), dayNumber('2020-03-03'))
    expect(exposed).toMatchObject({ mg: 3750, days: 3 })
  })

  it('days off the drug count as nothing, days of unknown dose are left out of the mean', () => {
    const steps = [
      { from: 1, to: 10, perDay: 10 },
      { from: 21, to: 30 },
    ]
    expect(cumulativeDose(steps, 1, 30)).toEqual({ mg: 100, days: 30, unknownDays: 10, meanPerDay: 5 })
    expect(cumulativeDose(steps, 21, 30)).toEqual({ mg: 0, days: 10, unknownDays: 10, meanPerDay: undefined })
    expect(cumulativeDose(steps, 9, 12)).toMatchObject({ mg: 20, days: 4 })
  })
})

describe('prednisone-equivalent of all glucocorticoids', () => {
  const daily = { unit: 'mg', frequency: 'daily' } as const

  it('adds those that run together', () => {
    const both = aCase()
      .with('treatment', { drug: 'prednisone', route: 'oral', started: '2024-01-01', ended: '2024-01-31' })
      .with('dose_step', { treatment: 'treatment-1', dose: 20, started: '2024-01-01', ...daily })
      .with('treatment', { drug: 'hydrocortisone', route: 'oral', started: '2024-01-11', ended: '2024-02-10' })
      .with('dose_step', { treatment: 'treatment-2', dose: 20, started: '2024-01-11', ...daily })
    expect(told(both)).toEqual([
      ['2024-01-01', '2024-01-10', 20],
      ['2024-01-11', '2024-01-31', 25],
      ['2024-02-01', '2024-02-10', 5],
    ])
  })

  it('a new course of the same drug replaces the one that nobody ended', () => {
    const renewed = aCase()
      .with('treatment', { drug: 'prednisone', started: '2024-01-01' })
      .with('dose_step', { treatment: 'treatment-1', dose: 20, started: '2024-01-01', ...daily })
      .with('treatment', { drug: 'prednisone', route: 'oral', started: '2024-03-01' })
      .with('dose_step', { treatment: 'treatment-2', dose: 10, started: '2024-03-01', ...daily })
    expect(told(renewed)).toEqual([
      ['2024-01-01', '2024-02-29', 20],
      ['2024-03-01', '2024-06-30', 10],
    ])
  })

  it('is a gap, not a zero, while one of them has no known dose', () => {
    const high = aCase()
      .with('treatment', { drug: 'prednisone', started: '2024-01-01', ended: '2024-02-29' })
      .with('dose_step', { treatment: 'treatment-1', dose_text: 'high dose', started: '2024-01-01' })
      .with('dose_step', { treatment: 'treatment-1', dose: 20, started: '2024-02-01', ...daily })
    expect(told(high)).toEqual([
      ['2024-01-01', '2024-01-31', undefined],
      ['2024-02-01', '2024-02-29', 20],
    ])
    expect(stepsOf(high)[0]!.label).toBe('high dose')
  })

  it('is not known on deflazacort', () => {
    const deflazacort = aCase()
      .with('treatment', { drug: 'deflazacort', started: '2024-01-01', ended: '2024-01-31' })
      .with('dose_step', { treatment: 'treatment-1', dose: 6, started: '2024-01-01', ...daily })
    expect(told(deflazacort)).toEqual([['2024-01-01', '2024-01-31', undefined]])
  })

  it('leaves out creams, inhalers and other drugs', () => {
    const others = aCase()
      .with('treatment', { drug: 'betamethasone', route: 'topical', started: '2024-01-01' })
      .with('treatment', { drug: 'azathioprine', route: 'oral', started: '2024-01-01' })
    expect(stepsOf(others)).toEqual([])
  })

  it('merges steps that come to the same', () => {
    const changed = aCase()
      .with('treatment', { drug: 'prednisone', started: '2024-01-01', ended: '2024-01-31' })
      .with('dose_step', { treatment: 'treatment-1', dose: 10, started: '2024-01-01', ...daily })
      .with('treatment', { drug: 'prednisolone', started: '2024-02-01', ended: '2024-02-29' })
      .with('dose_step', { treatment: 'treatment-2', dose: 5, unit: 'mg', frequency: 'bid', started: '2024-02-01' })
    expect(told(changed)).toEqual([['2024-01-01', '2024-02-29', 10]])
  })

  it('a pulse adds to the tablets, and counts once when written down as step and as infusion', () => {
    const pulse = aCase()
      .with('treatment', { drug: 'prednisone', route: 'oral', started: '2024-01-01', ended: '2024-01-03' })
      .with('dose_step', { treatment: 'treatment-1', dose: 10, started: '2024-01-01', ...daily })
      .with('treatment', { drug: 'methylprednisolone', route: 'iv', started: '2024-01-02', ended: '2024-01-02' })
      .with('dose_step', { treatment: 'treatment-2', dose: 1000, started: '2024-01-02', ...daily })
      .with('infusion', {
        treatment: 'treatment-2',
        drug: 'methylprednisolone',
        date: '2024-01-02',
        total_dose: 1000,
        total_dose_unit: 'mg',
      })
    expect(told(pulse)).toEqual([
      ['2024-01-01', '2024-01-01', 10],
      ['2024-01-02', '2024-01-02', 1260],
      ['2024-01-03', '2024-01-03', 10],
    ])
  })

  it('a treatment told by its infusions is no drug of unknown dose in between', () => {
    const pulses = aCase()
      .with('treatment', { drug: 'methylprednisolone', route: 'iv', started: '2024-01-01' })
      .with('infusion', {
        treatment: 'treatment-1',
        drug: 'methylprednisolone',
        date: '2024-01-01',
        total_dose: 500,
        total_dose_unit: 'mg',
      })
    expect(told(pulses)).toEqual([['2024-01-01', '2024-01-01', 625]])
  })

  it('a pulse on top of tablets of unknown dose leaves the dose unknown', () => {
    const both = aCase()
      .with('treatment', { drug: 'methylprednisolone', route: 'oral', started: '2024-01-01', ended: '2024-01-31' })
      .with('infusion', { drug: 'methylprednisolone', date: '2024-01-10', total_dose: 500, total_dose_unit: 'mg' })
    expect(told(both).every(([, , perDay]) => perDay === undefined)).toBe(true)
  })
})
