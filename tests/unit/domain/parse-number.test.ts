import { describe, expect, test } from 'vitest'
import { exactNumber, parseNumber } from '#shared/domain/parse-number.ts'
import { formatTitre, parseTitre } from '#shared/domain/parse-titre.ts'

const value = (text: string, rules = {}) => {
  const read = parseNumber(text, rules)
  return 'problem' in read ? read.problem : read.value
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

  test('may part thousands where it can be read in one way only', () => {
    expect(value('1.234,5')).toBe(1234.5)
    expect(value('1,234.5')).toBe(1234.5)
    expect(value('-1,234')).toContain('two ways')
    expect(value('1\u202f234\u00a0567,8')).toBe(1234567.8)
    expect(value('1.234.567')).toContain('Type a number')
  })

  test('carries < or > only where the item allows it', () => {
    expect(parseNumber('<40', { comparator: true })).toEqual({ value: 40, comparator: '<' })
    expect(parseNumber('> 1,5', { comparator: true })).toEqual({ value: 1.5, comparator: '>' })
    expect(value('<40')).toContain('without a sign')
    expect(value('≤40', { comparator: true })).toBe('Use < or > before the number.')
    expect(value('<=40', { comparator: true })).toBe('Use < or > before the number.')
  })

  test('must be whole where the item is', () => {
    expect(value('3', { whole: true })).toBe(3)
    expect(value('3.5', { whole: true })).toBe('Type a whole number.')
  })

  test.each(['', 'abc', '1.2.3', '1 200', '--1', '1e3', '12kg'])('is refused when it is %j', (text) => {
    expect(parseNumber(text)).toHaveProperty('problem')
  })
})

describe('a number with all its digits', () => {
  test.each([
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    [-1.25e-9, '-0.00000000125'],
    [1e21, '1000000000000000000000'],
    [1.5e22, '15000000000000000000000'],
    [5120, '5120'],
  ])('%f is %s', (number, text) => {
    expect(exactNumber(number)).toBe(text)
  })
})

describe('a titer', () => {
  test.each([
    ['1:5120', { value: 5120 }],
    ['1/5120', { value: 5120 }],
    ['1 : 640', { value: 640 }],
    ['5120', { value: 5120 }],
    ['<1:40', { value: 40, comparator: '<' }],
    ['1:<40', { value: 40, comparator: '<' }],
    ['> 1/640', { value: 640, comparator: '>' }],
  ])('%s is understood', (text, titre) => {
    expect(parseTitre(text)).toEqual(titre)
  })

  test.each([
    ['', 'Type the titer as 1:5120 or 5120.'],
    ['positive', 'Type the titer as 1:5120 or 5120.'],
    ['1:0', 'Type the titer as 1:5120 or 5120.'],
    ['<1:<40', 'Type the number without a sign before it.'],
    ['≥1:640', 'Use < or > before the number.'],
    ['1:5,120', '5,120 can be read in two ways: type 5120 or 5.120.'],
    ['1:51.5', 'Type a whole number.'],
  ])('%j is refused', (text, problem) => {
    expect(parseTitre(text)).toEqual({ problem })
  })

  test('is written as laboratories print it', () => {
    expect(formatTitre({ value: 5120 })).toBe('1:5120')
    expect(formatTitre({ value: 40, comparator: '<' })).toBe('<1:40')
  })
})
