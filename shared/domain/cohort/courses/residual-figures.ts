/** How well a model describes its data, to look at. */
import { normalQuantile } from '#shared/statistics/distributions.ts'
import type { ResultFigure } from '../analysis-result.ts'

/** More points than these look the same as these. */
const mostPoints = 2000

const thinned = <T>(all: readonly T[]): readonly T[] => {
  const step = Math.ceil(all.length / mostPoints)
  return step <= 1 ? all : all.filter((_, at) => at % step === 0)
}

export function residualsAgainstFitted(fitted: Float64Array, residuals: Float64Array): ResultFigure {
  const points = Array.from(fitted, (x, at): [number, number] => [x, residuals[at]!])
  const [from, to] = [fitted.reduce((a, b) => Math.min(a, b)), fitted.reduce((a, b) => Math.max(a, b))]
  return {
    kind: 'points',
    id: 'residuals',
    title: 'Residuals against fitted values',
    xLabel: 'Fitted value',
    yLabel: 'Residual',
    caption: 'They should scatter evenly around 0.',
    points: [...thinned(points)],
    line: [
      [from, 0],
      [to, 0],
    ],
  }
}

/** Against the quantiles of the normal distribution, plotted as R’s qqnorm and qqline do. */
export function normalQuantiles(residuals: Float64Array): ResultFigure {
  const sorted = residuals.toSorted()
  const n = sorted.length
  const shift = n <= 10 ? 3 / 8 : 1 / 2
  const points = Array.from(sorted, (y, at): [number, number] => [
    normalQuantile((at + 1 - shift) / (n + 1 - 2 * shift)),
    y,
  ])
  const quartile = (p: number): number => {
    const place = (n - 1) * p
    const below = Math.floor(place)
    return sorted[below]! + (place - below) * (sorted[Math.min(below + 1, n - 1)]! - sorted[below]!)
  }
  const slope = (quartile(0.75) - quartile(0.25)) / (2 * normalQuantile(0.75))
  const middle = (quartile(0.25) + quartile(0.75)) / 2
  const at = (x: number): [number, number] => [x, middle + slope * x]
  return {
    kind: 'points',
    id: 'normal-quantiles',
    title: 'Normal quantiles of the residuals',
    xLabel: 'Normal quantile',
    yLabel: 'Residual',
    caption: 'They should lie on the line, which goes through the quartiles.',
    points: [...thinned(points)],
    line: [at(points[0]![0]), at(points.at(-1)![0])],
  }
}
