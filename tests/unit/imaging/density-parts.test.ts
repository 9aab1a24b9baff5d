import fc from 'fast-check'
import { expect, test } from 'vitest'
import { insideAirReader } from '#shared/domain/imaging/density/inside-air.ts'
import { linkAir } from '#shared/domain/imaging/density/linked-air.ts'
import { lungAtEdge } from '#shared/domain/imaging/density/lung-at-edge.ts'
import { lungSlice } from '#shared/domain/imaging/density/lung-slice.ts'
import { maskPixels } from '#shared/domain/imaging/density/lung-mask.ts'

const size = 20
const isAir = (hu: number) => hu <= -250
const shape = { rows: size, columns: size, airUpToHu: -250, bodyFromColumns: 2, edgeStretch: 4 }

/** Little pictures, more tissue or more air, with or without a frame of tissue that closes them in. */
const picture = fc
  .record({
    air: fc.constantFrom(0.2, 0.4, 0.6, 0.8, 0.9),
    isFramed: fc.boolean(),
    seed: fc.integer({ min: 1, max: 2 ** 31 }),
  })
  .map(({ air, isFramed, seed }) => {
    let state = seed
    return Int16Array.from({ length: size * size }, (_, pixel) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      const [row, column] = [Math.floor(pixel / size), pixel % size]
      const isFrame = isFramed && [row, column, size - 1 - row, size - 1 - column].some((far) => far < 3)
      return !isFrame && state / 2 ** 32 < air ? -900 : 40
    })
  })

/** The plain way: spreads from pixels to all that are connected. */
function flooded(
  from: readonly number[],
  isPart: (pixel: number) => boolean,
  corners: boolean,
  pixels: number,
): Set<number> {
  const reached = new Set(from.filter(isPart))
  for (const pixel of reached)
    for (const [down, right] of corners ? around8 : around4) {
      const [row, column] = [Math.floor(pixel / size) + down!, (pixel % size) + right!]
      const beside = row * size + column
      if (column < 0 || column >= size || row < 0 || beside >= pixels) continue
      if (isPart(beside)) reached.add(beside)
    }
  return reached
}
const around4 = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
]
const around8 = [...around4, [-1, -1], [-1, 1], [1, -1], [1, 1]]

/** Whether two pixels of tissue stand in the row of a pixel, with no air from outside on the way there. */
function isByBody(hu: Int16Array, pixel: number, outside: Set<number>): boolean {
  const isTissue = (at: number) => !isAir(hu[at]!)
  const reaches = (step: number) => {
    const isInRow = (at: number) => at >= 0 && Math.floor(at / size) === Math.floor(pixel / size)
    for (let at = pixel; isInRow(at + step) && !outside.has(at); at += step)
      if (isTissue(at) && isTissue(at + step)) return true
    return false
  }
  return reaches(-1) || reaches(1)
}

const edge = Array.from({ length: size * size }, (_, pixel) => pixel).filter(
  (pixel) => pixel < size || pixel >= size * (size - 1) || [0, size - 1].includes(pixel % size),
)

const pixelsOf = (air: ReturnType<ReturnType<typeof insideAirReader>>) => {
  const sections = new Int32Array(size * size).fill(-1)
  for (let row = 0; row < size; row++)
    for (let run = air.rowStarts[row]!; run < air.rowStarts[row + 1]!; run++)
      sections.fill(air.section[run]!, row * size + air.from[run]!, row * size + air.to[run]!)
  return sections
}

test('air within the body is what no way leads to from the edge, and what lies mostly by thick tissue', () => {
  const read = insideAirReader(shape)
  fc.assert(
    fc.property(picture, (hu) => {
      const air = read(hu)
      const sections = pixelsOf(air)
      const outside = flooded(edge, (pixel) => isAir(hu[pixel]!), false, hu.length)
      const areas = air.areas.map(() => 0)
      for (const [pixel, section] of sections.entries()) {
        if (!isAir(hu[pixel]!) || outside.has(pixel)) {
          expect(section).toBe(-1)
          continue
        }
        const same = flooded([pixel], (each) => isAir(hu[each]!), false, hu.length)
        const byBody = [...same].filter((each) => isByBody(hu, each, outside)).length
        expect(section >= 0).toBe(2 * byBody >= same.size)
        if (section < 0) continue
        areas[section]!++
        expect(sections.every((other, at) => (other === section) === same.has(at))).toBe(true)
      }
      expect(air.areas).toEqual(areas)
      expect(air.values.every(isAir)).toBe(true)
    }),
  )
})

test('bodies of air are connected through the images', () => {
  const read = insideAirReader(shape)
  fc.assert(
    fc.property(fc.array(picture, { minLength: 2, maxLength: 4 }), (pictures) => {
      const slices = pictures.map((hu) => read(hu))
      const steps = linkAir(slices, undefined)
      let step = steps.next()
      while (!step.done) step = steps.next()
      const { bodies } = step.value
      const flat = slices.flatMap((slice, at) =>
        Array.from(pixelsOf(slice), (section) => (section < 0 ? -1 : bodies[at]![section]!)),
      )
      const area = size * size
      const reachedFrom = (first: number) => {
        const reached = new Set([first])
        for (const voxel of reached) {
          const besides = [voxel - area, voxel + area]
          if (voxel % size > 0) besides.push(voxel - 1)
          if (voxel % size < size - 1) besides.push(voxel + 1)
          if (voxel % area >= size) besides.push(voxel - size)
          if (voxel % area < area - size) besides.push(voxel + size)
          for (const beside of besides) if (flat[beside] !== undefined && flat[beside]! >= 0) reached.add(beside)
        }
        return reached
      }
      for (const [first, body] of flat.entries()) {
        // The first voxel of each body stands for it.
        if (body < 0 || flat.indexOf(body) !== first) continue
        const reached = reachedFrom(first)
        expect(flat.every((other, at) => (other === body) === reached.has(at))).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

test('holes are closed that lung surrounds, that are small and no airway', () => {
  const read = insideAirReader(shape)
  const cases = fc.tuple(picture, fc.integer({ min: 0, max: 12 }), fc.array(fc.nat(size * size - 1), { maxLength: 3 }))
  fc.assert(
    fc.property(cases, ([hu, upTo, chosen]) => {
      const air = read(hu)
      const sections = pixelsOf(air)
      const airway = Int32Array.from(new Set(chosen.filter((pixel) => sections[pixel]! >= 0))).sort()
      const isAirway = (pixel: number) => airway.includes(pixel)
      const isLung = (pixel: number) => sections[pixel]! >= 0 && !isAirway(pixel)
      const { mask, closed } = lungSlice(air, () => true, airway, upTo)
      const pixels = maskPixels({ rows: size, columns: size, slices: [mask] }, 0)
      const expected = new Uint8Array(size * size)
      const seen = new Set<number>()
      for (const pixel of pixels.keys()) {
        if (isLung(pixel)) expected[pixel] = 1
        if (isLung(pixel) || seen.has(pixel)) continue
        const hole = [...flooded([pixel], (each) => !isLung(each), true, hu.length)]
        hole.forEach((each) => seen.add(each))
        const isOpen = hole.some(
          (each) => [0, size - 1].includes(each % size) || each < size || each >= size * (size - 1),
        )
        if (!isOpen && hole.length <= upTo && !hole.some(isAirway)) hole.forEach((each) => (expected[each] = 1))
      }
      expect(pixels).toEqual(expected)
      const count = expected.filter((value, pixel) => value === 1 && !isLung(pixel)).length
      expect(closed).toBe(count)
    }),
    { numRuns: 300 },
  )
})

test('lung is told from air, table and the edge of the body where it reaches the edge of the image', () => {
  const edged = { rows: 8, columns: 40, edgeStretch: 8 }
  const of = (valueAt: (column: number) => number) => {
    const hu = new Int16Array(8 * 40).fill(-1000)
    for (let column = 0; column < 40; column++) hu[column] = valueAt(column)
    return lungAtEdge(hu, edged)
  }
  expect(of(() => -1000)).toBe(0)
  expect(of(() => -930)).toBe(0)
  expect(of((column) => (column < 20 ? -1000 : 40))).toBe(0)
  expect(of(() => -850)).toBe(5)
  expect(of((column) => (column % 2 ? -950 : -750))).toBe(5)
})

test('padding outside of the scanned circle is not its edge', () => {
  const hu = new Int16Array(16 * 40).fill(-3024)
  for (let row = 0; row < 16; row++) hu.fill(-850, row * 40 + 10, row * 40 + 30)
  expect(lungAtEdge(hu, { rows: 16, columns: 40, edgeStretch: 8 })).toBeGreaterThanOrEqual(4)
})
