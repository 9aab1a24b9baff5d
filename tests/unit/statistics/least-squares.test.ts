import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leastSquares } from '#shared/statistics/least-squares.ts'
import { tQuantile } from '#shared/statistics/t-quantile.ts'

describe('quantiles of t', () => {
  // As SciPy 1.17 gives them, and R’s qt() to the digits that it prints.
  it.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.975, 3, 3.1824463052837078],
    [0.975, 4, 2.7764451051977934],
    [0.975, 5, 2.5705818356363146],
    [0.975, 10, 2.228138851986274],
    [0.975, 30, 2.0422724563012378],
    [0.975, 100, 1.9839715185235518],
    [0.975, 1000, 1.9623390808264083],
    [0.9, 7, 1.4149239276505086],
    [0.995, 3, 5.840909309733355],
    [0.025, 6, -2.4469118511449794],
    [0.5, 4, 0],
  ])('%d with %d degrees of freedom', (probability, degrees, expected) => {
    expect(tQuantile(probability, degrees)).toBeCloseTo(expected, 10)
  })

  it('are not told for what is no probability or no whole number of degrees', () => {
    for (const [probability, degrees] of [
      [0, 3],
      [1, 3],
      [0.975, 0],
      [0.975, 2.5],
      [Number.NaN, 3],
    ] as const)
      expect(tQuantile(probability, degrees)).toBeNaN()
  })
})

describe('a line by least squares', () => {
  it('has the slope, intercept and interval that SciPy gives', () => {
    const points = [61, 60, 63, 64.5, 66].map((y, index) => ({ x: [0, 0.5, 1.1, 1.6, 2.2][index]!, y }))
    const line = leastSquares(points)!
    expect(line.slope).toBeCloseTo(2.655217965653897, 10)
    expect(line.intercept).toBeCloseTo(60.03236459709379, 10)
    expect(line.interval!.low).toBeCloseTo(0.8720144834750816, 10)
    expect(line.interval!.high).toBeCloseTo(4.438421447832712, 10)
  })

  it('has no interval through two points, and is none through one or through points above each other', () => {
    expect(
      leastSquares([
        { x: 0, y: 1 },
        { x: 2, y: 5 },
      ]),
    ).toEqual({ slope: 2, intercept: 1, points: 2 })
    expect(leastSquares([{ x: 0, y: 1 }])).toBeUndefined()
    expect(leastSquares([])).toBeUndefined()
    expect(
      leastSquares([
        { x: 3, y: 1 },
        { x: 3, y: 5 },
      ]),
    ).toBeUndefined()
  })

  it('finds the line that points lie on', () => {
    const whole = fc.integer({ min: -50, max: 50 })
    fc.assert(
      fc.property(whole, whole, fc.uniqueArray(whole, { minLength: 3, maxLength: 12 }), (slope, intercept, xs) => {
        const line = leastSquares(xs.map((x) => ({ x, y: intercept + slope * x })))!
        expect(line.slope).toBeCloseTo(slope, 8)
        expect(line.intercept).toBeCloseTo(intercept, 8)
        expect(line.interval!.high - line.interval!.low).toBeCloseTo(0, 6)
      }),
    )
  })
})
