/** Ranks of values, ties at the mean of their ranks. */
export interface Ranks {
  /** Of a value that is among those ranked. */
  readonly rankOf: (value: number) => number
  /** The sum of t³ − t over groups of t tied values: 0 without ties. */
  readonly ties: number
}

/** Ranks by place in the sorted values: that sorts numbers alone, several times as fast as sorting their indices. */
export function ranksOf(values: Float64Array): Ranks {
  const sorted = values.toSorted()
  const distinct = new Float64Array(sorted.length)
  const ranks = new Float64Array(sorted.length)
  let count = 0
  let ties = 0
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end += 1
    distinct[count] = sorted[start]!
    ranks[count] = (start + 1 + end) / 2
    count += 1
    ties += (end - start) ** 3 - (end - start)
  }
  const rankOf = (value: number) => {
    let low = 0
    let high = count - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (distinct[middle]! < value) low = middle + 1
      else high = middle
    }
    return ranks[low]!
  }
  return { rankOf, ties }
}
