import { describe, expect, test } from 'vitest'
import { dayNumber } from '#shared/domain/partial-date.ts'
import type { CaseCourse } from '#shared/domain/course-model.ts'
import { commonScale, originOf } from '#renderer/features/multiples/common-scale.ts'
import { courseInWords } from '#renderer/features/multiples/course-words.ts'
import { moveInGrid } from '#renderer/features/multiples/move-in-grid.ts'

const course = (code: string, points: readonly (readonly [string, number])[]): CaseCourse => ({
  id: code,
  code,
  points: points.map(([date, value]) => [dayNumber(date), value]),
})
const short = course('AS-0001', [
  ['2020-01-01', 80],
  ['2021-01-01', 61],
])
const long = course('AS-0002', [
  ['2010-01-01', 22],
  ['2018-01-01', 118],
])

describe('one scale for all', () => {
  test('holds every value, and the longest course from its first value', () => {
    const scale = commonScale([short, long], 'fvc', 'first')
    expect([scale.low, scale.high]).toEqual([20, 120])
    expect([scale.from, scale.to]).toEqual([0, dayNumber('2018-01-01') - dayNumber('2010-01-01')])
    expect(scale.years.map(({ text }) => text)).toEqual(['0', '2', '4', '6', '8'])
    expect(originOf(long, 'first')).toBe(dayNumber('2010-01-01'))
  })

  test('names years on the calendar, at their first day', () => {
    const { from, to, years } = commonScale([short, long], 'fvc', 'calendar')
    expect([from, to]).toEqual([dayNumber('2010-01-01'), dayNumber('2021-01-01')])
    expect(years.map(({ at, text }) => [at, text])).toEqual([
      [dayNumber('2010-01-01'), '2010'],
      [dayNumber('2015-01-01'), '2015'],
      [dayNumber('2020-01-01'), '2020'],
    ])
  })

  test('does not let a steady course look like a fall', () => {
    const { low, high } = commonScale(
      [
        course('AS-0003', [
          ['2020-01-01', 81],
          ['2021-01-01', 80],
        ]),
      ],
      'dlco',
      'first',
    )
    expect([low, high]).toEqual([30, 110])
  })

  test('is logarithmic for CK and survives a value without a logarithm', () => {
    const { isLog, low, ticks } = commonScale(
      [
        course('AS-0004', [
          ['2020-01-01', 0],
          ['2021-01-01', 4200],
        ]),
      ],
      'ck',
      'first',
    )
    expect([isLog, low > 0, ticks]).toEqual([true, true, [100, 1000]])
  })

  test('is not flattened by a pulse', () => {
    const steps: CaseCourse['steps'] = [
      [18_000, 18_002, 1250],
      [18_003, 18_100, 40],
      [18_101, 18_200, null],
    ]
    const { high } = commonScale([{ id: 'x', code: 'x', steps }], 'prednisone', 'first')
    expect(high).toBeCloseTo(42, 5)
  })
})

test('a small chart says in words what it shows', () => {
  expect(courseInWords({ ...short, reported: true, source: 'synthetic' }, 'fvc')).toBe(
    'AS-0001: FVC, 2 values from 2020 to 2021, first 80, last 61 %, as reported, synthetic values',
  )
})

test('arrows move by cell and row, and stay in their column at the ends', () => {
  const grid = { total: 10, columns: 4, pageRows: 2 }
  expect(moveInGrid('ArrowRight', 3, grid)).toBe(4)
  expect(moveInGrid('ArrowDown', 1, grid)).toBe(5)
  expect(moveInGrid('ArrowDown', 7, grid)).toBe(9)
  expect(moveInGrid('ArrowDown', 8, grid)).toBe(8)
  expect(moveInGrid('ArrowUp', 1, grid)).toBe(1)
  expect(moveInGrid('End', 1, grid)).toBe(9)
  expect(moveInGrid('x', 1, grid)).toBeUndefined()
})
