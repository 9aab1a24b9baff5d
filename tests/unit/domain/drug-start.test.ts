import { describe, expect, test } from 'vitest'
import { drugStarts, monthsBetween } from '#shared/domain/drug-start.ts'
import { dayNumber } from '#shared/domain/partial-date.ts'
import { aDrug, anInfusion, aSegment } from '#tests/unit/charts/timelines.ts'

describe('the start of a drug', () => {
  test('is its first dose or infusion, whichever came first', () => {
    const starts = drugStarts({
      drugs: [
        aDrug('mycophenolate', 'MMF', [
          aSegment('2021-05-01', '2021-12-31', 2000),
          aSegment('2020-03-04', '2020-06-01', 1000),
        ]),
        aDrug(
          'ivig',
          'IVIg',
          [aSegment('2022-04-01', undefined, undefined)],
          [anInfusion('2022-03-10', '2 g/kg', 160)],
        ),
      ],
    })
    expect(starts.map(({ drug, label, date, first }) => [drug, label, date, first])).toEqual([
      ['mycophenolate', 'MMF', '2020-03-04', dayNumber('2020-03-04')],
      ['ivig', 'IVIg', '2022-03-10', dayNumber('2022-03-10')],
    ])
  })

  test('that is known to the month is the whole month, never a day of it', () => {
    const [start] = drugStarts({ drugs: [aDrug('mycophenolate', 'MMF', [aSegment('2020-03', undefined, 2000)])] })
    expect(start).toMatchObject({ date: '2020-03', first: dayNumber('2020-03-01'), last: dayNumber('2020-03-31') })
  })
})

test('months are mean months of the calendar: 12 of them are a year', () => {
  expect(monthsBetween(dayNumber('2020-01-01'), dayNumber('2024-01-01'))).toBeCloseTo(48, 1)
  expect(monthsBetween(dayNumber('2020-01-01'), dayNumber('2019-01-01'))).toBeCloseTo(-12, 1)
})
