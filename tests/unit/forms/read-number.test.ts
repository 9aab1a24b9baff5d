import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNumber } from '#renderer/forms/read-number.ts'

const value = (text: string, rules = {}) => {
  const read = readNumber(text, rules)
  return read.ok ? read.value : read.problem
}

describe('a typed number', () => {
  test('may have a decimal point or a decimal comma', () => {
    expect(value('2.9')).toBe(2.9)
    expect(value('2,9')).toBe(2.9)
    expect(value(' 0,125 ')).toBe(0.125)
    expect(value('-.5')).toBe(-0.5)
  })

  test('is refused where the comma could part thousands', () => {
    expect(value('5,120')).toContain('two ways')
    expect(value('5,12')).toBe(5.12)
    expect(value('0,120')).toBe(0.12)
  })

  test('carries < or > only where the item allows it', () => {
    expect(readNumber('<40', { comparator: true })).toEqual({ ok: true, value: 40, comparator: '<' })
    expect(readNumber('> 1,5', { comparator: true })).toEqual({ ok: true, value: 1.5, comparator: '>' })
    expect(value('<40')).toContain('without a sign')
    expect(value('≤40', { comparator: true })).toBe('Use < or > before the number.')
    expect(value('<=40', { comparator: true })).toBe('Use < or > before the number.')
  })

  test('may be a titer', () => {
    expect(readNumber('1:5120', { titre: true, whole: true })).toEqual({ ok: true, value: 5120 })
    expect(readNumber('>1:640', { titre: true, whole: true, comparator: true })).toEqual({
      ok: true,
      value: 640,
      comparator: '>',
    })
    expect(value('1:5120')).toContain('Type a number')
  })

  test('must be whole where the item is', () => {
    expect(value('3', { whole: true })).toBe(3)
    expect(value('3.5', { whole: true })).toBe('Type a whole number.')
  })

  test.each(['', 'abc', '1.2.3', '1 200', '--1', '1e3', '12kg'])('is refused when it is %j', (text) => {
    expect(readNumber(text).ok).toBe(false)
  })

  test('comes back as it was written down', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (number) => {
        const text = number.toFixed(3)
        expect(value(text)).toBe(Number(text))
      }),
    )
  })
})
