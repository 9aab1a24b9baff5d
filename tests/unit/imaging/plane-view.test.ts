import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draggedWindow, fullWindow, windowEnds, windowPresets } from '#shared/domain/imaging/gray-window.ts'
import { orientationLetters } from '#shared/domain/imaging/orientation-letters.ts'
import {
  cropBetween,
  cropPixels,
  fittingView,
  mmOfPane,
  movedView,
  paneOfPixel,
  pixelOfPane,
  zoomedView,
} from '#shared/domain/imaging/plane-view.ts'
import { lengthMm, planeOf } from '#shared/domain/imaging/series-geometry.ts'
import { valueAt, valueRange } from '#shared/domain/imaging/series-image.ts'
import { anAxialSeries } from './a-series.ts'

const plane = planeOf(anAxialSeries({ zs: [0], rows: 512, columns: 512, spacingMm: 0.7, corner: [-180, -180] }), 0)
const size = { widthPx: 640, heightPx: 480 }

describe('A view of a plane', () => {
  it('fits the whole image, its middle in the middle', () => {
    const view = fittingView([plane])
    expect(paneOfPixel(plane, view, size, 255.5, 255.5)).toEqual([expect.closeTo(320), expect.closeTo(240)])
    expect(paneOfPixel(plane, view, size, 0, -0.5)[1]).toBeCloseTo(0)
  })
  it('fits two studies of different size at one scale', () => {
    const other = planeOf(anAxialSeries({ zs: [0], rows: 512, columns: 512, spacingMm: 0.9, corner: [-150, -200] }), 0)
    expect(fittingView([plane, other]).spanMm).toBeGreaterThan(512 * 0.9)
  })
  it('finds the pixel under the pointer, wherever one has moved and zoomed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 511 }),
        fc.integer({ min: 0, max: 511 }),
        fc.double({ min: 0.2, max: 20, noNaN: true }),
        fc.integer({ min: -500, max: 500 }),
        (column, row, factor, moved) => {
          const view = movedView(zoomedView(fittingView([plane]), factor), size, moved, -moved)
          const [x, y] = paneOfPixel(plane, view, size, column, row)
          expect(pixelOfPane(plane, view, size, x, y)).toEqual([column, row])
        },
      ),
    )
  })
  it('keeps the point under the pointer where it is while zooming', () => {
    const view = fittingView([plane])
    const at = mmOfPane(view, size, 100, 90)
    const nearer = zoomedView(view, 3, at)
    expect(mmOfPane(nearer, size, 100, 90)).toEqual(at.map((mm) => expect.closeTo(mm)))
  })
  it('never zooms into nothing', () => {
    expect(zoomedView(fittingView([plane]), 1e9).spanMm).toBe(5)
  })
})

describe('A crop', () => {
  it('is the same rectangle of the body in studies of different spacing', () => {
    const crop = cropBetween([-100, -50], [20, 30])
    const fine = cropPixels(plane, crop)!
    const coarse = cropPixels({ ...plane, rowSpacingMm: 1.4, columnSpacingMm: 1.4 }, crop)!
    expect(Math.abs(fine.columns * 0.7 - coarse.columns * 1.4)).toBeLessThanOrEqual(2.8)
    expect(Math.abs(fine.rows * 0.7 - 80)).toBeLessThanOrEqual(1.4)
  })
  it('can be drawn from any corner, is cut to the image, and nothing outside it', () => {
    expect(cropBetween([20, 30], [-100, -50])).toEqual(cropBetween([-100, -50], [20, 30]))
    expect(cropPixels(plane, cropBetween([-1000, -1000], [1000, 1000]))).toEqual({
      column: 0,
      row: 0,
      columns: 512,
      rows: 512,
    })
    expect(cropPixels(plane, cropBetween([900, 900], [1000, 1000]))).toBeUndefined()
  })
})

describe('Lengths and values', () => {
  it('are in millimeters, whatever shape pixels have', () => {
    expect(lengthMm({ rowSpacingMm: 2, columnSpacingMm: 0.5 }, [0, 0], [6, 2])).toBe(5)
  })
  it('of a pixel are its stored value by slope and intercept, and nothing outside', () => {
    const image = {
      rows: 1,
      columns: 2,
      samples: 1,
      pixels: Uint16Array.of(0, 1024),
      slope: 1,
      intercept: -1024,
      isInverted: false,
    } as const
    expect(valueAt(image, 1, 0)).toBe(0)
    expect(valueAt(image, 2, 0)).toBeUndefined()
    expect(valueRange(image)).toEqual({ low: -1024, high: 0 })
  })
})

describe('Windows', () => {
  it('have the ends that their names promise', () => {
    expect(windowEnds(windowPresets.lung)).toEqual({ low: -1350, high: 150 })
    expect(windowEnds(windowPresets.mediastinum)).toEqual({ low: -160, high: 240 })
    expect(windowEnds(fullWindow({ low: -1024, high: 976 }))).toEqual({ low: -1024, high: 976 })
  })
  it('widen to the right, brighten upwards, and never close', () => {
    expect(draggedWindow(windowPresets.lung, 10, 0).width).toBeGreaterThan(1500)
    expect(draggedWindow(windowPresets.lung, 0, -10).center).toBeLessThan(-600)
    expect(draggedWindow(windowPresets.lung, -9999, 0).width).toBe(1)
  })
})

describe('Orientation letters', () => {
  it('say where a direction leads in the patient', () => {
    expect(orientationLetters([1, 0, 0])).toBe('L')
    expect(orientationLetters([-1, 0, 0])).toBe('R')
    expect(orientationLetters([0, 1, 0])).toBe('P')
    expect(orientationLetters([0, 0, -1])).toBe('F')
    expect(orientationLetters([0.8, 0, 0.6])).toBe('LH')
    expect(orientationLetters([0.999, 0.04, 0])).toBe('L')
  })
})
