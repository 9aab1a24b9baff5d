import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dosingWeights, gramsOf, weightKnownOn } from '#shared/domain/dosing-weight.ts'
import { infusionPlanOf } from '#shared/domain/infusion-plan.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2024-06-30'

const monthly = () =>
  aCase().with('treatment', { drug: 'ivig', started: '2024-01-01' }).with('dose_step', {
    treatment: 'treatment-1',
    started: '2024-01-01',
    dose: 2,
    unit: 'g/kg',
    frequency: 'q4w',
    over_days: 2,
  })
const given = (built: CaseBuilder, ...dates: readonly string[]) =>
  dates.reduce((all, date) => all.with('infusion', { treatment: 'treatment-1', drug: 'ivig', date }), built)
const planOf = (built: CaseBuilder, on = today) => infusionPlanOf(built.record, built.record.records.treatment[0]!, on)
/** State, due day and days off of each cycle. */
const told = (built: CaseBuilder, on = today) =>
  planOf(built, on).cycles.map(({ state, due, off }) => {
    const span = due && (due.first === due.last ? isoOfDay(due.first) : `${isoOfDay(due.first)}/${isoOfDay(due.last)}`)
    const days = off && (off.min === off.max ? String(off.min) : `${off.min}..${off.max}`)
    return [state, span, days].filter((part) => part !== undefined).join(' ')
  })

describe('what an order says', () => {
  it('is grams for body weight, interval and days of a cycle', () => {
    expect(planOf(monthly()).order).toMatchObject({
      gramsPerKg: 2,
      intervalDays: 28,
      overDays: 2,
      label: expect.any(String),
    })
  })

  it('without an interval as a number, no day is computed, and the words of the dose are quoted', () => {
    const published = aCase()
      .with('treatment', { drug: 'ivig', started: '2021-04' })
      .with('dose_step', { treatment: 'treatment-1', started: '2021-04', dose_text: '2 g/kg, monthly' })
    const plan = planOf(given(published, '2021-04'))
    expect(plan.without).toBe('The dose step “2 g/kg, monthly” gives no interval as a number, so no days are computed.')
    expect(plan.cycles.map(({ state }) => state)).toEqual(['first'])
  })

  it('without a dose step, or a first infusion, it says what is lacking', () => {
    expect(planOf(aCase().with('treatment', { drug: 'rituximab', started: '2024-01-01' })).without).toBe(
      'No dose step says how much is given how often.',
    )
    expect(planOf(monthly()).without).toBe('Days are computed from the first infusion on record; there is none yet.')
    expect(planOf(monthly()).cycles).toEqual([])
  })
})

describe('infusions held against the plan', () => {
  it('are on time within 3 days, else early or late by so many days of the day computed from the one before', () => {
    expect(
      told(given(monthly(), '2024-01-01', '2024-01-29', '2024-02-29', '2024-04-05', '2024-04-25'), '2024-04-26'),
    ).toEqual([
      'first',
      'on-time 2024-01-29 0',
      'on-time 2024-02-26 3',
      'late 2024-03-28 8',
      'early 2024-05-03 -8',
      'due 2024-05-23',
      'due 2024-06-20',
      'due 2024-07-18',
    ])
  })

  it('an extra one less than half an interval later moves nothing', () => {
    expect(told(given(monthly(), '2024-05-27', '2024-06-05', '2024-06-24'))).toEqual([
      'first',
      'extra',
      'on-time 2024-06-24 0',
      'due 2024-07-22',
      'due 2024-08-19',
      'due 2024-09-16',
    ])
  })

  it('a cycle is missed once the next one is due too', () => {
    expect(told(given(monthly(), '2024-01-01', '2024-02-25')).slice(0, 3)).toEqual([
      'first',
      'missed 2024-01-29',
      'on-time 2024-02-26 -1',
    ])
    expect(told(given(monthly(), '2024-01-01', '2024-02-20')).slice(0, 2)).toEqual(['first', 'late 2024-01-29 22'])
  })

  it('nothing recorded since is overdue, cycle by cycle, and the days after are still computed', () => {
    expect(told(given(monthly(), '2024-04-22'))).toEqual([
      'first',
      'overdue 2024-05-20',
      'overdue 2024-06-17',
      'due 2024-07-15',
      'due 2024-08-12',
    ])
  })

  it('a pause of years is one entry that says how many cycles', () => {
    const long = planOf(given(monthly(), '2020-01-01', '2024-06-20'))
    expect(long.cycles[1]).toMatchObject({ state: 'missed', count: 57 })
    expect(long.cycles).toHaveLength(6)
  })

  it('a course that ended asks for nothing after its end', () => {
    const ended = aCase()
      .with('treatment', { drug: 'ivig', started: '2024-01-01', ended: '2024-03-31' })
      .with('dose_step', { treatment: 'treatment-1', started: '2024-01-01', dose: 2, unit: 'g/kg', frequency: 'q4w' })
    expect(told(given(ended, '2024-03-01'))).toEqual(['first', 'overdue 2024-03-29'])
  })

  it('an infusion known to the month makes what follows as wide, and claims neither lateness nor promptness', () => {
    expect(told(given(monthly(), '2024-04', '2024-05-20'), '2024-05-21')).toEqual([
      'first',
      'done 2024-04-29/2024-05-28 -8..21',
      'due 2024-06-17',
      'due 2024-07-15',
      'due 2024-08-12',
    ])
    expect(told(given(monthly(), '2024-05'), '2024-06-15')[1]).toBe('due 2024-05-29/2024-06-28')
  })
})

describe('grams', () => {
  it('ordered are those for the weight used, given are those recorded', () => {
    const built = monthly()
      .with('visit', { date: '2024-01-01', weight: 80, weight_unit: 'kg' })
      .with('infusion', {
        treatment: 'treatment-1',
        drug: 'ivig',
        date: '2024-01-29',
        weight: 82,
        weight_unit: 'kg',
        total_dose: 160,
        total_dose_unit: 'g',
      })
      .with('infusion', {
        treatment: 'treatment-1',
        drug: 'ivig',
        date: '2024-02-26',
        total_dose: 150000,
        total_dose_unit: 'mg',
      })
    expect(
      planOf(built)
        .cycles.slice(0, 2)
        .map(({ orderedGrams, givenGrams }) => [orderedGrams, givenGrams]),
    ).toEqual([
      [164, 160],
      [164, 150],
    ])
  })

  it('are not made up where the weight is not known', () => {
    const [cycle] = planOf(given(monthly(), '2024-01-29')).cycles
    expect(cycle).not.toHaveProperty('orderedGrams')
    expect(cycle).not.toHaveProperty('givenGrams')
  })

  it('of a dose that does not depend on weight are the dose', () => {
    const rituximab = aCase()
      .with('treatment', { drug: 'rituximab', started: '2024-01-01' })
      .with('dose_step', { treatment: 'treatment-1', started: '2024-01-01', dose: 1000, unit: 'mg', frequency: 'once' })
      .with('infusion', { treatment: 'treatment-1', drug: 'rituximab', date: '2024-01-01' })
    expect(planOf(rituximab).cycles[0]).toMatchObject({ state: 'first', orderedGrams: 1 })
  })
})

describe('dosing weights', () => {
  // Worked examples: sex, height, weight, ideal, adjusted, 2 g/kg of each.
  it.each([
    ['male', 178, 82, 73.18, 76.71, 164, 153.4],
    ['male', 178, 110, 73.18, 87.91, 220, 175.8],
    ['female', 165, 95, 56.91, 72.15, 190, 144.3],
  ] as const)('%s, %d cm, %d kg', (sex, height, kg, ideal, adjusted, grams, gramsAdjusted) => {
    const { record } = aCase({ sex, height, height_unit: 'cm' })
    const weights = dosingWeights(record, kg)
    expect(weights.ideal).toBeCloseTo(ideal, 2)
    expect(weights.adjusted).toBeCloseTo(adjusted, 2)
    expect(gramsOf(2, weights.actual, 0)).toEqual({ exact: grams, grams })
    expect(gramsOf(2, weights.adjusted!, 0).grams).toBeCloseTo(gramsAdjusted, 1)
  })

  it('are not computed where the formula lacks something, and say what', () => {
    expect(dosingWeights(aCase({ height: 178, height_unit: 'cm' }).record, 82)).toEqual({
      actual: 82,
      without: 'sex at birth is not recorded',
    })
    expect(dosingWeights(aCase({ sex: 'male' }).record, 82).without).toBe('height is not recorded')
    expect(dosingWeights(aCase({ sex: 'female', height: 150, height_unit: 'cm' }).record, 60).without).toBe(
      'the formula does not hold below 152 cm',
    )
  })

  it('start from the last weight measured by then; a computed weight is none', () => {
    const { record } = aCase()
      .with('visit', { date: '2024-01-10', weight: 80, weight_unit: 'kg' })
      .with('infusion', { drug: 'ivig', date: '2024-02-01', weight: 70, weight_unit: 'kg', weight_basis: 'adjusted' })
      .with('visit', { date: '2024-03-01', weight: 180, weight_unit: '[lb_av]' })
    expect(weightKnownOn(record, dayNumber('2024-02-15'))).toEqual({ kg: 80, date: '2024-01-10', from: 'visit' })
    expect(weightKnownOn(record, dayNumber('2024-03-01'))?.kg).toBeCloseTo(81.65, 2)
    expect(weightKnownOn(record, dayNumber('2023-12-31'))).toBeUndefined()
  })

  it('round to the nearest whole vials, at least one', () => {
    expect(gramsOf(2, 81, 10)).toEqual({ exact: 162, grams: 160 })
    expect(gramsOf(2, 81.3, 5)).toEqual({ exact: 162.6, grams: 165 })
    expect(gramsOf(0.01, 40, 5).grams).toBe(5)
  })
})

it('whatever is recorded: every infusion stands in the plan once, and cycles are in order of time', () => {
  const dates = fc.array(
    fc.tuple(fc.integer({ min: dayNumber('2022-01-01'), max: dayNumber('2024-06-30') }), fc.boolean()),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(dates, (days) => {
      const built = given(monthly(), ...days.map(([day, partial]) => isoOfDay(day).slice(0, partial ? 7 : 10)))
      const { cycles } = planOf(built)
      expect(cycles.flatMap(({ infusion }) => infusion?.id ?? []).toSorted()).toEqual(
        built.record.records.infusion.map(({ id }) => id).toSorted(),
      )
      const open = cycles.filter(({ state }) => state === 'due')
      expect(open.length).toBeLessThanOrEqual(3)
      for (const { due } of open) expect(due!.last).toBeGreaterThanOrEqual(dayNumber(today) - 3)
      const dues = cycles.flatMap(({ due }) => due?.first ?? [])
      expect(dues).toEqual(dues.toSorted((a, b) => a - b))
    }),
    { numRuns: 500 },
  )
})
