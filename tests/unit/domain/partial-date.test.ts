import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  ageInYears,
  comparePartialDates,
  dateInWords,
  dayNumber,
  firstDay,
  formatPartialDate,
  isPartialDate,
  isoOfDay,
  lastDay,
  middleDay,
  precisionOf,
} from '#shared/domain/partial-date.ts'

const days = fc.integer({ min: dayNumber('1850-01-01'), max: dayNumber('2199-12-31') })
const partialDates = fc.tuple(days, fc.constantFrom(4, 7, 10)).map(([day, length]) => isoOfDay(day).slice(0, length))

describe('a day number', () => {
  it('counts every day from 1850 to 2199 once, in the order of the calendar', () => {
    let day = Temporal.PlainDate.from('1850-01-01')
    let number = dayNumber('1850-01-01')
    expect(dayNumber('1970-01-01')).toBe(0)
    for (; day.year < 2200; day = day.add({ days: 1 }), number += 1)
      if (dayNumber(day.toString()) !== number) expect.fail(`${day.toString()} is not day ${number}`)
    expect(number).toBe(dayNumber('2200-01-01'))
  })

  it.each(['2023-02-29', '1900-02-29', '2023-04-31', '2023-13-01', '2023-00-10', '2023-01-00', '2023-1a-01', '2023'])(
    'is refused for “%s”, which is no day',
    (text) => {
      expect(() => dayNumber(text)).toThrow(RangeError)
    },
  )
})

describe('a partial date', () => {
  it.each(['1850', '2019', '2019-04', '2019-04-12', '2024-02-29', '1900-12-31'])('can be %s', (text) => {
    expect(isPartialDate(text)).toBe(true)
  })

  it.each([
    '',
    '1849',
    '19',
    '2019-13',
    '2019-00',
    '2019-4',
    '2023-02-29',
    '1900-02-29',
    '2019-04-31',
    '2019-04-12 ',
    '20190412',
    '02019',
  ])('can not be “%s”', (text) => {
    expect(isPartialDate(text)).toBe(false)
  })

  it('spans the days that it can mean', () => {
    expect(isoOfDay(firstDay('2020-02'))).toBe('2020-02-01')
    expect(isoOfDay(lastDay('2020-02'))).toBe('2020-02-29')
    expect(isoOfDay(lastDay('2019'))).toBe('2019-12-31')
    expect(isoOfDay(middleDay('2019'))).toBe('2019-07-02')
  })

  it('has bounds that hold every day of it and none of its neighbors', () => {
    fc.assert(
      fc.property(partialDates, (date) => {
        const [first, last] = [firstDay(date), lastDay(date)]
        const prefix = (day: number) => isoOfDay(day).slice(0, date.length)
        expect([prefix(first), prefix(last)]).toEqual([date, date])
        expect(prefix(first - 1)).not.toBe(date)
        expect(prefix(last + 1)).not.toBe(date)
        expect(middleDay(date)).toBeGreaterThanOrEqual(first)
        expect(middleDay(date)).toBeLessThanOrEqual(last)
      }),
    )
  })

  it('counts days there and back', () => {
    fc.assert(fc.property(days, (day) => dayNumber(isoOfDay(day)) === day))
    expect(dayNumber('1970-01-01')).toBe(0)
    expect(dayNumber('2000-03-01') - dayNumber('2000-02-28')).toBe(2)
  })

  it('is ordered by what it can mean, whatever the precision', () => {
    fc.assert(
      fc.property(partialDates, partialDates, (a, b) => {
        expect(Math.sign(comparePartialDates(a, b))).toBe(-Math.sign(comparePartialDates(b, a)) + 0)
        if (lastDay(a) < firstDay(b)) expect(comparePartialDates(a, b)).toBeLessThan(0)
        expect(comparePartialDates(a, b) === 0).toBe(a === b)
      }),
    )
    expect(['2019', '2019-01', '2019-01-01', '2018-12'].toSorted(comparePartialDates)).toEqual([
      '2018-12',
      '2019-01-01',
      '2019-01',
      '2019',
    ])
  })

  it('is written as a colleague would', () => {
    expect(['2019', '2019-04', '2019-04-02'].map(formatPartialDate)).toEqual(['2019', 'Apr 2019', '2 Apr 2019'])
    expect(['2019', '2019-04', '2019-04-02'].map(precisionOf)).toEqual(['year', 'month', 'day'])
  })

  it('is said with its weekday, or with what is not known of it', () => {
    expect(['2019', '2019-04', '2019-04-12'].map(dateInWords)).toEqual([
      '2019, month not known',
      'Apr 2019, day not known',
      'Fri 12 Apr 2019',
    ])
  })
})

describe('an age', () => {
  it('is exact where both dates are', () => {
    expect(ageInYears('1952-04-13', '2019-04-12')).toEqual({ min: 66, max: 66 })
    expect(ageInYears('1952-04-12', '2019-04-12')).toEqual({ min: 67, max: 67 })
    expect(ageInYears('1952-02-29', '2019-02-28')).toEqual({ min: 66, max: 66 })
  })

  it('is bounded where one is not', () => {
    expect(ageInYears('1952', '2019-04')).toEqual({ min: 66, max: 67 })
    expect(ageInYears('1952', '2019')).toEqual({ min: 66, max: 67 })
  })

  it('of partial dates holds the age of any days that they can mean', () => {
    fc.assert(
      fc.property(days, fc.nat(40_000), fc.constantFrom(4, 7, 10), fc.constantFrom(4, 7, 10), (born, later, a, b) => {
        const [birth, at] = [isoOfDay(born), isoOfDay(born + later)]
        const exact = ageInYears(birth, at)
        const bounds = ageInYears(birth.slice(0, a), at.slice(0, b))
        expect(exact.min).toBe(exact.max)
        expect(bounds.min).toBeLessThanOrEqual(exact.min)
        expect(bounds.max).toBeGreaterThanOrEqual(exact.max)
      }),
    )
  })
})
