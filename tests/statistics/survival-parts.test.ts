import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evenOut } from '#shared/statistics/survival/even-out.ts'
import { quadraticForm, semidefinite } from '#shared/statistics/survival/semidefinite.ts'
import { sortOrder } from '#shared/statistics/survival/sort-order.ts'

const numbers = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 300 }), fc.constant(-0)))

test('The sort order is that of a stable sort of the numbers', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const expected = values
        .map((_, row) => row)
        .toSorted((a, b) => Number(values[a]! > values[b]!) - Number(values[a]! < values[b]!))
      expect([...sortOrder(Float64Array.from(values))]).toEqual(expected)
    }),
  )
})

test('Times that differ by rounding only become equal, in chains too, and entries with them', () => {
  const near = 1 + 1e-9
  const { time, entry } = evenOut(Float64Array.of(1, near, near + 1e-8, 2), Float64Array.of(0, 0.5, 0.5, near))
  expect([...time]).toEqual([1, 1, 1, 2])
  expect([...entry!]).toEqual([0, 0.5, 0.5, 1])
  const apart = Float64Array.of(0, 1e-3, 1)
  expect(evenOut(apart).time).toBe(apart)
})

test('A matrix with a row that repeats another is solved without it', () => {
  const matrix = semidefinite(Float64Array.of(4, 2, 2, 2, 1, 1, 2, 1, 5), 3)
  expect(matrix).toMatchObject({ rank: 2, dependent: [false, true, false] })
  expect([...matrix.inverse()]).toEqual([5 / 16, 0, -1 / 8, 0, 0, 0, -1 / 8, 0, 1 / 4])
  expect(quadraticForm(Float64Array.of(4, 2, 2), matrix)).toBeCloseTo(4, 12)
})
