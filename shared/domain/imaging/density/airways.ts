/**
 * Windpipe and main bronchi: from a round section of bare air near the midline, image by image to the feet, as long as what
 * touches the section above stays small. After Hu S et al., IEEE Trans Med Imaging 2001;20:490-8.
 */
import type { InsideAir } from './inside-air.ts'

export interface AirwayShape {
  readonly rows: number
  readonly columns: number
  readonly pixelMm2: number
  readonly pixelMm: number
  readonly sliceDistanceMm: number
  readonly airUpToHu: number
  readonly fromMm2: number
}

/** Per image the pixels of airways, in ascending order. */
export type Airways = readonly Int32Array[]

/** Limits for what counts as connected air, beside that of lung: the loosest that does not leak into the lung is taken. */
const tighterHu = [-500, -700, -800, -850, -900, -940]
const largestMm2 = 800
/** A windpipe is followed for at least that long; a gullet with air or the top of a lung is not. */
const shortestMm = 40
const wallMm = 1.5
/** At least half of a section is as empty as that. */
const bareUpToHu = -900
/** Share of a section's pixels with none but its own beside them: lung that is partly as empty is riddled with holes. */
const leastSolid = 0.3
const mostTries = 40

/**
 * @param slices from the head to the feet
 * @returns undefined where no windpipe is found
 */
export function* findAirways(slices: readonly InsideAir[], shape: AirwayShape): Generator<void, Airways | undefined> {
  const tracker = airwayTracker(slices, shape)
  let tries = 0
  for (let at = 0; at < slices.length * 0.6; at++) {
    yield
    for (const section of likelySections(slices[at]!, shape)) {
      if (tries++ > mostTries) return undefined
      const found = yield* tracker.follow(at, section)
      const slicesFound = found.filter(({ length }) => length > 0).length
      if (slicesFound * shape.sliceDistanceMm >= shortestMm) return found
    }
  }
  return undefined
}

/** Sections near the midline that are as large as a windpipe and hold little but bare air. */
function likelySections(slice: InsideAir, { fromMm2, pixelMm2 }: AirwayShape): readonly number[] {
  const isSized = [...slice.areas.keys()].filter((section) => {
    const mm2 = slice.areas[section]! * pixelMm2
    return mm2 >= fromMm2 && mm2 <= largestMm2
  })
  const middle = (slice.bodyFrom + slice.bodyTo) / 2
  const reach = 0.15 * (slice.bodyTo - slice.bodyFrom)
  return isSized.filter((section) => {
    let columns = 0
    let bare = 0
    for (let run = 0; run < slice.from.length; run++) {
      if (slice.section[run] !== section) continue
      columns += ((slice.from[run]! + slice.to[run]! - 1) / 2) * (slice.to[run]! - slice.from[run]!)
      for (let at = slice.valueStarts[run]!; at < slice.valueStarts[run + 1]!; at++)
        if (slice.values[at]! <= bareUpToHu) bare++
    }
    const area = slice.areas[section]!
    return bare >= area / 2 && Math.abs(columns / area - middle) <= reach
  })
}

function airwayTracker(slices: readonly InsideAir[], shape: AirwayShape) {
  const { rows, columns, pixelMm2, pixelMm, airUpToHu, fromMm2 } = shape
  const raster = new Int16Array(rows * columns)
  const mark = new Int32Array(rows * columns)
  let marks = 0
  const stack = new Int32Array(rows * columns)
  const steps = [-columns, columns, -1, 1]

  function draw(slice: InsideAir): void {
    raster.fill(32_767)
    for (let row = 0; row < rows; row++)
      for (let run = slice.rowStarts[row]!; run < slice.rowStarts[row + 1]!; run++)
        raster.set(
          slice.values.subarray(slice.valueStarts[run]!, slice.valueStarts[run + 1]!),
          row * columns + slice.from[run]!,
        )
  }

  /** What is connected with a pixel; undefined where it is more than `most`. Air never touches the edge of the image. */
  function connected(seed: number, upToHu: number, most: number): number[] | undefined {
    const pixels: number[] = []
    let depth = 0
    stack[depth++] = seed
    mark[seed] = marks
    while (depth > 0) {
      const pixel = stack[--depth]!
      pixels.push(pixel)
      if (pixels.length > most) return undefined
      for (const step of steps) {
        const beside = pixel + step
        if (mark[beside] === marks || raster[beside]! > upToHu) continue
        mark[beside] = marks
        stack[depth++] = beside
      }
    }
    return pixels
  }

  /** Bare air of one piece, just found and so marked. */
  function isAirway(pixels: readonly number[]): boolean {
    if (pixels.length * pixelMm2 < fromMm2) return false
    const bare = pixels.filter((pixel) => raster[pixel]! <= bareUpToHu)
    if (bare.length < pixels.length / 2) return false
    const solid = pixels.filter((pixel) => steps.every((step) => mark[pixel + step] === marks))
    return solid.length >= leastSolid * pixels.length
  }

  /** With the blurred rim, up to the wall. */
  function withRim(pixels: readonly number[]): number[] {
    const grown = new Set(pixels)
    let edge: Iterable<number> = pixels
    for (let layer = 0; layer < Math.max(1, Math.round(wallMm / pixelMm)); layer++) {
      const next: number[] = []
      for (const pixel of edge)
        for (const step of steps) {
          const beside = pixel + step
          if (grown.has(beside) || raster[beside]! > airUpToHu) continue
          grown.add(beside)
          next.push(beside)
        }
      edge = next
    }
    return [...grown]
  }

  /** The sections of the drawn image that touch one of the image above. */
  function below(above: readonly number[]): readonly number[][] {
    const most = Math.min(largestMm2, 1.6 * above.length * pixelMm2 + 50) / pixelMm2
    for (const upToHu of [airUpToHu, ...tighterHu]) {
      const sections = touching(above, upToHu, most)
      if (sections) return sections
    }
    return []
  }

  function touching(above: readonly number[], upToHu: number, most: number): number[][] | undefined {
    const sections: number[][] = []
    marks++
    for (const seed of above) {
      if (mark[seed] === marks || raster[seed]! > upToHu) continue
      const pixels = connected(seed, upToHu, most)
      if (!pixels) return undefined
      if (isAirway(pixels)) sections.push(upToHu === airUpToHu ? pixels : withRim(pixels))
    }
    return sections
  }

  return {
    *follow(from: number, section: number): Generator<void, Airways> {
      const found = slices.map(() => new Int32Array(0))
      draw(slices[from]!)
      let sections: readonly (readonly number[])[] = [pixelsOf(slices[from]!, section, columns)]
      for (let at = from; sections.length > 0; at++) {
        found[at] = Int32Array.from(new Set(sections.flat())).sort()
        if (at + 1 >= slices.length) break
        yield
        draw(slices[at + 1]!)
        sections = apart(sections.flatMap(below))
      }
      return found
    },
  }
}

/** Sections that share a pixel are one and the same. */
function apart(sections: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const seen = new Set<number>()
  return sections.filter((pixels) => {
    const isNew = !pixels.some((pixel) => seen.has(pixel))
    pixels.forEach((pixel) => seen.add(pixel))
    return isNew
  })
}

function pixelsOf(slice: InsideAir, section: number, columns: number): number[] {
  const pixels: number[] = []
  for (let row = 0; row + 1 < slice.rowStarts.length; row++)
    for (let run = slice.rowStarts[row]!; run < slice.rowStarts[row + 1]!; run++)
      if (slice.section[run] === section)
        for (let column = slice.from[run]!; column < slice.to[run]!; column++) pixels.push(row * columns + column)
  return pixels
}
