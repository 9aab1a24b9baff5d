import type { Scale } from '../scales.ts'

interface NiceAxisOptions {
  /** Ticks that there should be, roughly. */
  readonly count?: number
  /** Values that the axis holds whatever the data are. */
  readonly hold?: readonly number[]
  /** Lengths that a step may have, where powers of ten are not natural: months. */
  readonly steps?: readonly number[]
  /** Ends with the data, not at the tick after it: for time. */
  readonly isTight?: boolean
}

/**
 * A linear axis that ends at round numbers and holds all values; steps are 1, 2 or 5 times a power of ten.
 * @param values without one, the axis goes from 0 to 1
 */
export function niceAxis(
  values: readonly number[],
  { count = 5, hold = [], steps, isTight = false }: NiceAxisOptions = {},
): Scale {
  const finite = [...values, ...hold].filter(Number.isFinite)
  let low = Infinity
  let high = -Infinity
  for (const value of finite) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (finite.length === 0) [low, high] = [0, 1]
  if (low === high) {
    const room = Math.abs(low) / 10 || 1
    low -= room
    high += room
  }
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step =
    steps?.find((each) => each >= rough * 0.999) ??
    ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
  return isTight
    ? { min: low, max: high, ticks: ticks.filter((tick) => tick >= low && tick <= high) }
    : { min: ticks[0]!, max: ticks.at(-1)!, ticks }
}

/** A logarithmic axis with ticks at 1, 2 and 5 of each decade, fewer where there are many decades. */
export function niceLogAxis(values: readonly number[]): Scale {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value))
  const low = Math.min(...positive, 1)
  const high = Math.max(...positive, 1)
  const from = Math.floor(Math.log10(low) - 1e-9)
  const to = Math.ceil(Math.log10(high) + 1e-9)
  const factors = to - from > 3 ? [1] : [1, 2, 5]
  const all = Array.from({ length: to - from + 1 }, (_, index) => from + index).flatMap((power) =>
    factors.map((factor) => Number((factor * 10 ** power).toPrecision(12))),
  )
  const min = all.findLast((tick) => tick <= low / 1.05) ?? low / 1.2
  const max = all.find((tick) => tick >= high * 1.05) ?? high * 1.2
  return { min, max, ticks: all.filter((tick) => tick >= min && tick <= max) }
}
