import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { timeTicks } from '#renderer/charts/time-axis.ts'
import { holding, isWhole, lastYears, moved, zoomed } from '#renderer/charts/time-window.ts'

const day = dayNumber

describe('the time axis', () => {
  test('names years over a decade, and nothing smaller', () => {
    const { years, parts } = timeTicks(day('2013-01-01'), day('2023-01-01'), 700)
    expect(years.map(({ text }) => text)).toContain('2018')
    expect(parts.every(({ text }) => text === '')).toBe(true)
  })

  test('names quarters over four years', () => {
    const { parts } = timeTicks(day('2019-01-01'), day('2023-01-01'), 700)
    expect(parts.slice(0, 5).map(({ text }) => text)).toEqual(['Jan', 'Apr', 'Jul', 'Oct', 'Jan'])
  })

  test('names months over a year, and days over a month', () => {
    expect(timeTicks(day('2022-01-01'), day('2022-12-31'), 700).parts.map(({ text }) => text)).toContain('Feb')
    expect(timeTicks(day('2022-01-01'), day('2022-01-31'), 700).parts.map(({ text }) => text)).toContain('8')
  })

  test('skips names of years that would touch', () => {
    const named = timeTicks(day('1980-01-01'), day('2023-01-01'), 700).years.filter(({ text }) => text !== '')
    expect(named.map(({ day: at }) => isoOfDay(at)).slice(0, 2)).toEqual(['1980-01-01', '1985-01-01'])
  })

  test('keeps the name of a year that began before the view', () => {
    const from = day('2022-03-01')
    expect(timeTicks(from, day('2022-09-01'), 700).years[0]).toEqual({ day: from, text: '2022' })
  })
})

describe('the window of days', () => {
  const domain = { from: 0, to: 3650 }

  test('stays within the axis, whatever is done to it', () => {
    const step = fc.oneof(
      fc.record({ factor: fc.double({ min: 0.01, max: 10, noNaN: true }), day: fc.integer({ min: -500, max: 5000 }) }),
      fc.record({ days: fc.integer({ min: -5000, max: 5000 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let shown: { readonly from: number; readonly to: number } = domain
        for (const next of steps) {
          shown = 'days' in next ? moved(shown, next.days, domain) : zoomed(shown, next.factor, next.day, domain)
          expect(shown.from).toBeGreaterThanOrEqual(domain.from - 1e-6)
          expect(shown.to).toBeLessThanOrEqual(domain.to + 1e-6)
          expect(shown.to - shown.from).toBeGreaterThan(20)
        }
      }),
    )
  })

  test('keeps the day under the pointer where it is', () => {
    const shown = zoomed({ from: 1000, to: 2000 }, 0.5, 1250, domain)
    expect(shown).toEqual({ from: 1125, to: 1625 })
  })

  test('shows the last years up to the end of the axis', () => {
    expect(lastYears(2, domain)).toEqual({ from: 3650 - 731, to: 3650 })
    expect(isWhole(lastYears(20, domain), domain)).toBe(true)
  })

  test('moves no more than it must to hold a day', () => {
    const shown = { from: 1000, to: 2000 }
    expect(holding(shown, 1500, domain)).toEqual(shown)
    expect(holding(shown, 2100, domain)).toEqual({ from: 1140, to: 2140 })
  })
})
