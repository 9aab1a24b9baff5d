import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { dateInWords, dayNumber, formatPartialDate, isoOfDay } from '#shared/domain/partial-date.ts'

const today = '2024-03-31'
const understood = (text: string, order?: 'day-first' | 'month-first') => {
  const parsed = parseClinicalDate(text, today, order)
  return 'date' in parsed ? parsed.date : parsed.problem
}

describe('a typed date', () => {
  it.each([
    ['31121950', '1950-12-31'],
    ['31.12.1950', '1950-12-31'],
    ['31/12/1950', '1950-12-31'],
    ['31-12-1950', '1950-12-31'],
    ['1.2.2020', '2020-02-01'],
    [' 1. 2. 2020'.replaceAll('. ', '.'), '2020-02-01'],
    ['19501231', '1950-12-31'],
    ['12/1950', '1950-12'],
    ['4.2019', '2019-04'],
    ['1950', '1950'],
    ['2019-04', '2019-04'],
    ['2019-4', '2019-04'],
    ['2019-04-12', '2019-04-12'],
    ['2019/04/12', '2019-04-12'],
    ['Apr 2019', '2019-04'],
    ['april 2019', '2019-04'],
    ['Sept. 2019', '2019-09'],
    ['12 Apr 2019', '2019-04-12'],
    ['12-apr-2019', '2019-04-12'],
    ['12apr2019', '2019-04-12'],
    ['April 12, 2019', '2019-04-12'],
    ['29/2/2024', '2024-02-29'],
  ])('%s is %s', (text, date) => {
    expect(understood(text)).toBe(date)
  })

  it.each([
    ['t', '2024-03-31'],
    ['T', '2024-03-31'],
    ['today', '2024-03-31'],
    ['yesterday', '2024-03-30'],
    ['t-3', '2024-03-28'],
    ['t - 3', '2024-03-28'],
    ['t-2w', '2024-03-17'],
    ['t-1m', '2024-02-29'],
    ['t-3m', '2023-12-31'],
    ['t-1y', '2023-03-31'],
    ['t+1w', '2024-04-07'],
    ['3 days ago', '2024-03-28'],
    ['2 weeks ago', '2024-03-17'],
    ['a month ago', '2024-02-29'],
    // Today is a Sunday.
    ['sun', '2024-03-31'],
    ['last Sunday', '2024-03-24'],
    ['Mon', '2024-03-25'],
    ['last mon', '2024-03-25'],
    ['wednesday', '2024-03-27'],
    ['last sat', '2024-03-30'],
  ])('%s counts from today', (text, date) => {
    expect(understood(text)).toBe(date)
  })

  it('may lie in the future', () => {
    expect(understood('1.1.2090')).toBe('2090-01-01')
  })

  it.each(['31.12.50', '31/12/50', '311250', '12 Apr 19', 'Apr 19', '1.2.202'])(
    '%s is refused for its short year',
    (text) => {
      expect(understood(text)).toMatch(/four digits/)
    },
  )

  it.each(['30.2.2019', '29.2.2023', '2019-13', '13/2019', '2019-02-30', '31 Apr 2019', '45452019'])(
    '%s is not in the calendar',
    (text) => {
      expect(understood(text)).toMatch(/not in the calendar/)
    },
  )

  it.each(['', 'soon', 'Foo 2019', 'ma 2019', '12.13', 't-', 't-3x', '1.2.3.2019', '99999', '-2019'])(
    '“%s” is answered with an example',
    (text) => {
      expect(understood(text)).toMatch(/Type a date such as/)
    },
  )

  it('is not from before anyone lived', () => {
    expect(understood('1.1.1720')).toMatch(/too long ago/)
    expect(understood('t-9999y')).toMatch(/too far away/)
  })

  it('says how day and month were told apart where both readings exist', () => {
    expect(parseClinicalDate('4/12/2019', today)).toEqual({
      date: '2019-12-04',
      echo: 'Wed 4 Dec 2019 (day first, so not 12 Apr 2019)',
    })
    expect(parseClinicalDate('4/12/2019', today, 'month-first')).toEqual({
      date: '2019-04-12',
      echo: 'Fri 12 Apr 2019 (month first, so not 4 Dec 2019)',
    })
    expect(parseClinicalDate('04122019', today, 'month-first')).toMatchObject({ date: '2019-04-12' })
  })

  it('takes the only reading there is, and none is doubted that reads the same both ways', () => {
    expect(parseClinicalDate('12/31/2019', today)).toEqual({ date: '2019-12-31', echo: 'Tue 31 Dec 2019' })
    expect(parseClinicalDate('31/12/2019', today, 'month-first')).toEqual({
      date: '2019-12-31',
      echo: 'Tue 31 Dec 2019',
    })
    expect(parseClinicalDate('4/4/2019', today)).toEqual({ date: '2019-04-04', echo: 'Thu 4 Apr 2019' })
  })
})

const anyDate = fc
  .tuple(fc.integer({ min: dayNumber('1850-01-01'), max: dayNumber('2199-12-31') }), fc.constantFrom(4, 7, 10))
  .map(([day, length]) => isoOfDay(day).slice(0, length))

describe('any date', () => {
  it('is understood as it is stored, shown and typed', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const [year = '', month, day] = date.split('-')
        const numbers = [day, month, year].filter(Boolean)
        const spellings = [date, formatPartialDate(date), numbers.join('.'), numbers.join('/')]
        expect(spellings.map((text) => understood(text))).toEqual(spellings.map(() => date))
        if (day) expect(understood(numbers.join(''))).toBe(date)
      }),
    )
  })

  it('is echoed in the words in which it is shown', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(parseClinicalDate(date, today)).toEqual({ date, echo: dateInWords(date) })
      }),
    )
  })

  it('comes from text or a problem does, never a crash', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[t0-9./ -]{1,12}$/)), (text) => {
        const parsed = parseClinicalDate(text, today)
        if ('date' in parsed) expect(understood(parsed.date)).toBe(parsed.date)
        else expect(parsed.problem).toMatch(/\.$/)
      }),
    )
  })
})
