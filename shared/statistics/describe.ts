/** Mean, spread and quantiles. Missing values are left out before. */

export function sumOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < values.length; at += 1) sum += values[at]!
  return sum
}

export const meanOf = (values: ArrayLike<number>): number => sumOf(values) / values.length

/** The variance with n − 1 as divisor, about the mean in a second pass; NaN below two values. */
export function varianceOf(values: ArrayLike<number>): number {
  if (values.length < 2) return Number.NaN
  const mean = meanOf(values)
  let squares = 0
  for (let at = 0; at < values.length; at += 1) squares += (values[at]! - mean) ** 2
  return squares / (values.length - 1)
}

/** A quantile of sorted values, R’s type 7: Hyndman and Fan, Am Stat 1996;50:361. NaN of nothing. */
export function quantileOf(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * p
  // R’s allowance for a place that rounding put just below a whole number.
  const below = Math.floor(place + 4 * Number.EPSILON)
  const part = place - below
  if (below + 1 >= sorted.length || Math.abs(part) < 4 * Number.EPSILON) return sorted[below] ?? Number.NaN
  return (1 - part) * sorted[below]! + part * sorted[below + 1]!
}

export function rangeOf(values: ArrayLike<number>): readonly [least: number, most: number] {
  let least = Infinity
  let most = -Infinity
  for (let at = 0; at < values.length; at += 1) {
    least = Math.min(least, values[at]!)
    most = Math.max(most, values[at]!)
  }
  return [least, most]
}
