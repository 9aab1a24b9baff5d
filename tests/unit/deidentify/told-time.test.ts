import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageBand, ageToTell } from '#shared/domain/deidentify/told-age.ts'
import {
  datesFrom,
  dayWithin,
  shiftedDates,
  shiftOfDigest,
  type ToldDate,
} from '#shared/domain/deidentify/told-time.ts'
import { dayNumber, firstDay, isoOfDay, lastDay } from '#shared/domain/partial-date.ts'

const anyDay = fc.integer({ min: dayNumber('1950-01-01'), max: dayNumber('2026-12-31') })
const anyIso = anyDay.map(isoOfDay)
const vague = fc.tuple(anyIso, fc.constantFrom(4, 7)).map(([iso, length]) => iso.slice(0, length))
const digest = fc.integer({ min: 0, max: 2 ** 48 - 1 }).map((number) => number.toString(16).padStart(12, '0').repeat(5))

const exactOf = (told: ToldDate) => ('exact' in told ? told.exact : undefined)
const spanOf = (told: ToldDate) => ('span' in told ? told.span : '')

describe('shifted dates', () => {
  test('the shift is 7 to 182 days, forward or back, and every one of them occurs', () => {
    const seen = new Set<number>()
    for (let n = 0; n < 352; n += 1) seen.add(shiftOfDigest(n.toString(16).padStart(12, '0')))
    const expected = Array.from({ length: 176 }, (_, index) => index + 7)
    expect([...seen].toSorted((a, b) => a - b)).toEqual([...expected.map((days) => -days).toReversed(), ...expected])
  })

  test('the days between any two exact dates of a case are kept, and none comes out as it went in', () => {
    fc.assert(
      fc.property(anyIso, anyIso, digest, (a, b, secret) => {
        const tell = shiftedDates(shiftOfDigest(secret))
        const [toldA, toldB] = [String(exactOf(tell(a))), String(exactOf(tell(b)))]
        expect(dayNumber(toldB) - dayNumber(toldA)).toBe(dayNumber(b) - dayNumber(a))
        expect(toldA).not.toBe(a)
      }),
    )
  })

  test('a vague date never becomes more precise: it is told as years, and the shifted truth lies within them', () => {
    fc.assert(
      fc.property(vague, digest, (date, secret) => {
        const days = shiftOfDigest(secret)
        const told = spanOf(shiftedDates(days)(date))
        expect(told).toMatch(/^\d{4}(\/\d{4})?$/)
        const [from = '', to = from] = told.split('/')
        expect(firstDay(from)).toBeLessThanOrEqual(firstDay(date) + days)
        expect(lastDay(to)).toBeGreaterThanOrEqual(lastDay(date) + days)
      }),
    )
  })

  // A shifted month that kept its bounds would begin on 1 + shift: whoever knows that months begin on a first reads the shift off.
  test('a vague date does not tell the shift: all shifts that stay within the year look alike', () => {
    const told = new Set(Array.from({ length: 100 }, (_, index) => spanOf(shiftedDates(index + 7)('2019-05'))))
    expect([...told]).toEqual(['2019'])
    expect(new Set([7, 60, 182].map((days) => spanOf(shiftedDates(days)('2019'))))).toEqual(new Set(['2019/2020']))
  })

  test('may lie ahead of today: a date that was pulled back would break the days between', () => {
    expect(shiftedDates(30)('2026-11-20')).toEqual({ exact: '2026-12-20' })
  })
})

describe('days from an anchor', () => {
  test('the days between any two exact dates are kept, day 0 is the anchor, and no calendar is told', () => {
    fc.assert(
      fc.property(anyIso, anyIso, anyDay, (a, b, zero) => {
        const tell = datesFrom(zero)
        expect(Number(exactOf(tell(b))) - Number(exactOf(tell(a)))).toBe(dayNumber(b) - dayNumber(a))
        expect(exactOf(tell(isoOfDay(zero)))).toBe(0)
      }),
    )
  })

  test('a vague date never becomes more precise: the truth lies within whole steps of 30 or 365 days', () => {
    fc.assert(
      fc.property(vague, anyDay, (date, zero) => {
        const [, from, to] = /^\[(-?\d+),(-?\d+)\]$/.exec(spanOf(datesFrom(zero)(date)))!.map(Number) as [
          number,
          number,
          number,
        ]
        const step = date.length === 7 ? 30 : 365
        expect([from % step || 0, (to + 1) % step || 0]).toEqual([0, 0])
        expect(from).toBeLessThanOrEqual(firstDay(date) - zero)
        expect(to).toBeGreaterThanOrEqual(lastDay(date) - zero)
      }),
    )
  })

  test('day 0 of an anchor that is known to the month is a day of that month, not always the same', () => {
    fc.assert(
      fc.property(vague, digest, (date, secret) => {
        const zero = dayWithin(date, secret)
        expect(zero).toBeGreaterThanOrEqual(firstDay(date))
        expect(zero).toBeLessThanOrEqual(lastDay(date))
      }),
    )
    expect(new Set([0, 1, 2].map((n) => dayWithin('2019-04', n.toString(16).padStart(12, '0')))).size).toBe(3)
  })
})

describe('ages', () => {
  test.each([
    ['1951-06-14', '2019-07-01', '2022-01-01', '68', '60-69', '60-79'],
    ['1951', '2019-04', '2022-03', '67-68', '60-69', '60-79'],
    ['1949', '2019-04', '2019-04', '69-70', '60-79', '60-79'],
    ['1928-01-01', '2019-04-10', '2019-04-10', '90+', '90+', '80+'],
    ['1931-01-01', '2019-04-10', '2022-03-01', '80+', '80+', '80+'],
    // Fifteen years of record: at least 70 at the start is all that may be told.
    ['1945-01-01', '2020-01-01', '2035-06-01', '70+', '70+', '60+'],
  ])('born %s, at %s, last %s: years %s, bands %s and %s', (birth, at, last, years, ten, twenty) => {
    const age = ageToTell(birth, at, last)
    expect([ageBand(age, 1), ageBand(age, 10), ageBand(age, 20)]).toEqual([years, ten, twenty])
  })

  test('no age above 89 can be told, at the anchor or by counting on to the last date', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 110 * 365 }),
        fc.integer({ min: 0, max: 40 * 365 }),
        (born, until, more) => {
          const [birth, at, last] = [born, born + until, born + until + more].map(isoOfDay) as [string, string, string]
          const age = ageToTell(birth, at, last)
          if ('min' in age) expect(age.max + more / 365.25).toBeLessThan(91)
          else expect(age.atLeast % 10).toBe(0)
        },
      ),
    )
  })
})
