import { describe, expect, it } from 'vitest'
import { alignedThrough, isInCrop, planeShift, shiftedView } from '#shared/domain/imaging/pair-alignment.ts'
import { cutPlan } from '#shared/domain/imaging/reslice.ts'
import { planeOf } from '#shared/domain/imaging/series-geometry.ts'
import type { SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'
import { anAxialSeries } from './a-series.ts'

const geometry = anAxialSeries({ zs: [0, 5, 10, 15], rows: 8, columns: 8 })
/** A scanner that writes rows from the left to the right hand. */
const turned: SeriesGeometry = { ...geometry, rowDirection: [-1, 0, 0] }
const alignment = { link: { isLinked: true, offsetMm: 12 }, shift: { leftMm: 5, backMm: -4 } }
const planeIn = (series: SeriesGeometry, name: 'images' | 'coronal' | 'sagittal') =>
  name === 'images' ? planeOf(series, 0) : cutPlan(series, name).plane(0)
const shiftIn = (series: SeriesGeometry, name: 'images' | 'coronal' | 'sagittal') =>
  planeShift(name, planeIn(series, name), series, alignment)

describe('How the patient lies on the right against the left', () => {
  it('is told through, along and down the planes that are looked at', () => {
    expect(shiftIn(geometry, 'images')).toEqual({ throughMm: 12, acrossMm: 5, downMm: -4 })
    // The head is above: what lies 12 mm higher lies as much less far down.
    expect(shiftIn(geometry, 'coronal')).toEqual({ throughMm: -4, acrossMm: 5, downMm: -12 })
    expect(shiftIn(geometry, 'sagittal')).toEqual({ throughMm: 5, acrossMm: -4, downMm: -12 })
  })

  it('follows rows that run the other way, though cuts are always turned alike', () => {
    expect(shiftIn(turned, 'coronal')).toEqual({ throughMm: -4, acrossMm: -5, downMm: -12 })
    expect(shiftIn(turned, 'sagittal').throughMm).toBe(-5)
  })

  it('is set by what was matched in any of them, and read back the same', () => {
    for (const series of [geometry, turned])
      for (const name of ['images', 'coronal', 'sagittal'] as const) {
        const next = alignedThrough(name, planeIn(series, name), series, alignment, 7.5)
        expect(planeShift(name, planeIn(series, name), series, next).throughMm).toBe(7.5)
        expect(next.link.offsetMm).toBe(name === 'images' ? 7.5 : 12)
      }
  })

  it('moves the part that is shown there and back', () => {
    const view = { centerMm: [10, 20], spanMm: 300 } as const
    const there = shiftedView(view, shiftIn(geometry, 'images'), 1)
    expect(there.centerMm).toEqual([15, 16])
    expect(shiftedView(there, shiftIn(geometry, 'images'), -1)).toEqual(view)
    expect(isInCrop({ leftMm: 0, topMm: 0, widthMm: 10, heightMm: 10 }, [9, 1])).toBe(true)
    expect(isInCrop({ leftMm: 0, topMm: 0, widthMm: 10, heightMm: 10 }, [9, 11])).toBe(false)
  })
})
