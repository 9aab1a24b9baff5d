/** Numbers as people type them: decimal point or comma, `<40`, `1:5120`. Understood or refused, never guessed at. */
import type { Comparator } from '../dictionary/record.ts'

export type ParsedNumber = { readonly value: number; readonly comparator?: Comparator } | { readonly problem: string }

export interface NumberRules {
  /** `<` or `>` may stand before the number. */
  readonly comparator?: boolean
  readonly whole?: boolean
}

/** Enough for any number that is meant, and little enough to look through at every keystroke. */
const longest = 400
/** Spaces that can't be typed by mistake part thousands: spreadsheets in French write them. */
const thousandsSpace = /(\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/g

/** Takes `<` or `>` off the front; says what is wrong where another sign stands there or none may. */
export function comparatorOf(
  text: string,
  allowed: boolean,
): { readonly comparator?: Comparator; readonly rest: string } | { readonly problem: string } {
  const sign = /^[<>≤≥]=?/.exec(text)?.[0]
  if (sign === undefined) return { rest: text }
  if (!allowed) return { problem: 'Type the number without a sign before it.' }
  if (sign !== '<' && sign !== '>') return { problem: 'Use < or > before the number.' }
  return { comparator: sign, rest: text.slice(1).trimStart() }
}

/**
 * Reads a typed number. A comma is a decimal comma, except where it could as well part thousands (`5,120`): that is
 * refused, since a factor of a thousand must not depend on where the keyboard was bought. With both signs in it the last
 * one is the decimal sign: `1.234,5` and `1,234.5` can be read in one way only.
 */
export function parseNumber(
  typed: string,
  { comparator: signs = false, whole = false }: NumberRules = {},
): ParsedNumber {
  const example = `Type a number, for example ${whole ? '3' : '2.9'}.`
  if (typed.length > longest) return { problem: example }
  const signed = comparatorOf(typed.trim(), signs)
  if ('problem' in signed) return signed
  const { comparator } = signed
  let text = signed.rest.replaceAll('−', '-').replace(thousandsSpace, '$1')
  if (/^-?[1-9]\d{0,2},\d{3}$/.test(text)) {
    return { problem: `${text} can be read in two ways: type ${text.replace(',', '')} or ${text.replace(',', '.')}.` }
  }
  if (/^-?[1-9]\d{0,2}(?:,\d{3})+\.\d+$/.test(text)) text = text.replaceAll(',', '')
  if (/^-?[1-9]\d{0,2}(?:\.\d{3})+,\d+$/.test(text)) text = text.replaceAll('.', '')
  if (!/^-?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/.test(text)) return { problem: example }
  const value = Number(text.replace(',', '.'))
  if (!Number.isFinite(value)) return { problem: example }
  if (whole && !Number.isInteger(value)) return { problem: 'Type a whole number.' }
  return { value: value === 0 ? 0 : value, ...(comparator && { comparator }) }
}

/**
 * A number with all its digits and no exponent, so that reading it gives the same number again.
 * `formatNumber` rounds; this doesn't.
 */
export function exactNumber(value: number): string {
  const [digits = '', exponent] = String(value).split('e')
  if (exponent === undefined) return digits
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(digits) ?? []
  const point = whole.length + Number(exponent)
  const all = whole + fraction
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${all}` : `${sign}${all.padEnd(point, '0')}`
}
