import { expect, test } from 'vitest'
import { spanWords } from '#shared/domain/since-visit/span-words.ts'

test.each([
  [0, 0, '0 d'],
  [42, 42, '42 d'],
  [89, 119, '89–119 d'],
  [119, 120, '4 mo'],
  [400, 430, '13–14 mo'],
  [2767, 2796, '7.6–7.7 y'],
  [3653, 3653, '10.0 y'],
])('a span of %d to %d days is told as %s', (min, max, words) => {
  expect(spanWords({ min, max })).toBe(words)
})
