/** The median; undefined of nothing. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? sorted[middle]
    : sorted.length
      ? (sorted[middle - 1]! + sorted[middle]!) / 2
      : undefined
}
