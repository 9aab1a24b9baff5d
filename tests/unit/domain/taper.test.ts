import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doseIncrement, snapDose, steppedDose } from '#shared/domain/dose-increments.ts'
import { dayNumber } from '#shared/domain/partial-date.ts'
import { taperOf, type TaperPlan } from '#shared/domain/taper.ts'

const plan = (values: Partial<TaperPlan>): TaperPlan => ({
  from: 40,
  to: 10,
  by: { amount: 10 },
  everyDays: 14,
  firstDay: '2021-03-01',
  increment: 2.5,
  ...values,
})
const told = (values: Partial<TaperPlan>) => {
  const taper = taperOf(plan(values))
  return 'problem' in taper ? taper.problem : taper.doses.map(({ started, dose }) => `${started} ${dose}`)
}

describe('a taper', () => {
  it('goes down by an amount at equal intervals and ends at the goal', () => {
    expect(told({})).toEqual(['2021-03-01 30', '2021-03-15 20', '2021-03-29 10'])
  })

  it('makes the last step smaller where the steps do not divide evenly', () => {
    expect(told({ from: 20, to: 10, by: { amount: 3 } }).slice(-2)).toEqual(['2021-03-29 11', '2021-04-12 10'])
  })

  it('takes smaller steps, at their own interval, from a dose on, and does not jump over that dose', () => {
    const second = { atOrBelow: 10, by: { amount: 1 }, everyDays: 28 }
    expect(told({ from: 22, to: 8, by: { amount: 5 }, everyDays: 7, second })).toEqual([
      '2021-03-01 17',
      '2021-03-08 12',
      '2021-03-15 10',
      '2021-04-12 9',
      '2021-05-10 8',
    ])
  })

  it('goes down by a share of the dose, rounded to what tablets can make', () => {
    expect(told({ from: 40, to: 20, by: { percent: 20 } })).toEqual([
      '2021-03-01 32.5',
      '2021-03-15 25',
      '2021-03-29 20',
    ])
  })

  it('still goes down where a share is so small that rounding undoes it', () => {
    expect(told({ from: 5, to: 2.5, by: { percent: 10 } })).toEqual(['2021-03-01 2.5'])
  })

  it('can end off the drug', () => {
    expect(told({ from: 5, to: 0, by: { amount: 2.5 } })).toEqual(['2021-03-01 2.5', '2021-03-15 0'])
  })

  it('says what is wrong with a plan', () => {
    expect(told({ to: 40 })).toBe('The taper must end at a lower dose than it starts from.')
    expect(told({ by: { amount: 0 } })).toBe('Say by how much the dose goes down each time.')
    expect(told({ by: { percent: 100 } })).toBe('A share must be between 0 and 100 %.')
    expect(told({ everyDays: 0 })).toBe('Say after how many days the dose goes down.')
    expect(told({ from: Number.NaN })).toBe('Say the dose that the taper starts from.')
    expect(told({ second: { atOrBelow: 10, by: { amount: 1 }, everyDays: 7 } })).toBe(
      'The smaller steps must begin between the two doses of the taper.',
    )
    expect(told({ by: { amount: 0.01 } })).toBe('That would be more than 100 steps.')
  })

  const by = fc.oneof(
    fc.record({ amount: fc.integer({ min: 1, max: 40 }).map((tenths) => tenths / 2) }),
    fc.record({ percent: fc.integer({ min: 1, max: 99 }) }),
  )
  it('always falls, never below the goal, reaches it exactly, and is never without a day in between', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 160 }).map((halves) => halves / 2),
        fc.integer({ min: 0, max: 100 }),
        by,
        fc.integer({ min: 1, max: 60 }),
        fc.option(
          fc.record({ share: fc.integer({ min: 1, max: 99 }), by, everyDays: fc.integer({ min: 1, max: 60 }) }),
        ),
        fc.constantFrom(0.5, 1, 2.5),
        (from, goalShare, step, everyDays, second, increment) => {
          const to = (from * goalShare) / 100
          const then = second && { ...second, atOrBelow: to + ((from - to) * second.share) / 100 }
          const taper = taperOf(plan({ from, to, by: step, everyDays, increment, ...(then ? { second: then } : {}) }))
          if ('problem' in taper) return
          const doses = taper.doses.map(({ dose }) => dose)
          expect(doses.at(-1)).toBe(to)
          for (const [index, { dose, started }] of taper.doses.entries()) {
            const before = taper.doses[index - 1]
            expect(dose).toBeLessThan(before?.dose ?? from)
            expect(dose).toBeGreaterThanOrEqual(to)
            if (before) {
              const days = dayNumber(started) - dayNumber(before.started)
              const atSecond = then !== undefined && then !== null && before.dose <= then.atOrBelow
              expect(days).toBe(atSecond ? then.everyDays : everyDays)
            }
          }
          // The second stage begins exactly where it was said to.
          if (then) expect(doses).toContain(then.atOrBelow)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('the usual amounts', () => {
  it('lead a key to the next multiple, not past it', () => {
    expect(steppedDose(7, 2.5, 1)).toBe(7.5)
    expect(steppedDose(7, 2.5, -1)).toBe(5)
    expect(steppedDose(7.5, 2.5, 1)).toBe(10)
    expect(steppedDose(0.3, 0.1, 1)).toBe(0.4)
    expect(steppedDose(1, 2.5, -1)).toBe(0)
    expect(steppedDose(0, 2.5, -1)).toBe(0)
  })

  it('catch a dragged dose', () => {
    expect(snapDose(18.4, 2.5)).toBe(17.5)
    expect(snapDose(-3, 2.5)).toBe(0)
    expect(snapDose(0.34, 0.1)).toBe(0.3)
  })

  it('belong to the drug, else to the unit', () => {
    expect(doseIncrement('prednisone', 'mg')).toBe(2.5)
    expect(doseIncrement('mycophenolate', 'g')).toBe(0.25)
    expect(doseIncrement('mycophenolate', 'mg')).toBe(250)
    expect(doseIncrement('ivig', 'g/kg')).toBe(0.2)
    expect(doseIncrement('other', undefined)).toBe(5)
  })
})
