import { describe, expect, test } from 'vitest'
import { changesBetween, onOneBasis, slopeOf } from '#shared/domain/progression/declines.ts'
import { daysOfEvidence, progressionCourse } from '#shared/domain/progression/progression-rules.ts'
import { fvcTrajectory } from '#shared/domain/progression/trajectory.ts'
import { evidence } from '#tests/support/evidence.ts'

describe('Over the whole record', () => {
  const given = evidence({
    fvc: { '2020-01-10': 80, '2020-09-01': 70, '2021-08-15': 71, '2022-03': 60 },
    symptoms: { '2020-09-01': true, '2020-12-01': false, '2021-08-15': false, '2022-03-10': true },
  })

  test('every day on which something new was known is looked back from, a partial date from its last day', () => {
    expect(daysOfEvidence(given)).toEqual([
      '2020-01-10',
      '2020-09-01',
      '2020-12-01',
      '2021-08-15',
      '2022-03-10',
      '2022-03-31',
    ])
    expect(daysOfEvidence({ ...given, knownBy: '2022-03-20' }).at(-1)).toBe('2022-03-20')
  })

  test('it is told when a rule was first met, until when, and when again', () => {
    const ppf = progressionCourse(given).find(({ id }) => id === 'ppf-2022')!
    expect(ppf.episodes.map(({ from, to }) => [from, to])).toEqual([
      ['2020-09-01', '2021-08-15'],
      ['2022-03-31', '2022-03-31'],
    ])
    // On 10 Mar 2022 the test of March may lie ahead.
    expect(ppf.verdicts.find(({ asOf }) => asOf === '2022-03-10')?.finding.met).toBeUndefined()
  })
})

describe('Changes between tests', () => {
  test('are in points and in percent of the earlier value, the newest first', () => {
    const { measurements } = evidence({ fvc: { '2020-01-10': 80, '2020-09-01': 76, '2021-03-01': 76.5 } })
    expect(changesBetween(measurements, 'FVC').map(({ absolute, relative }) => [absolute, relative])).toEqual([
      [0.5, 0.657894737],
      [-4, -5],
    ])
  })

  test('of DLCO never go from one basis of hemoglobin to another', () => {
    const corrected = evidence({ dlco: { '2020-01-10': 60, '2021-01-10': 55 } }).measurements
    const not = evidence({ dlco: { '2020-07-10': 50 }, hemoglobin: 'uncorrected' }).measurements
    const changes = changesBetween([...corrected, ...not], 'DLCO')
    expect(changes.map(({ from, to }) => [from.percent, to.percent])).toEqual([[60, 55]])
    expect(onOneBasis([...corrected, ...not], 'DLCO')).toEqual(corrected)
  })
})

describe('A slope', () => {
  test('of two values is their difference divided by the time', () => {
    const { measurements } = evidence({ fvc: { '2020-01-01': 80, '2022-01-01': 70 } })
    const slope = slopeOf(measurements)!
    expect(slope.perYear).toBeCloseTo(-10 / (731 / 365.25), 9)
    expect(slope.points).toBe(2)
    expect(slope.span).toBeCloseTo(731 / 365.25, 9)
  })

  test('of several is the least-squares one', () => {
    // Days 0, 365, 730: x = 0, 0.99932, 1.99863; worked by hand: Sxy/Sxx = (y3 - y1)/(2 * 0.99932) for even steps.
    const { measurements } = evidence({ fvc: { '2021-01-01': 80, '2022-01-01': 70, '2023-01-01': 74 } })
    expect(slopeOf(measurements)!.perYear).toBeCloseTo(-6 / (730 / 365.25), 9)
  })

  test('needs two days', () => {
    expect(slopeOf(evidence({ fvc: { '2020-01-01': 80 } }).measurements)).toBeUndefined()
    expect(slopeOf([])).toBeUndefined()
    const twice = evidence({ fvc: { '2020-01-01': 80 } }).measurements
    expect(slopeOf([...twice, ...twice])).toBeUndefined()
  })
})

describe('The class of the whole course of FVC', () => {
  test.each([
    [80, 69.9, 'significant-progression'],
    [80, 70, 'moderate-progression'],
    [80, 75, 'moderate-progression'],
    [80, 75.1, 'stable'],
    [80, 84.9, 'stable'],
    [80, 85, 'improvement'],
    [62.3, 57.3, 'moderate-progression'],
  ])('from %d to %d %%: %s', (first, last, trajectory) => {
    const { measurements } = evidence({ fvc: { '2020-01-01': first, '2020-09': 40, '2021-01-01': last } })
    expect(fvcTrajectory(measurements)?.trajectory).toBe(trajectory)
  })

  test('needs two tests', () => {
    expect(fvcTrajectory(evidence({ fvc: { '2020-01-01': 80 } }).measurements)).toBeUndefined()
  })
})
