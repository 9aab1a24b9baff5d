import { describe, expect, it } from 'vitest'
import { formatDose, parseDose } from '#shared/domain/parse-dose.ts'

const understood = (text: string) => {
  const read = parseDose(text)
  return 'problem' in read ? read.problem : read.dose
}

describe('a dose in one line', () => {
  it.each([
    ['20 mg daily', { dose: 20, unit: 'mg', frequency: 'daily' }],
    ['20mg od', { dose: 20, unit: 'mg', frequency: 'daily' }],
    ['20 mg/day', { dose: 20, unit: 'mg', frequency: 'daily' }],
    ['20 mg once daily', { dose: 20, unit: 'mg', frequency: 'daily' }],
    ['20 mg 1x/d', { dose: 20, unit: 'mg', frequency: 'daily' }],
    ['20 mg q24h', { dose: 20, unit: 'mg', frequency: 'daily' }],
    ['0.5 mg/kg/d', { dose: 0.5, unit: 'mg/kg', frequency: 'daily' }],
    ['1 mg per kg daily', { dose: 1, unit: 'mg/kg', frequency: 'daily' }],
    ['500 mg bid', { dose: 500, unit: 'mg', frequency: 'bid' }],
    ['500 mg b.i.d.', { dose: 500, unit: 'mg', frequency: 'bid' }],
    ['1 g twice daily', { dose: 1, unit: 'g', frequency: 'bid' }],
    ['1 g q12h', { dose: 1, unit: 'g', frequency: 'bid' }],
    ['801 mg tds', { dose: 801, unit: 'mg', frequency: 'tid' }],
    ['801 mg 8 hourly', { dose: 801, unit: 'mg', frequency: 'tid' }],
    ['801 mg three times a day', { dose: 801, unit: 'mg', frequency: 'tid' }],
    ['10 mg qds', { dose: 10, unit: 'mg', frequency: 'qid' }],
    ['5 mg qod', { dose: 5, unit: 'mg', frequency: 'alternate-days' }],
    ['5 mg every other day', { dose: 5, unit: 'mg', frequency: 'alternate-days' }],
    ['5 mg alternate days', { dose: 5, unit: 'mg', frequency: 'alternate-days' }],
    ['15 mg weekly', { dose: 15, unit: 'mg', frequency: 'weekly' }],
    ['15 mg q1w', { dose: 15, unit: 'mg', frequency: 'weekly' }],
    ['7,5 mg twice weekly', { dose: 7.5, unit: 'mg', frequency: 'twice-weekly' }],
    ['960 mg 3x/week', { dose: 960, unit: 'mg', frequency: 'three-weekly' }],
    ['40mg q2w', { dose: 40, unit: 'mg', frequency: 'q2w' }],
    ['40 mg every 2 weeks', { dose: 40, unit: 'mg', frequency: 'q2w' }],
    ['40 mg every other week', { dose: 40, unit: 'mg', frequency: 'q2w' }],
    ['15 mg/kg q21d', { dose: 15, unit: 'mg/kg', frequency: 'q3w' }],
    ['375 mg/m² weekly', { dose: 375, unit: 'mg/m2', frequency: 'weekly' }],
    ['375 mg/m^2 q1w', { dose: 375, unit: 'mg/m2', frequency: 'weekly' }],
    ['2 g/kg over 2 days q4w', { dose: 2, unit: 'g/kg', frequency: 'q4w', overDays: 2 }],
    ['2 g/kg q4w divided over five days', { dose: 2, unit: 'g/kg', frequency: 'q4w', overDays: 5 }],
    ['1000 mg once', { dose: 1000, unit: 'mg', frequency: 'once' }],
    ['100 mcg daily', { dose: 100, unit: 'ug', frequency: 'daily' }],
    ['100 µg daily', { dose: 100, unit: 'ug', frequency: 'daily' }],
    ['100 μg prn', { dose: 100, unit: 'ug', frequency: 'as-needed' }],
    ['20 mg', { dose: 20, unit: 'mg' }],
    ['20 daily', { dose: 20, frequency: 'daily' }],
    ['20', { dose: 20 }],
    ['stop', { dose: 0 }],
    ['0', { dose: 0 }],
    ['0 mg', { dose: 0, unit: 'mg' }],
  ])('%s is understood', (text, dose) => {
    expect(understood(text)).toEqual(dose)
  })

  it.each([
    ['', /^Type a dose such as/],
    ['daily', /starts with no amount/],
    ['1-0-1', /counts tablets/],
    ['500 mg 1-0-1', /counts tablets/],
    ['2 tablets', /Doses are kept in mg.*not in tablets/],
    ['5000 IU weekly', /not in iu/],
    ['1 µg/kg', /not in µg\/kg/],
    ['2 kg', /not in kg/],
    ['20-30 mg', /not a range/],
    ['2 x 500 mg', /amount of one intake/],
    ['0.4 g/kg x 5 days', /whole cycle/],
    ['1,000 mg', /two ways: type 1000 or 1.000/],
    ['-5 mg', /below 0/],
    ['<5 mg', /without a sign/],
    ['5 mg every 6 weeks', /“every 6 weeks” is not how often/],
    ['5 mg biweekly', /different ways/],
    ['5 mg 3-weekly', /“3-weekly” is not how often/],
    ['5 mg foo', /“foo” is not how often/],
    ['2 g/kg over 90 days', /over 1 to 31 days, not over 90/],
    ['2 g/kg over 2 days daily', /can’t be repeated daily/],
    ['2 g/kg over 10 days weekly', /can’t be repeated weekly/],
  ])('%j is refused in words', (text, problem) => {
    expect(understood(text)).toMatch(problem)
  })
})

describe('what was understood', () => {
  const echo = (text: string, defaults = {}) => {
    const read = parseDose(text, defaults)
    return 'problem' in read ? read.problem : read.echo
  }

  it('is said in words, with what was not typed', () => {
    expect(echo('500 mg bid')).toBe('500 mg twice daily')
    expect(echo('20 mg')).toBe('20 mg (how often not said)')
    expect(echo('20')).toBe('20 (unit and how often not said)')
    expect(echo('stop')).toBe('No dose from here on')
  })

  it('says what the drug’s usual ways filled in', () => {
    const usual = { unit: 'mg', frequency: 'daily' } as const
    expect(parseDose('20', usual)).toEqual({
      dose: { dose: 20, unit: 'mg', frequency: 'daily' },
      echo: '20 mg daily (unit and how often as usual for the drug)',
    })
    expect(echo('500 mg bid', usual)).toBe('500 mg twice daily')
    expect(echo('10 weekly', usual)).toBe('10 mg weekly (unit as usual for the drug)')
    expect(parseDose('stop', usual)).toMatchObject({ dose: { dose: 0 } })
  })

  it('says that a month is kept as 4 weeks', () => {
    expect(parseDose('1000 mg monthly')).toEqual({
      dose: { dose: 1000, unit: 'mg', frequency: 'q4w' },
      echo: '1000 mg every 4 weeks (a month is kept as 4 weeks)',
    })
  })

  it('is not completed with a frequency that the cycle would not fit into', () => {
    expect(parseDose('2 g/kg over 2 days', { unit: 'g/kg', frequency: 'daily' })).toEqual({
      dose: { dose: 2, unit: 'g/kg', overDays: 2 },
      echo: '2 g/kg over 2 days (how often not said)',
    })
  })
})

describe('a dose in writing', () => {
  it('keeps all digits', () => {
    expect(formatDose({ dose: 0.0005, unit: 'mg', frequency: 'daily' })).toBe('0.0005 mg daily')
    expect(formatDose({ dose: 2, unit: 'g/kg', frequency: 'q4w', overDays: 2 })).toBe(
      '2 g/kg over 2 days every 4 weeks',
    )
    expect(formatDose({ dose: 0 })).toBe('stop')
  })
})
