/** A straight line through points, by ordinary least squares. */
import { tQuantile } from './t-quantile.ts'

export interface Line {
  readonly slope: number
  readonly intercept: number
  /** How many points it goes through. */
  readonly points: number
  /** 95 % confidence interval of the slope, t distribution with n − 2 degrees of freedom; missing for two points. */
  readonly interval?: { readonly low: number; readonly high: number }
}

/** Undefined where fewer than two different x are given. */
export function leastSquares(points: readonly { readonly x: number; readonly y: number }[]): Line | undefined {
  const n = points.length
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n
  const sxx = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0)
  if (n < 2 || sxx === 0) return undefined
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / sxx
  const intercept = meanY - slope * meanX
  if (n === 2) return { slope, intercept, points: n }
  const residuals = points.reduce((sum, { x, y }) => sum + (y - intercept - slope * x) ** 2, 0)
  const margin = tQuantile(0.975, n - 2) * Math.sqrt(residuals / (n - 2) / sxx)
  return { slope, intercept, points: n, interval: { low: slope - margin, high: slope + margin } }
}
