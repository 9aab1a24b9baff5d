/** Numbers of a result as a paper prints them. */
import type { ResultCell } from './analysis-result.ts'

/** With that many digits after the point and a true minus sign. */
export function fixedNumber(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** `+3.9`, `−0.4`. */
export const signedNumber = (value: number, decimals: number): string =>
  value > 0 && Number(value.toFixed(decimals)) !== 0 ? `+${fixedNumber(value, decimals)}` : fixedNumber(value, decimals)

/** `0.006`, `< 0.001`, `0.21`. */
const pNumber = (p: number): string =>
  p < 0.001 ? '< 0.001' : p > 0.99 ? '> 0.99' : p < 0.1 ? p.toFixed(3) : p.toFixed(2)

/** `p = 0.006`, `p < 0.001`. */
export const pWords = (p: number): string => (/^[<>]/.test(pNumber(p)) ? `p ${pNumber(p)}` : `p = ${pNumber(p)}`)

/** `1.2 to 6.6`. */
export const rangeWords = (lower: number, upper: number, decimals: number): string =>
  `${fixedNumber(lower, decimals)} to ${fixedNumber(upper, decimals)}`

type Value = number | null | undefined
const isKnown = (value: Value): value is number => value != null && Number.isFinite(value)

export const textCell = (text: string, behind?: string): ResultCell => ({
  text,
  ...(behind !== undefined && { behind }),
})

/** How many in words of their own, with the key of the cases behind them where there are any. */
export const countCell = (text: string, count: number, behind: string): ResultCell => ({
  text,
  value: count,
  ...(count > 0 && { behind }),
})

/** Empty where there is no number; behind none there is nobody to list. */
export const numberCell = (value: Value, decimals: number, behind?: string): ResultCell =>
  isKnown(value)
    ? { text: fixedNumber(value, decimals), value, ...(behind !== undefined && value !== 0 && { behind }) }
    : { text: '', value: null }

export const pCell = (p: Value): ResultCell => (isKnown(p) ? { text: pNumber(p), value: p } : { text: '', value: null })

export const rangeCell = (lower: Value, upper: Value, decimals: number): ResultCell =>
  isKnown(lower) && isKnown(upper) ? { text: rangeWords(lower, upper, decimals) } : { text: '' }
