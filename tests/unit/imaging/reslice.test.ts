import { describe, expect, it } from 'vitest'
import { cutPlan, emptyValue, whyNoCuts } from '#shared/domain/imaging/reslice.ts'
import type { CutName } from '#shared/domain/imaging/reslice.ts'
import { bodyPoint } from '#shared/domain/imaging/series-geometry.ts'
import type { SeriesGeometry, Vector } from '#shared/domain/imaging/series-geometry.ts'
import { anAxialSeries, imagesOf, levels } from './a-series.ts'

/** Linear in every direction, so that interpolation has an exact answer. */
const ramp = ([x, y, z]: Vector): number => 4 * x + 48 * y + 8 * z

/** Every pixel of every cut holds what lies at its place in the body. */
function expectTrueToBody(geometry: SeriesGeometry, name: CutName): void {
  const plan = cutPlan(geometry, name)
  const imageOf = imagesOf(geometry, ramp)
  for (let at = 0; at < plan.count; at += 1) {
    const image = plan.image(at, imageOf)
    const plane = plan.plane(at)
    for (let row = 0; row < image.rows; row += 1)
      for (let column = 0; column < image.columns; column += 1) {
        const truth = ramp(bodyPoint(plane, column, row))
        expect(Math.abs(image.pixels[row * image.columns + column]! - truth)).toBeLessThanOrEqual(0.5001)
      }
  }
}

const base = anAxialSeries({ zs: levels(-100, 5, 9), rows: 6, columns: 5, spacingMm: 2, corner: [-30, 12] })
const lying: Record<string, SeriesGeometry> = {
  'supine, head first': base,
  'supine, kept from head to feet': { ...base, origins: base.origins.toReversed() },
  'kept in no order': { ...base, origins: [4, 0, 8, 2, 6, 1, 3, 7, 5].map((at) => base.origins[at]!) },
  prone: { ...base, rowDirection: [-1, 0, 0], columnDirection: [0, -1, 0] },
  'feet first': { ...base, rowDirection: [-1, 0, 0] },
  'rows from front to back': { ...base, rowDirection: [0, 1, 0], columnDirection: [1, 0, 0] },
  'with pixels that are not square': { ...base, rowSpacingMm: 1.25, columnSpacingMm: 0.75 },
  'with uneven spacing': { ...base, origins: [-100, -95, -89, -85, -78].map((z): Vector => [-30, 12, z]) },
}

describe('Cuts through an axial series', () => {
  for (const [words, geometry] of Object.entries(lying))
    it(`hold what lies there in the body: ${words}`, () => {
      expectTrueToBody(geometry, 'coronal')
      expectTrueToBody(geometry, 'sagittal')
    })

  it('are seen as radiologists see them: head above, right (or front) on the left', () => {
    for (const geometry of Object.values(lying)) {
      const coronal = cutPlan(geometry, 'coronal').plane(0)
      expect(coronal.rowDirection).toEqual([1, 0, 0].map((share) => expect.closeTo(share)))
      const sagittal = cutPlan(geometry, 'sagittal').plane(0)
      expect(sagittal.rowDirection).toEqual([0, 1, 0].map((share) => expect.closeTo(share)))
      for (const { columnDirection } of [coronal, sagittal])
        expect(columnDirection).toEqual([0, 0, -1].map((share) => expect.closeTo(share)))
    }
  })

  it('go from front to back and from right to left', () => {
    for (const geometry of Object.values(lying)) {
      const coronal = cutPlan(geometry, 'coronal')
      expect(coronal.plane(1).origin[1]).toBeGreaterThan(coronal.plane(0).origin[1])
      const sagittal = cutPlan(geometry, 'sagittal')
      expect(sagittal.plane(1).origin[0]).toBeGreaterThan(sagittal.plane(0).origin[0])
    }
  })

  it('stay empty where images are missing: nothing is made up', () => {
    const geometry = anAxialSeries({ zs: [0, 5, 10, 40, 45, 50], spacingMm: 1 })
    const image = cutPlan(geometry, 'coronal').image(
      0,
      imagesOf(geometry, () => 7),
    )
    const ofLevel = (z: number): number => image.pixels[(50 - z) * image.columns]!
    expect(ofLevel(25)).toBe(emptyValue)
    expect(ofLevel(12)).toBe(7)
    expect(ofLevel(13)).toBe(emptyValue)
    expect(ofLevel(47)).toBe(7)
  })

  it('stay empty where images are not loaded yet', () => {
    const imageOf = imagesOf(base, () => 7)
    const image = cutPlan(base, 'sagittal').image(0, (index) => (index < 4 ? imageOf(index) : undefined))
    expect(image.pixels[0]).toBe(emptyValue)
    expect(image.pixels.at(-1)).toBe(7)
  })

  it('are told in Hounsfield units, each image by its own scale', () => {
    const imageOf = imagesOf(base, () => 100)
    const image = cutPlan(base, 'coronal').image(0, (index) => ({ ...imageOf(index), slope: 2, intercept: -1024 }))
    expect(new Set(image.pixels)).toEqual(new Set([-824]))
  })
})

describe('No cuts are offered', () => {
  const why = (geometry: SeriesGeometry | undefined): string => whyNoCuts(geometry) ?? 'none'
  it('of pictures without a place', () => expect(why(undefined)).toContain('where they lie'))
  it('of coronal images', () => expect(why({ ...base, columnDirection: [0, 0, -1] })).toContain('axial'))
  it('of two images', () => expect(why({ ...base, origins: base.origins.slice(0, 2) })).toContain('too few'))
  it('of oblique images', () =>
    expect(why({ ...base, rowDirection: [0.94, 0.342, 0], columnDirection: [-0.342, 0.94, 0] })).toContain('obliquely'))
  it('of a tilted scanner', () => {
    const tilted = base.origins.map(([x, y, z]): Vector => [x, y + (z + 100) * 0.27, z])
    expect(why({ ...base, origins: tilted })).toContain('tilted')
  })
  it('and of an ordinary series they are', () => expect(whyNoCuts(base)).toBeUndefined())
})
