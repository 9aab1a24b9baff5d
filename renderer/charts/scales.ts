/** Ranges and ticks of value axes. */

export interface Scale {
  readonly min: number
  readonly max: number
  /** Values at which the axis is labeled. */
  readonly ticks: readonly number[]
}

/** Room in px that a lane keeps free above and below its values for marks and numbers. */
export interface Padding {
  readonly top: number
  readonly bottom: number
}

/** Widens a range so that its ends stand `padding` px inside a lane of the given height. */
function padded(low: number, high: number, height: number, padding: Padding): readonly [number, number] {
  const perPx = (high - low) / Math.max(8, height - padding.top - padding.bottom)
  return [low - padding.bottom * perPx, high + padding.top * perPx]
}

/**
 * A log axis over the values, with ticks at 1, 2, 5 of each decade, thinned to what the height bears.
 * @param values positive, in the lane's unit
 */
export function logScale(values: readonly number[], height: number, padding: Padding): Scale {
  const positive = values.filter((value) => value > 0)
  const smallest = Math.min(...positive, Number.MAX_VALUE)
  const largest = Math.max(...positive)
  if (positive.length === 0) return { min: 10, max: 1000, ticks: [10, 100, 1000] }
  const high = Math.max(largest, smallest * 2)
  const low = Math.min(smallest, high / 2)
  const [from, to] = padded(Math.log10(low), Math.log10(high), height, padding)
  const min = 10 ** from
  const max = 10 ** to
  const decades = Math.ceil(to) - Math.floor(from) + 1
  const all = (factors: readonly number[]) =>
    Array.from({ length: decades }, (_, index) => Math.floor(from) + index)
      .flatMap((power) => factors.map((factor) => factor * 10 ** power))
      .filter((tick) => tick >= min && tick <= max)
  const pxPerDecade = height / (to - from)
  const dense = pxPerDecade >= 64 ? all([1, 2, 5]) : pxPerDecade >= 34 ? all([1, 3]) : all([1])
  return { min, max, ticks: dense.length >= 2 ? dense : all([1, 2, 5]) }
}

/** A linear axis that holds the values and stays within the bounds that the quantity has. */
export function linearScale(
  values: readonly number[],
  height: number,
  padding: Padding,
  keep: { readonly low: number; readonly high: number; readonly step: number },
): Scale {
  const low = Math.min(keep.low, ...values)
  const high = Math.max(keep.high, ...values)
  const [min, max] = padded(low, high, height, padding)
  const room = 18
  const pxPerUnit = height / (max - min)
  const step = [1, 2, 4, 5, 10, 20].map((f) => f * keep.step).find((s) => s * pxPerUnit >= room) ?? keep.step * 40
  const ticks: number[] = []
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick)
  return { min, max, ticks }
}

/** Amounts from which on a dose is a pulse and would flatten all others: prednisone-equivalent 250 mg a day. */
const pulse = 250

/**
 * Height of doses. Pulses do not stretch the axis: they are cut at its top and carry their number.
 * @param doses known amounts a day
 * @returns the amount at the top of the lane
 */
export function doseTop(doses: readonly number[], cutPulses: boolean): number {
  const known = doses.filter((dose) => dose > 0)
  const usual = cutPulses ? known.filter((dose) => dose < pulse) : known
  const top = Math.max(0, ...(usual.length > 0 ? usual : known))
  return top > 0 ? top : 1
}
