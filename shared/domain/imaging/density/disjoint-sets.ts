/** Which of many things belong together, as pairs of them are joined. */
export interface DisjointSets {
  /** The one that stands for its whole set. */
  readonly rootOf: (member: number) => number
  readonly join: (a: number, b: number) => void
}

/** @param parents is changed as sets join; members are its indices, each one alone at first */
export function disjointSets(parents: Int32Array): DisjointSets {
  const rootOf = (member: number): number => {
    let at = member
    while (parents[at] !== at) {
      const above = parents[parents[at]!]!
      parents[at] = above
      at = above
    }
    return at
  }
  return {
    rootOf,
    join(a, b) {
      const first = rootOf(a)
      const second = rootOf(b)
      // The lower one stands for both, whatever the order of joining.
      if (first < second) parents[second] = first
      else if (second < first) parents[first] = second
    },
  }
}

/** So many members, each alone. */
export function loners(count: number): Int32Array {
  const parents = new Int32Array(count)
  for (let member = 0; member < count; member++) parents[member] = member
  return parents
}
