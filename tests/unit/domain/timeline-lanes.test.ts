import { describe, expect, test } from 'vitest'
import { isLaneNamed, laneKey, lanesOf } from '#shared/domain/timeline-lanes.ts'
import { aDrug, anInfusion, aPoint, aSeries, emptyTimeline, seedTimeline } from '#tests/unit/charts/timelines.ts'

const mark = { ruleId: 'ppf-2022', day: 19_000, label: 'PPF 2022', source: 'recorded' } as const

test('rules of progression stand above the lung function that they judge, below CK', () => {
  const ids = lanesOf({ ...seedTimeline(), marks: [mark] }).map(({ id }) => id)
  expect(ids.slice(ids.indexOf('ck'))).toEqual(['ck', 'progression', 'fvc', 'dlco', 'mmrc'])
})

describe('a lane is asked for', () => {
  const lanes = lanesOf(seedTimeline())
  const named = (word: string) => lanes.filter((lane) => isLaneNamed(lane, word)).map(({ id }) => id)

  test.each([
    ['fvc', 'fvc'],
    ['FVC', 'fvc'],
    ['ivig', 'drug:ivig'],
    ['mycophenolate', 'drug:mycophenolate'],
    ['MMF', 'drug:mycophenolate'],
    ['prednisone', 'prednisone-equivalent'],
    ['drug:ivig', 'drug:ivig'],
  ])('as %s', (word, id) => expect(named(word)).toEqual([id]))

  test('by nothing else', () => expect(named('lung')).toEqual([]))

  test('with all drugs outside the list together', () => {
    const other = aDrug('other', 'Herbal tea', [], [anInfusion('2022-03-10', '1 g', 1)])
    const timeline = {
      ...emptyTimeline(),
      drugs: [{ ...other, id: 'drug:other:abc' }],
      series: [aSeries('ck', [aPoint('2022', 1)])],
    }
    const [lane] = lanesOf(timeline)
    expect(isLaneNamed(lane!, 'other')).toBe(true)
    expect(laneKey('drug:other:abc')).toBe('drug:other')
  })
})
