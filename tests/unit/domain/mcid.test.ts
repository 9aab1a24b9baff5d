import { expect, test } from 'vitest'
import { meaningfulChange, type McidMeasure } from '#shared/domain/mcid.ts'
import { outcomeChanges } from '#shared/domain/scores/outcome-changes.ts'
import { aCase } from '#tests/support/a-case.ts'

const told = (measure: McidMeasure, from: number, to: number) => {
  const { change, direction, against } = meaningfulChange(measure, from, to)
  return [change, direction, ...against.map(({ amount, reached }) => `${reached ? '≥' : '<'} ${amount}`)]
}

test('Walk: 28 m either way, 75 m for worse', () => {
  expect(told('walk-distance', 400, 428)).toEqual([28, 'better', '≥ 28'])
  expect(told('walk-distance', 400, 373)).toEqual([-27, 'worse', '< 28', '< 75'])
  expect(told('walk-distance', 400, 325)).toEqual([-75, 'worse', '≥ 28', '≥ 75'])
  expect(told('walk-distance', 400, 400)).toEqual([0, 'same'])
})

test('K-BILD: 4.7 points for better, 2.7 for worse; of SGRQ more is worse, and none is known for better', () => {
  expect(told('kbild', 50, 54.7)).toEqual([4.7, 'better', '≥ 4.7'])
  expect(told('kbild', 52.6, 49.9)).toEqual([-2.7, 'worse', '≥ 2.7'])
  expect(told('sgrq', 40, 51)).toEqual([11, 'worse', '≥ 11'])
  expect(told('sgrq', 40, 50.9)).toEqual([10.9, 'worse', '< 11'])
  expect(told('sgrq', 51, 40)).toEqual([-11, 'better'])
})

test('The newest value of a record against the one before, in one unit', () => {
  const { record } = aCase()
    .with('walk_test', { date: '2020-01-10', distance: 400, distance_unit: 'm' })
    .with('walk_test', { date: '2020-07', distance: 1200, distance_unit: '[ft_i]' })
    .with('visit', { date: '2020-01-10', kbild_total: 50 })
  expect(outcomeChanges(record).map(({ name, from, to }) => [name, from.text, to.text])).toEqual([
    ['6-minute walk', '400 m on 10 Jan 2020', '366 m in Jul 2020'],
  ])
})
