/** How many voxels have each value, one bin a Hounsfield unit. Values below −2048 count as that. */
export type Histogram = Uint32Array

export const lowestHu = -2048

export const emptyHistogram = (upToHu: number): Histogram => new Uint32Array(upToHu - lowestHu + 1)

export const binOf = (hu: number): number => (hu < lowestHu ? 0 : hu - lowestHu)

export function sizeOf(histogram: Histogram): number {
  return histogram.reduce((sum, count) => sum + count, 0)
}

export function meanOf(histogram: Histogram): number {
  let sum = 0
  for (let bin = 0; bin < histogram.length; bin++) sum += histogram[bin]! * (bin + lowestHu)
  return sum / sizeOf(histogram)
}

/** The lowest value that at least so many percent of the voxels do not exceed. */
export function percentileOf(histogram: Histogram, percent: number): number {
  const wanted = (sizeOf(histogram) * percent) / 100
  let sum = 0
  for (let bin = 0; bin < histogram.length; bin++) {
    sum += histogram[bin]!
    if (sum >= wanted && sum > 0) return bin + lowestHu
  }
  return NaN
}

/** Percent of the voxels between two values, both included. */
export function percentBetween(histogram: Histogram, fromHu: number, toHu: number): number {
  let sum = 0
  for (let bin = binOf(fromHu); bin <= binOf(toHu) && bin < histogram.length; bin++) sum += histogram[bin]!
  return (100 * sum) / sizeOf(histogram)
}

export function added(histograms: readonly Histogram[]): Histogram {
  const sum = histograms[0]!.slice()
  for (const other of histograms.slice(1)) for (let bin = 0; bin < sum.length; bin++) sum[bin]! += other[bin]!
  return sum
}
