import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, overlap, type Box } from '#renderer/charts/box.ts'
import { placeBars, placeDoseLabels, type DoseBar } from '#renderer/charts/options/dose-bars.ts'
import { drugBars } from '#renderer/charts/options/dose-data.ts'
import { crosses, shortValue } from '#renderer/charts/options/measured-values.ts'
import { textWidth } from '#renderer/charts/text-width.ts'
import { aFrame } from './frame.ts'
import { aDrug, aSegment } from './timelines.ts'

/** Steps one after the other, some of unknown dose, with gaps between some. */
const courses = fc.array(
  fc.record({
    days: fc.integer({ min: 1, max: 300 }),
    gap: fc.constantFrom(0, 0, 0, 20, 200),
    dose: fc.option(fc.constantFrom(2.5, 5, 7.5, 10, 12.5, 20, 40, 60, 1000), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 25 },
)

function barsOf(steps: readonly { readonly days: number; readonly gap: number; readonly dose?: number }[]): DoseBar[] {
  let day = 0
  return steps.map(({ days, gap, dose }) => {
    const from = day + gap
    day = from + days
    const texts = dose === undefined ? ['dose not known'] : [`${dose} mg`, String(dose)]
    return { from, to: day - 1, perDay: dose, texts, ongoing: false, hollow: false }
  })
}

describe('doses written at bars', () => {
  test('never overlap each other, leave the lane, or lie half on a bar', () => {
    fc.assert(
      fc.property(courses, fc.constantFrom(20, 27, 60), (steps, height) => {
        const bars = barsOf(steps)
        const frame = aFrame({ days: (bars.at(-1)?.to ?? 0) + 30, height })
        const placed = placeBars(bars, frame, 60)
        const labels = placeDoseLabels(placed, frame, 11)
        labels.forEach((label, index) => {
          expect(contains(frame, label)).toBe(true)
          expect(labels.slice(index + 1).some((other) => overlap(label, other))).toBe(false)
          const own = placed[label.index]?.box as Box
          expect(contains(own, label) || !placed.some(({ box }) => overlap(box, label))).toBe(true)
        })
      }),
    )
  })

  test('are written where there is room', () => {
    const bars = barsOf([
      { days: 200, gap: 0, dose: 20 },
      { days: 200, gap: 0, dose: 10 },
    ])
    const labels = placeDoseLabels(placeBars(bars, aFrame({ days: 400 }), 60), aFrame({ days: 400 }), 11)
    expect(labels.map(({ text }) => text).sort()).toEqual(['10 mg', '20 mg'])
  })

  test('are not repeated where the dose stays the same', () => {
    const bars = barsOf([
      { days: 200, gap: 0, dose: 20 },
      { days: 200, gap: 0, dose: 20 },
    ])
    expect(placeDoseLabels(placeBars(bars, aFrame({ days: 400 }), 60), aFrame({ days: 400 }), 11)).toHaveLength(1)
  })

  test('are all amounts a day in a lane where a dose is taken more than once a day', () => {
    const lane = aDrug('tacrolimus', 'TAC', [
      aSegment('2020-01-01', '2020-02-01', 2, { label: '1 mg twice daily' }),
      aSegment('2020-02-02', '2020-03-01', 4, { label: '4 mg daily' }),
    ])
    expect(drugBars(lane).map(({ texts }) => texts[0])).toEqual(['2 mg/d', '4 mg/d'])
  })

  test('keep their words where a drug is not taken every day', () => {
    const weekly = aSegment('2020-01-01', '2020-06-01', 2.14, { label: '15 mg weekly' })
    expect(drugBars(aDrug('methotrexate', 'MTX', [weekly]))[0]?.texts).toEqual(['15 mg weekly'])
  })
})

test('an unknown dose has a height that is neither zero nor a dose', () => {
  const [bar] = placeBars(barsOf([{ days: 100, gap: 0 }]), aFrame({ height: 60 }), 60)
  expect(bar?.box.height).toBe(30)
})

test('a dose above the axis is cut at its top', () => {
  const [bar] = placeBars(barsOf([{ days: 3, gap: 0, dose: 1000 }]), aFrame({ height: 60, top: 60 }), 60)
  expect(bar).toMatchObject({ cut: true, box: { y: 0, height: 60 } })
})

test('a value is said as short as it can be', () => {
  expect(shortValue({ value: 1234.4 })).toBe('1234')
  expect(shortValue({ value: 97.25 })).toBe('97.3')
  expect(shortValue({ value: 40, comparator: '<' })).toBe('<40')
})

test('a line crosses a box only where it runs through it', () => {
  const box = { x: 10, y: 10, width: 10, height: 10 }
  expect(crosses(box, [0, 0], [30, 30])).toBe(true)
  expect(crosses(box, [0, 0], [30, 5])).toBe(false)
  expect(crosses(box, [0, 25], [30, 25])).toBe(false)
})

test('a text is wider the more letters it has', () => {
  expect(textWidth('20 mg daily', 11)).toBeGreaterThan(textWidth('20 mg', 11))
  expect(textWidth('', 11)).toBe(0)
})
