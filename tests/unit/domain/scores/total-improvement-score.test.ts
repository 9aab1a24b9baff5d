import { expect, test } from 'vitest'
import { mmtCourse, percentOfRange } from '#shared/domain/scores/mmt-course.ts'
import { tisBetweenVisits, visitsWithCoreSet } from '#shared/domain/scores/tis-between-visits.ts'
import {
  tisCategory,
  tisMeasures,
  tisPoints,
  totalImprovementScore,
  type MuscleEnzyme,
} from '#shared/domain/scores/total-improvement-score.ts'
import { aCase } from '#tests/support/a-case.ts'

/** In the order of the worked examples: MDGA, PtGA, MMT8 of 80, HAQ, enzyme, extramuscular. */
const values = (six: readonly number[]) =>
  Object.fromEntries(tisMeasures.map((measure, index) => [measure, six[index]]))
const inOrder = (by: Readonly<Record<string, number | undefined>>) => tisMeasures.map((measure) => by[measure]!)

interface Example {
  readonly before: readonly number[]
  readonly after: readonly number[]
  readonly enzyme?: { readonly name: MuscleEnzyme; readonly limit: number }
  readonly percent: readonly number[]
  readonly points: readonly number[]
  readonly total: number
  readonly category: string
}

const examples: readonly Example[] = [
  {
    before: [6, 7, 64, 1.5, 3000, 4],
    after: [3, 5, 74, 1, 800, 2],
    percent: [30, 20, 12.5, 16.67, 73.33, 20],
    points: [17.5, 5, 20, 7.5, 7.5, 12.5],
    total: 70,
    category: 'major',
  },
  {
    before: [4, 5, 76, 0.5, 400, 3],
    after: [3.5, 4, 78, 0.5, 300, 2],
    percent: [5, 10, 2.5, 0, 3.33, 10],
    points: [0, 2.5, 10, 0, 0, 7.5],
    total: 20,
    category: 'minimal',
  },
  {
    before: [5, 6, 70, 1.25, 1200, 5],
    after: [6, 6, 68, 1.5, 1500, 5],
    percent: [-10, 0, -2.5, -8.33, -10, 0],
    points: [0, 0, 0, 0, 0, 0],
    total: 0,
    category: 'none',
  },
  {
    before: [8, 8, 50, 2.5, 8000, 6],
    after: [1, 2, 78, 0.5, 150, 1],
    percent: [70, 60, 35, 66.67, 261.67, 50],
    points: [20, 10, 32.5, 10, 7.5, 20],
    total: 100,
    category: 'major',
  },
  {
    before: [5, 5, 70, 1, 12, 3],
    after: [4, 4, 72, 0.875, 9, 2.5],
    enzyme: { name: 'aldolase', limit: 7.6 },
    percent: [10, 10, 2.5, 4.17, 6.58, 5],
    points: [7.5, 2.5, 10, 0, 2.5, 0],
    total: 22.5,
    category: 'minimal',
  },
]

test.for(examples)('Worked example of $total points, $category', (example) => {
  const { before, after, enzyme = { name: 'ck', limit: 200 } as const } = example
  const score = totalImprovementScore({ baseline: values(before), followUp: values(after), mmtMaximum: 80, enzyme })
  expect(inOrder(score.percent).map((each) => Number(each.toFixed(2)))).toEqual(example.percent)
  expect(inOrder(score.points)).toEqual(example.points)
  expect(score).toMatchObject({ total: example.total, category: example.category, missing: [] })
})

test('Bands end with their upper bound, and start just above it', () => {
  const around = [0, 5, 5.1, 15, 15.1, 25, 25.1, 40, 40.1]
  expect(around.map((percent) => tisPoints('mdga', percent))).toEqual([0, 0, 7.5, 7.5, 15, 15, 17.5, 17.5, 20])
  expect(around.map((percent) => tisPoints('ptga', percent))).toEqual([0, 0, 2.5, 2.5, 5, 5, 7.5, 7.5, 10])
  expect(around.map((percent) => tisPoints('haq', percent))).toEqual([0, 0, 5, 5, 7.5, 7.5, 7.5, 7.5, 10])
  expect(around.map((percent) => tisPoints('enzyme', percent))).toEqual([0, 0, 2.5, 2.5, 5, 5, 7.5, 7.5, 7.5])
  expect(around.map((percent) => tisPoints('extramuscular', percent))).toEqual([0, 0, 7.5, 7.5, 12.5, 12.5, 15, 15, 20])
  const ofMuscle = [-5, 2, 2.1, 10, 10.1, 20, 20.1, 30, 30.1]
  expect(ofMuscle.map((percent) => tisPoints('mmt', percent))).toEqual([0, 0, 10, 10, 20, 20, 27.5, 27.5, 32.5])
})

test('The maxima add up to 100; responses start at 20, 40 and 60', () => {
  expect(tisMeasures.reduce((sum, measure) => sum + tisPoints(measure, 100), 0)).toBe(100)
  expect([19.9, 20, 39.9, 40, 59.9, 60].map(tisCategory)).toEqual([
    'none',
    'minimal',
    'minimal',
    'moderate',
    'moderate',
    'major',
  ])
})

test('Binary fractions land on the right side of a bound: 1.1 to 0.6 cm is 5 % exactly', () => {
  const { percent, points } = totalImprovementScore({ baseline: { mdga: 1.1 }, followUp: { mdga: 0.6 } })
  expect([percent.mdga, points.mdga]).toEqual([5, 0])
})

const visits = aCase()
  .with('visit', {
    date: '2020-01-10',
    physician_global: 6,
    patient_global: 7,
    mmt8: 64,
    mmt8_range: '0-80',
    haq_di: 1.5,
    extramuscular_vas: 4,
  })
  .with('visit', {
    date: '2020-07-10',
    physician_global: 3,
    patient_global: 5,
    mmt8: 74,
    mmt8_range: '0-80',
    haq_di: 1,
    extramuscular_vas: 2,
  })
  .with('laboratory', { test: 'ck', date: '2020-01-08', value: 50, unit: 'ukat/L', ref_high: 200 / 60 })
  .with('laboratory', { test: 'ldh', date: '2020-01-10', value: 500, unit: 'U/L', ref_high: 250 })
  .with('laboratory', { test: 'ck', date: '2020-07-12', value: 800, unit: 'U/L', ref_high: 200 })

function between({ record } = visits, first = 0, second = 1) {
  const { visit } = record.records
  return tisBetweenVisits(record, visit[first]!, visit[second]!)
}

test('Between two visits of a record: the enzyme most abnormal at baseline, in one unit', () => {
  const finding = between()
  expect(finding.because).toBe('70 of 100, major improvement, 10 Jan 2020 to 10 Jul 2020.')
  expect(finding.rule.caveat).toContain('table not yet confirmed against the publication')
  expect(finding.criteria.map(({ name, points }) => [name, points])).toContainEqual(['CK', 7.5])
})

test('A missing measure makes the score incomplete, and is named', () => {
  const { record } = visits.with('visit', { date: '2021-01-10', physician_global: 3, mmt8: 76, mmt8_range: '0-80' })
  const finding = between({ record } as typeof visits, 0, 2)
  expect(finding).toMatchObject({
    met: undefined,
    missing: ['Patient global activity', 'HAQ-DI', 'CK', 'Extramuscular activity'],
  })
  expect(finding.score).toBeUndefined()
  expect(finding.because).toMatch(/^Not complete: 37.5 points from 2 of 6 measures/)
})

test('Sums of different ranges are never compared: 70 of 80 and 140 of 150', () => {
  const { record } = aCase()
    .with('visit', { date: '2020-01-10', mmt8: 70, mmt8_range: '0-80' })
    .with('visit', { date: '2020-07-10', mmt8: 140, mmt8_range: '0-150' })
    .with('visit', { date: '2021-01-10', mmt8: 75 })
  const mmt = (first: number, second: number) =>
    between({ record } as typeof visits, first, second).criteria.find(({ id }) => id === 'mmt')
  expect(mmt(0, 1)).toMatchObject({ met: undefined, because: 'The sums have different ranges.' })
  expect(mmt(0, 2)?.because).toBe('The range of the sum is not recorded.')
  expect(mmtCourse(record).map(({ sum, maximum, percent, input }) => [sum, maximum, percent, input.text])).toEqual([
    [70, 80, 87.5, 'MMT 70 of 80 on 10 Jan 2020'],
    [140, 150, (100 * 140) / 150, 'MMT 140 of 150 on 10 Jul 2020'],
    [75, undefined, undefined, 'MMT 75, range not recorded on 10 Jan 2021'],
  ])
  expect(percentOfRange(140, '0-80')).toBeUndefined()
})

test('Visits without any measure of the core set are not offered', () => {
  const { record } = visits.with('visit', { date: '2022-01-10', mmrc: 1 })
  expect(visitsWithCoreSet(record).map(({ id }) => id)).toEqual(['visit-1', 'visit-2'])
})
