import { expect, test } from 'vitest'
import { countWords } from '#renderer/features/cases/cases-bar.tsx'
import { ageText, changeWords, ckText, yearsText } from '#renderer/features/cases/case-words.ts'
import { pagesOf } from '#renderer/tables/use-window-rows.ts'
import { gridMove } from '#renderer/tables/grid-move.ts'
import { sparklinePoints } from '#renderer/tables/sparkline.tsx'

const today = '2026-11-23'

test.each([
  ['1959-11-23', '67'],
  ['1959-11-24', '66'],
  ['1959-11', '66–67'],
  ['1959', '66–67'],
])('born on %s, a person is %s', (birthDate, age) => {
  expect(ageText({ birthDate, status: 'active' }, today)).toBe(age)
})

test('who died grows no older', () => {
  expect(ageText({ birthDate: '1950-01-01', status: 'died', lastSeen: '2020-06-01' }, today)).toBe('70')
})

test('years since the diagnosis claim no more than the date does', () => {
  expect(yearsText('2018-03-14', today)).toBe('8.7')
  expect(yearsText('2019', today)).toBe('~7')
  expect(yearsText(undefined, today)).toBe('')
  expect(yearsText('2027', today)).toBe('')
})

test('CK is written with the sign that came with it', () => {
  expect(ckText({ value: 30, unit: 'U/L', timesUln: 0.153, comparator: '<', date: '2026' })).toBe('<0.2')
  expect(ckText({ value: 4100, unit: 'U/L', timesUln: 21.4, date: '2026' })).toBe('21')
  expect(ckText({ value: 4100, unit: 'U/L', date: '2026' })).toBe('')
})

test('a change is said as one would', () => {
  expect(changeWords(-6, 9)).toBe('down 6 in 9 months')
  expect(changeWords(0, undefined)).toBe('unchanged')
})

test('the count says of how many', () => {
  expect(countWords(1, 1)).toBe('1 case')
  expect(countWords(7, 61)).toBe('7 of 61 cases')
  expect(countWords(10_000, 10_000)).toBe('10,000 cases')
})

test('the rows in sight and a neighbor are fetched, one even and one odd page', () => {
  expect(pagesOf(0, 30)).toEqual([0, 1])
  expect(pagesOf(190, 220)).toEqual([0, 1])
  expect(pagesOf(410, 440)).toEqual([2, 1])
  expect(pagesOf(560, 590)).toEqual([2, 3])
})

test('keys stay within the list', () => {
  expect(gridMove('ArrowUp', 0, 10, 5)).toBe(0)
  expect(gridMove('PageDown', 7, 10, 5)).toBe(9)
  expect(gridMove('End', 0, 10, 5)).toBe(9)
  expect(gridMove('a', 0, 10, 5)).toBeUndefined()
})

test('a sparkline keeps the distances in time, and does not blow up noise', () => {
  const [first, second, third] = sparklinePoints(
    [
      [0, 60],
      [100, 61],
      [400, 60],
    ],
    60,
    18,
  )
  expect(second![0] - first![0]).toBeCloseTo((third![0] - first![0]) / 4, 0)
  expect(Math.abs(second![1] - first![1])).toBeLessThan(1.5)
  expect(third![0]).toBe(58)
})

test('one value is a point at the right edge', () => {
  expect(sparklinePoints([[100, 80]], 60, 18)).toEqual([[58, 9]])
})
