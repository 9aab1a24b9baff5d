/** Air within the body, connected through all images. */
import { disjointSets, loners } from './disjoint-sets.ts'
import type { Airways } from './airways.ts'
import type { InsideAir } from './inside-air.ts'

export interface LinkedAir {
  /** Of each section of each image which body of air it is part of; −1 of airways. */
  readonly bodies: readonly Int32Array[]
  readonly count: number
}

/** Sections that are nothing but airway join nothing: so the throat stays apart from the lungs. */
export function* linkAir(slices: readonly InsideAir[], airways: Airways | undefined): Generator<void, LinkedAir> {
  const firsts: number[] = []
  let sections = 0
  for (const { areas } of slices) {
    firsts.push(sections)
    sections += areas.length
  }
  const isAirway = new Uint8Array(sections)
  if (airways)
    for (const [at, pixels] of airways.entries()) {
      const slice = slices[at]!
      const within = airwayOf(slice, pixels)
      for (const [section, area] of slice.areas.entries())
        if (within[section] === area) isAirway[firsts[at]! + section] = 1
    }
  const sets = disjointSets(loners(sections))
  for (let at = 1; at < slices.length; at++) {
    yield
    const join = (above: number, below: number) => {
      const a = firsts[at - 1]! + above
      const b = firsts[at]! + below
      if (isAirway[a] === 0 && isAirway[b] === 0) sets.join(a, b)
    }
    linkImages(slices[at - 1]!, slices[at]!, join)
  }
  const bodyOf = new Int32Array(sections).fill(-1)
  let count = 0
  const bodies = slices.map(({ areas }, at) =>
    Int32Array.from(areas, (_, section) => {
      const id = firsts[at]! + section
      if (isAirway[id] === 1) return -1
      const root = sets.rootOf(id)
      if (bodyOf[root] === -1) bodyOf[root] = count++
      return bodyOf[root]!
    }),
  )
  return { bodies, count }
}

/** Calls for every pair of runs that lie upon each other. */
function linkImages(upper: InsideAir, lower: InsideAir, join: (above: number, below: number) => void): void {
  let lastAbove = -1
  let lastBelow = -1
  for (let row = 0; row + 1 < upper.rowStarts.length; row++) {
    let above = upper.rowStarts[row]!
    let below = lower.rowStarts[row]!
    const endAbove = upper.rowStarts[row + 1]!
    const endBelow = lower.rowStarts[row + 1]!
    while (above < endAbove && below < endBelow) {
      if (upper.from[above]! < lower.to[below]! && lower.from[below]! < upper.to[above]!) {
        const a = upper.section[above]!
        const b = lower.section[below]!
        // Neighbors mostly join what the ones before them have joined.
        if (a !== lastAbove || b !== lastBelow) join((lastAbove = a), (lastBelow = b))
      }
      if (upper.to[above]! < lower.to[below]!) above++
      else below++
    }
  }
}

/** How many pixels of each section are airway. */
function airwayOf(slice: InsideAir, pixels: Int32Array): Int32Array {
  const within = new Int32Array(slice.areas.length)
  forEachAirwayPixel(slice, pixels, (run) => within[slice.section[run]!]!++)
  return within
}

/** @param pixels ascending; tells the run of each, and where its value lies */
export function forEachAirwayPixel(
  slice: InsideAir,
  pixels: Int32Array,
  tell: (run: number, valueAt: number) => void,
): void {
  if (pixels.length === 0) return
  const columns = slice.columns
  for (const pixel of pixels) {
    const row = Math.floor(pixel / columns)
    const column = pixel - row * columns
    let run = slice.rowStarts[row]!
    while (slice.to[run]! <= column) run++
    tell(run, slice.valueStarts[run]! + column - slice.from[run]!)
  }
}
