import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  linkedLevelMm,
  matchedHere,
  nearestTo,
  unsetLink,
  whyNotLinked,
} from '#shared/domain/imaging/linked-position.ts'
import { positionsMm, readingOrder } from '#shared/domain/imaging/series-geometry.ts'
import { anAxialSeries, levels } from './a-series.ts'

describe('The image of another study at the same level', () => {
  it('is found within half a slice of the truth, whatever spacing, order and shift the other study has', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 10, noNaN: true }),
        fc.double({ min: 0.5, max: 10, noNaN: true }),
        fc.double({ min: -300, max: 300, noNaN: true }),
        fc.boolean(),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (leftSpacing, rightSpacing, shift, isReversed, share) => {
          const left = levels(-1000, leftSpacing, Math.ceil(300 / leftSpacing) + 1)
          const upwards = levels(-1000 + shift, rightSpacing, Math.ceil(300 / rightSpacing) + 1)
          const right = isReversed ? upwards.toReversed() : upwards
          const level = left[Math.floor(share * left.length)]!
          const truth = level + shift
          const link = { isLinked: true, offsetMm: shift }
          const found = nearestTo(right, linkedLevelMm(level, 'left', link))!
          expect(Math.abs(right[found.index]! - truth)).toBeLessThanOrEqual(rightSpacing / 2 + 0.002)
          expect(found.found).toBe('there')
        },
      ),
    )
  })

  it('leads back to the image that one started from', () => {
    const left = levels(0, 5, 60)
    const right = levels(12, 1.25, 260).toReversed()
    const link = matchedHere(left[20]!, right[100]!)
    const there = nearestTo(right, linkedLevelMm(left[33]!, 'left', link))!
    const back = nearestTo(left, linkedLevelMm(right[there.index]!, 'right', link))!
    expect(back.index).toBe(33)
  })

  it('is said to be beyond the series where that ends', () => {
    const found = nearestTo(levels(0, 5, 10), 60)!
    expect(found).toMatchObject({ index: 9, awayMm: -15, found: 'beyond' })
    expect(nearestTo(levels(0, 5, 10), -3)).toMatchObject({ index: 0, found: 'beyond' })
  })

  it('is there to half a spacing past the last image', () => {
    expect(nearestTo(levels(0, 5, 10), 47)).toMatchObject({ index: 9, found: 'there' })
  })

  it('is said to lie in a gap where images are missing', () => {
    const withGap = [0, 5, 10, 15, 50, 55, 60]
    expect(nearestTo(withGap, 32)).toMatchObject({ found: 'gap' })
    expect(nearestTo(withGap, 16)).toMatchObject({ index: 3, found: 'there' })
  })

  it('is missing in a study without images, and the only one of a study with one', () => {
    expect(nearestTo([], 0)).toBeUndefined()
    expect(nearestTo([7], 7)).toMatchObject({ index: 0, found: 'there' })
    expect(nearestTo([7], 40)).toMatchObject({ index: 0, found: 'beyond' })
  })

  it('stays where two images lie at one place', () => {
    expect(nearestTo([3, 3, 3], 3)).toMatchObject({ index: 0, found: 'there' })
  })
})

describe('A link', () => {
  it('without an offset takes the two as they were scanned', () => {
    expect(linkedLevelMm(-120, 'left', unsetLink)).toBe(-120)
  })
  it('made by matching two levels takes the one to the other, and back', () => {
    const link = matchedHere(-120, -98.5)
    expect(linkedLevelMm(-120, 'left', link)).toBe(-98.5)
    expect(linkedLevelMm(-98.5, 'right', link)).toBe(-120)
  })
  it('is refused, in words, where images are cut in different directions or say nothing of their place', () => {
    const axial = anAxialSeries({ zs: levels(0, 5, 10) })
    const coronal = { ...axial, columnDirection: [0, 0, -1] as const }
    expect(whyNotLinked(axial, axial)).toBeUndefined()
    expect(whyNotLinked(axial, coronal)).toContain('different directions')
    expect(whyNotLinked(axial, undefined)).toContain('where its images lie')
  })
})

describe('Positions', () => {
  it('do not depend on how the patient lay on the table', () => {
    const supine = anAxialSeries({ zs: [10, 20, 30] })
    const prone = { ...supine, rowDirection: [-1, 0, 0] as const, columnDirection: [0, -1, 0] as const }
    const feetFirst = { ...supine, rowDirection: [-1, 0, 0] as const }
    for (const geometry of [supine, prone, feetFirst]) expect(positionsMm(geometry)).toEqual([10, 20, 30])
  })
  it('are read from head to feet, however the series was kept', () => {
    expect(readingOrder(anAxialSeries({ zs: [10, 30, 20] }))).toEqual([1, 2, 0])
  })
})
