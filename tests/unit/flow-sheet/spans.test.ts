import { expect, test } from 'vitest'
import { nextSpans, sightOf, spanAround, type Span } from '#renderer/features/flow-sheet/spans.ts'

const bundles = 75
const rows = 60
/** 1222 × 625 pixels of a sheet of 300 dates. */
const scroller = (scrollLeft: number, scrollTop: number) =>
  ({ scrollLeft, scrollTop, clientWidth: 1222, clientHeight: 625 }) as HTMLElement
const allDrawn = (span: Span): readonly Span[] => Array.from({ length: rows + 1 }, () => span)

test('what is in sight lies beside the items and under the dates, which stay', () => {
  expect(sightOf(scroller(0, 0), bundles)).toEqual({ first: 0, end: 4, top: 1, bottom: 22 })
  expect(sightOf(scroller(330, 30), bundles)).toEqual({ first: 1, end: 5, top: 2, bottom: 23 })
  expect(sightOf(scroller(300 * 80 - 974, 0), bundles)).toMatchObject({ first: 71, end: 75 })
})

test('a span goes beyond what is in sight, and never beyond the sheet', () => {
  expect(spanAround({ first: 10, end: 14 }, bundles)).toEqual({ first: 9, end: 15 })
  expect(spanAround({ first: 0, end: 4 }, bundles)).toEqual({ first: 0, end: 5 })
  expect(spanAround({ first: 71, end: 75 }, bundles)).toEqual({ first: 70, end: 75 })
})

test('a frame draws a few rows ahead, until all have what is wanted', () => {
  const sight = { first: 11, end: 15, top: 1, bottom: 22 }
  const wanted = spanAround(sight, bundles)
  let drawn = allDrawn({ first: 9, end: 15 })
  const drawnAFrame: number[] = []
  while (drawn.some((span) => span !== wanted)) {
    const next = nextSpans(drawn, wanted, sight)
    drawnAFrame.push(next.filter((span, row) => span !== drawn[row]).length)
    drawn = next
  }
  expect(drawnAFrame.reduce((sum, count) => sum + count)).toBe(rows + 1)
  expect(Math.max(...drawnAFrame)).toBeLessThanOrEqual(rows / 5)
})

test('after a leap every row in sight and the dates have all columns in sight in the first frame', () => {
  const sight = { first: 40, end: 44, top: 31, bottom: 52 }
  const wanted = spanAround(sight, bundles)
  const next = nextSpans(allDrawn({ first: 0, end: 6 }), wanted, sight)
  expect([0, 31, 40, 51].map((row) => next[row])).toEqual([wanted, wanted, wanted, wanted])
})
