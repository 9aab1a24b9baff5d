/** The value that the given share of all values is at most. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  if (sorted.length === 0) throw new Error('nothing was measured')
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}
