import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codesFor, digestOf } from '#main/exchange/share/case-keys.ts'

const cases = Array.from({ length: 300 }, (_, index) => `case-${index}`)

test('two recipients share no code, and neither do two exports without one', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
      fc.pre(
        a.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ') !==
          b.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' '),
      )
      const codes = new Set(cases.map(codesFor('secret', a)))
      expect(cases.map(codesFor('secret', b)).filter((code) => codes.has(code))).toEqual([])
    }),
    { numRuns: 20 },
  )
  const first = new Set(cases.map(codesFor('secret', undefined)))
  expect(cases.map(codesFor('secret', undefined)).filter((code) => first.has(code))).toEqual([])
})

test('a recipient gets the same codes every time, however the name is written; another registry gives others', () => {
  expect(codesFor('secret', ' University of  Lyon')('case-1')).toBe(codesFor('secret', 'university of Lyon')('case-1'))
  expect(codesFor('secret', 'Lyon')('case-1')).not.toBe(codesFor('other', 'Lyon')('case-1'))
})

test('codes are a letter and 11 signs that can be read aloud, all different', () => {
  const codes = cases.map(codesFor('secret', 'Lyon'))
  for (const code of codes) expect(code).toMatch(/^P[0-9A-HJKMNP-TV-Z]{11}$/)
  expect(new Set(codes).size).toBe(cases.length)
})

test('the digest of a case is its own and of its registry', () => {
  expect(new Set([digestOf('a', '1'), digestOf('a', '2'), digestOf('b', '1'), digestOf('a', '1')]).size).toBe(3)
})
