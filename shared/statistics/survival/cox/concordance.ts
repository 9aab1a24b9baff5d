import { sortOrder } from '../sort-order.ts'
import type { CoxData, CoxStratum } from './cox-data.ts'
import { stopIfUnwanted } from '../../interruption.ts'

/**
 * How often, of two people of whom one is known to have had the event first, that one had the higher predicted risk; a tie in
 * the prediction counts half. Null where no two can be compared.
 * SOURCE: Harrell FE et al. JAMA 1982;247:2543-6; pairs as R’s concordance takes them.
 */
export function concordance(data: CoxData, beta: Float64Array): number | null {
  const counts = { before: 0, tied: 0, all: 0 }
  for (const stratum of data.strata) countPairs(stratum, predictorsOf(stratum, beta), counts)
  return counts.all === 0 ? null : (counts.before + counts.tied / 2) / counts.all
}

function predictorsOf({ x, rows }: CoxStratum, beta: Float64Array): Float64Array {
  return Float64Array.from(rows, (_, at) => beta.reduce((sum, b, j) => sum + b * x[at * beta.length + j]!, 0))
}

function countPairs(
  { time, event, entry, byEntry }: CoxStratum,
  predictors: Float64Array,
  counts: { before: number; tied: number; all: number },
): void {
  const ranks = ranksOf(predictors)
  const tree = new Int32Array(predictors.length + 1)
  let size = 0
  const add = (at: number, by: 1 | -1): void => {
    size += by
    for (let node = ranks[at]! + 1; node < tree.length; node += node & -node) tree[node]! += by
  }
  const below = (rank: number): number => {
    let sum = 0
    for (let node = rank; node > 0; node -= node & -node) sum += tree[node]!
    return sum
  }
  let notEntered = byEntry ? byEntry.length - 1 : -1
  for (let at = time.length - 1; at >= 0;) {
    stopIfUnwanted()
    const now = time[at]!
    const to = at + 1
    for (; at >= 0 && time[at] === now; at -= 1) if (event[at] === 0) add(at, 1)
    if (entry && byEntry && event.subarray(at + 1, to).includes(1))
      for (; notEntered >= 0 && entry[byEntry[notEntered]!]! >= now; notEntered -= 1) add(byEntry[notEntered]!, -1)
    const dying = Array.from({ length: to - at - 1 }, (_, index) => at + 1 + index).filter(
      (place) => event[place] === 1,
    )
    for (const place of dying) {
      const lower = below(ranks[place]!)
      counts.before += lower
      counts.tied += below(ranks[place]! + 1) - lower
      counts.all += size
    }
    for (const place of dying) add(place, 1)
  }
}

/** From 0; equal values share one. */
function ranksOf(values: Float64Array): Int32Array {
  const order = sortOrder(values)
  const ranks = new Int32Array(values.length)
  let rank = 0
  for (let at = 0; at < order.length; at += 1) {
    if (at > 0 && values[order[at]!] !== values[order[at - 1]!]) rank += 1
    ranks[order[at]!] = rank
  }
  return ranks
}
