/** As R’s aeqSurv (“timefix”): the square root of what a double resolves. */
const tolerance = Math.sqrt(Number.EPSILON)

interface Times {
  readonly time: Float64Array
  readonly entry?: Float64Array | undefined
}

/**
 * Takes for equal what differs by no more than rounding, absolutely or relative to the mean of the distinct times, by
 * giving it the least of such values: differences of dates in years would otherwise break ties.
 * SOURCE: Therneau T. Roundoff error and tied times. Vignette “tiedtimes” of R’s survival package.
 * @param time upward
 */
export function evenOut(time: Float64Array, entry?: Float64Array): Times {
  const all = entry ? joined(time, entry).sort() : time
  let distinct = 0
  let sum = 0
  let leastGap = Infinity
  for (let at = 0; at < all.length; at += 1) {
    const value = all[at]!
    const gap = at === 0 ? Infinity : value - all[at - 1]!
    if (gap === 0) continue
    if (gap < leastGap) leastGap = gap
    distinct += 1
    sum += Math.abs(value)
  }
  const close = tolerance * Math.max(1, sum / distinct)
  if (leastGap > close) return { time, entry }
  // Neighbors tied in a chain all take the first value of the chain.
  const starts = all.filter((value, at) => at === 0 || value - all[at - 1]! > close)
  const even = (value: number) => starts[lastAtMost(starts, value)]!
  return { time: time.map(even), entry: entry?.map(even) }
}

/** The place of the last of the values (upward) that is at most this one; −1 where none is. */
export function lastAtMost(values: Float64Array, value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
