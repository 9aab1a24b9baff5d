import { describe, expect, test } from 'vitest'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { lmm } from '#shared/statistics/methods/lmm.ts'
import { compareModels } from '#shared/statistics/mixed/compare-models.ts'
import { fitMixedModel } from '#shared/statistics/mixed/mixed-fit.ts'
import type { MixedModel } from '#shared/statistics/mixed/mixed-data.ts'
import { fittedValues, populationMeans, randomEffects, residuals } from '#shared/statistics/mixed/predictions.ts'
import { sleepStudy } from '#tests/support/sleep-study.ts'

const byDays: MixedModel = {
  data: sleepStudy,
  outcome: 'Reaction',
  fixed: ['Days'],
  group: 'Subject',
  random: ['1', 'Days'],
  method: 'REML',
}
const resultOf = (model: Partial<MixedModel>) => lmm.run(lmm.input.parse({ ...byDays, ...model }))

describe('Reaction times under sleep deprivation', () => {
  test('come out as published', () => {
    const { fixed, random, residualSd, logLik, n, groups } = resultOf({})
    const [intercept, days] = fixed
    expect(intercept!.estimate).toBeCloseTo(251.405, 3)
    expect(intercept!.se).toBeCloseTo(6.825, 3)
    expect(days!.estimate).toBeCloseTo(10.467, 3)
    expect(days!.se).toBeCloseTo(1.546, 3)
    expect(days!.t).toBeCloseTo(6.771, 3)
    expect(days!.df).toBeCloseTo(17, 3)
    expect(days!.p).toBeCloseTo(3.26e-6, 8)
    expect(random.sd['(Intercept)']).toBeCloseTo(24.74, 2)
    expect(random.sd['Days']).toBeCloseTo(5.92, 2)
    expect(random.corr[0]).toBeCloseTo(0.07, 2)
    expect(residualSd).toBeCloseTo(25.59, 2)
    expect(logLik).toBeCloseTo(-871.814, 3)
    expect([n, groups]).toEqual([180, 18])
  })

  test('differ between people in their course', () => {
    const slopes = fitMixedModel({ ...byDays, method: 'ML' })
    const levels = fitMixedModel({ ...byDays, random: ['1'], method: 'ML' })
    const { chiSquared, df, p } = compareModels(levels, slopes)
    expect(chiSquared).toBeCloseTo(42.139, 3)
    expect(df).toBe(2)
    expect(p).toBeCloseTo(7.072e-10, 13)
    expect(() => compareModels(slopes, levels)).toThrow('must hold more')
    expect(() => compareModels(levels, fitMixedModel(byDays))).toThrow('maximum likelihood')
  })

  test('are predicted for each person, for the population, and for each row', () => {
    const fit = fitMixedModel(byDays)
    expect(fit.data.groupNames[0]).toBe('308')
    expect([...randomEffects(fit)[0]!]).toEqual([expect.closeTo(2.25855, 4), expect.closeTo(9.19898, 4)])
    expect(populationMeans(fit, { Days: [0, 5] })[1]).toMatchObject({
      estimate: expect.closeTo(303.7415, 3) as number,
      se: expect.closeTo(9.5813, 3) as number,
      lower: expect.closeTo(283.527, 2) as number,
      upper: expect.closeTo(323.956, 2) as number,
    })
    const fitted = fittedValues(fit)
    expect(fitted[0]).toBeCloseTo(253.6637, 3)
    expect(fitted[1]).toBeCloseTo(273.3299, 3)
    expect(residuals(fit)[2]).toBeCloseTo(sleepStudy.Reaction[2]! - fitted[2]!, 9)
  })

  test('say the same in any order of rows, from any day on and in any unit', () => {
    const plain = resultOf({})
    const order = sleepStudy.Days.map((_, row) => (row * 77) % 180)
    const shuffled = Object.fromEntries(
      Object.entries(sleepStudy).map(([name, column]) => [name, order.map((row) => column[row]!)]),
    )
    const later = { ...sleepStudy, Days: sleepStudy.Days.map((day) => day + 2020) }
    const slow = { ...sleepStudy, Reaction: sleepStudy.Reaction.map((time) => time / 1e6) }
    const slope = ({ fixed }: typeof plain) => fixed[1]!
    expect(slope(resultOf({ data: shuffled })).estimate).toBeCloseTo(slope(plain).estimate, 9)
    expect(slope(resultOf({ data: later })).estimate).toBeCloseTo(slope(plain).estimate, 7)
    expect(slope(resultOf({ data: later })).df).toBeCloseTo(17, 5)
    expect(resultOf({ data: later }).logLik).toBeCloseTo(plain.logLik, 7)
    expect(slope(resultOf({ data: slow })).t).toBeCloseTo(slope(plain).t, 8)
    expect(slope(resultOf({ data: slow })).df).toBeCloseTo(17, 5)
  })
})

test('A term that repeats others is named and left out', () => {
  const data = { ...sleepStudy, Hours: sleepStudy.Days.map((day) => day * 24 + 7) }
  const { aliased, fixed } = resultOf({ data, fixed: ['Days', 'Hours'] })
  expect(aliased).toEqual(['Hours'])
  expect(fixed).toEqual(resultOf({}).fixed)
})

test('Degrees of freedom may be those of the residuals', () => {
  const { fixed, dfMethod } = lmm.run(lmm.input.parse({ ...byDays, df: 'residual' }))
  expect(fixed.map(({ df }) => df)).toEqual([178, 178])
  expect(dfMethod).toBe('residual')
})

describe('What allows no answer says why', () => {
  const group = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c']
  const x = [0, 1, 2, 0, 1, 2, 0, 1, 2]
  const y = [1, 2.5, 2, 4, 4.5, 7, 3, 3.5, 3]
  const nine = { data: { group, x, y }, outcome: 'y', fixed: ['x'], group: 'group', random: ['1'] }
  test.each<[string, Partial<MixedModel>, string]>([
    ['one group', { data: { ...nine.data, group: group.map(() => 'a') } }, 'at least two groups'],
    ['groups of one row', { data: { ...nine.data, group: group.map((_, row) => row) } }, 'could not be told'],
    ['more effects than rows', { random: ['1', 'x', 'group'] }, 'too few for 4 random effects'],
    ['random terms that repeat', { random: ['x', 'x'] }, 'repeat each other'],
    ['nothing random', { random: [] }, 'no random term'],
    ['nothing fixed', { fixed: ['0'] }, 'no fixed term'],
    [
      'too few rows',
      { data: { ...nine.data, x: x.map((value, row) => (row === 0 || row === 4 ? value : null)) } },
      'too few',
    ],
    ['nothing but missing values', { data: { ...nine.data, y: y.map(() => null) } }, 'there are 0'],
    ['an outcome that does not vary', { data: { ...nine.data, y: y.map(() => 7) } }, 'exactly'],
    [
      'patients on parallel lines',
      { data: { ...nine.data, y: x.map((value, row) => 2 * value + [0, 3, 1][Math.floor(row / 3)]!) } },
      'exactly',
    ],
    ['text as outcome', { data: { ...nine.data, y: group } }, 'must hold numbers'],
    ['an unknown column', { fixed: ['z'] }, 'no column “z”'],
  ])('%s', (_, change, words) => {
    const fit = () => fitMixedModel({ ...nine, method: 'REML', ...change })
    expect(fit).toThrow(StatisticsProblem)
    expect(fit).toThrow(words)
  })
})

test('The example can be run', () => {
  expect(lmm.run(lmm.input.parse(lmm.example))).toMatchObject({ n: 12, groups: 4, converged: true, singular: false })
})
