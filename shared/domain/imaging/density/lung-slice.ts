/** The lungs in one image, as runs: air of the chosen bodies, less airways, with the small holes closed. */
import { disjointSets, loners } from './disjoint-sets.ts'
import type { InsideAir } from './inside-air.ts'
import type { MaskSlice } from './lung-mask.ts'

export interface LungSlice {
  readonly mask: MaskSlice
  /** Pixels that were added by closing holes. */
  readonly closed: number
}

/**
 * @param isLung of each section of the image
 * @param airway its pixels, ascending
 * @param holesUpTo pixels
 */
export function lungSlice(
  slice: InsideAir,
  isLung: (section: number) => boolean,
  airway: Int32Array,
  holesUpTo: number,
): LungSlice {
  const open = lungRuns(slice, isLung, airway)
  const holes = smallHoles(open, airway, slice.columns, holesUpTo)
  return holes ? { mask: joined(open, holes.isClosed), closed: holes.pixels } : { mask: open, closed: 0 }
}

function lungRuns(slice: InsideAir, isLung: (section: number) => boolean, airway: Int32Array): MaskSlice {
  const rows = slice.rowStarts.length - 1
  const rowStarts = new Int32Array(rows + 1)
  const most = slice.from.length + airway.length
  const from = new Uint16Array(most)
  const to = new Uint16Array(most)
  let count = 0
  let next = 0
  const keep = (start: number, end: number) => {
    if (end <= start) return
    from[count] = start
    to[count++] = end
  }
  for (let row = 0; row < rows; row++) {
    rowStarts[row] = count
    const base = row * slice.columns
    for (let run = slice.rowStarts[row]!; run < slice.rowStarts[row + 1]!; run++) {
      const end = slice.to[run]!
      let start = slice.from[run]!
      const isKept = isLung(slice.section[run]!)
      for (; next < airway.length && airway[next]! < base + end; next++) {
        if (isKept) keep(start, airway[next]! - base)
        start = airway[next]! - base + 1
      }
      if (isKept) keep(start, end)
    }
  }
  rowStarts[rows] = count
  return { rowStarts, from: from.slice(0, count), to: to.slice(0, count) }
}

/**
 * Gaps between the runs of a row, joined with those of the rows beside (also across corners, as lung is joined across edges).
 * 0 stands for what is open to the outside.
 */
function smallHoles(
  { rowStarts, from, to }: MaskSlice,
  airway: Int32Array,
  columns: number,
  holesUpTo: number,
): { readonly isClosed: Uint8Array; readonly pixels: number } | undefined {
  const runs = from.length
  if (runs === 0) return undefined
  const parents = loners(runs + 1)
  const { rootOf, join } = disjointSets(parents)
  const rows = rowStarts.length - 1
  /** The number of the gap before a run. */
  const gap = (run: number) => run + 1
  let next = 0
  for (let row = 0; row < rows; row++) {
    const first = rowStarts[row]!
    const end = rowStarts[row + 1]!
    const base = row * columns
    while (next < airway.length && airway[next]! < base) next++
    for (let run = first + 1; run < end; run++) {
      const start = to[run - 1]!
      const stop = from[run]!
      while (next < airway.length && airway[next]! < base + start) next++
      if (next < airway.length && airway[next]! < base + stop) join(0, gap(run))
      else if (stop - start > holesUpTo) join(0, gap(run))
      if (row === 0 || row === rows - 1) join(0, gap(run))
    }
    if (row > 0) joinGaps(row)
  }

  /** Gaps of two rows that touch; beyond the first and the last run of a row all is open. */
  function joinGaps(row: number): void {
    const [above, endAbove, below, endBelow] = [
      rowStarts[row - 1]!,
      rowStarts[row]!,
      rowStarts[row]!,
      rowStarts[row + 1]!,
    ]
    touchAll(below, endBelow, above, endAbove)
    touchAll(above, endAbove, below, endBelow)
  }

  function touchAll(first: number, end: number, otherFirst: number, otherEnd: number): void {
    let other = otherFirst
    for (let run = first + 1; run < end; run++) {
      // With the corners: from one column before the gap to one after it.
      const start = to[run - 1]! - 1
      const stop = from[run]! + 1
      if (otherEnd === otherFirst || start < from[otherFirst]! || stop > to[otherEnd - 1]!) {
        join(0, gap(run))
        continue
      }
      while (other > otherFirst && from[other]! > start) other--
      while (to[other]! <= start) other++
      // Every gap of the other row that reaches this one: from the one that it starts in, to those that begin before it ends.
      for (let beside = from[other]! > start ? other : other + 1; beside < otherEnd && to[beside - 1]! < stop; beside++)
        join(gap(run), gap(beside))
    }
  }

  const areas = new Int32Array(runs + 1)
  const eachGap = (tell: (run: number, width: number) => void) => {
    for (let row = 0; row < rows; row++)
      for (let run = rowStarts[row]! + 1; run < rowStarts[row + 1]!; run++) tell(run, from[run]! - to[run - 1]!)
  }
  eachGap((run, width) => (areas[rootOf(gap(run))]! += width))
  const isClosed = new Uint8Array(runs)
  let pixels = 0
  eachGap((run, width) => {
    const root = rootOf(gap(run))
    if (root === 0 || areas[root]! > holesUpTo) return
    isClosed[run] = 1
    pixels += width
  })
  return pixels > 0 ? { isClosed, pixels } : undefined
}

/** Runs with no gap left between those whose gap is closed. */
function joined({ rowStarts, from, to }: MaskSlice, isClosed: Uint8Array): MaskSlice {
  const starts = new Int32Array(rowStarts.length)
  const first = new Uint16Array(from.length)
  const after = new Uint16Array(from.length)
  let count = 0
  for (let row = 0; row + 1 < rowStarts.length; row++) {
    starts[row] = count
    for (let run = rowStarts[row]!; run < rowStarts[row + 1]!; run++) {
      if (isClosed[run] === 1) count--
      else first[count] = from[run]!
      after[count++] = to[run]!
    }
  }
  starts[rowStarts.length - 1] = count
  return { rowStarts: starts, from: first.slice(0, count), to: after.slice(0, count) }
}
