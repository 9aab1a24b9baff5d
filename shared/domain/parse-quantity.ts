/**
 * A number with the unit that was typed after it: `5.1 mmol/min/kPa`, `12,1 g/dl`, `<0.3 mg/dL`, `134 lb`, `5'11"`. The
 * value is kept in the unit that was typed where the question offers it, converted where it doesn't (and that is said),
 * refused where neither will do.
 */
import type { Item } from '../dictionary/define-form.ts'
import { laboratoryTestOf } from '../dictionary/lists/laboratory-tests.ts'
import type { Comparator } from '../dictionary/record.ts'
import { comparatorOf, exactNumber, parseNumber } from './parse-number.ts'
import { readUnit } from './read-unit.ts'
import { convert, unitLabel } from './units.ts'

export interface Quantity {
  readonly value: number
  /** UCUM code; none for a number that has no unit. */
  readonly unit?: string
  readonly comparator?: Comparator
}

/** What a question takes as its answer. */
export interface QuantityRules {
  /** Starts the sentences about it. */
  readonly label: string
  /** UCUM codes that it is kept in; none for a number without a unit. The first one is meant where none is typed … */
  readonly units: readonly string[]
  /** … unless another one is chosen. */
  readonly unit?: string
  /** What is measured, for conversions that hold for one substance only. */
  readonly analyte?: string
  readonly comparator?: boolean
  readonly whole?: boolean
  /** Any text may stand for the unit, as a laboratory printed it: nothing is known of it and nothing converted. */
  readonly anyUnit?: boolean
}

export type ParsedQuantity =
  | {
      readonly quantity: Quantity
      /** What was understood, in words; says so where it was converted. */
      readonly echo: string
      /** A unit was typed. */
      readonly withUnit: boolean
      /** As it was typed, where it had to be converted. */
      readonly converted?: Quantity
    }
  | { readonly problem: string }

/** What an item of the dictionary takes; undefined for items that are no number. */
export function rulesOfItem(item: Item, unit?: string): QuantityRules | undefined {
  if (item.type !== 'quantity' && item.type !== 'number' && item.type !== 'integer') return undefined
  const { label, name, comparator } = item
  const units = item.type === 'quantity' ? item.units : item.unit === undefined ? [] : [item.unit]
  return { label, units, unit, analyte: name, comparator, whole: item.type === 'integer' }
}

/** What a result of a laboratory test takes; undefined for a test that the catalog doesn't have. */
export function rulesOfTest(code: string, unit?: string): QuantityRules | undefined {
  const test = laboratoryTestOf(code)
  return test && { label: test.label, units: test.units, unit, analyte: code, comparator: true }
}

const longest = 500

/** Feet with inches, stones with pounds: two numbers that are one. */
const compounds = [
  {
    shape: /^(\d{1,2}) ?(?:'|′|’|ft\.?|feet|foot) ?(\d{1,2}(?:[.,]\d+)?) ?(?:"|″|”|''|in\.?|inch|inches)?$/,
    of: 12,
    unit: '[in_i]',
  },
  { shape: /^(\d{1,2}) ?(?:st\.?|stone) ?(\d{1,2}(?:[.,]\d+)?)? ?(?:lb|lbs|pounds)?$/, of: 14, unit: '[lb_av]' },
] as const

function parseCompound(text: string, rules: QuantityRules): ParsedQuantity | undefined {
  for (const { shape, of, unit } of compounds) {
    if (!rules.units.includes(unit)) continue
    const match = shape.exec(text.toLowerCase())
    const small = match?.[2] === undefined ? 0 : Number(match[2].replace(',', '.'))
    if (!match) continue
    if (small >= of) return { problem: `${text}: the second number must be below ${of}.` }
    const quantity = { value: Number((Number(match[1]) * of + small).toPrecision(12)), unit }
    return { quantity, echo: `${text} is ${formatQuantity(quantity)}`, withUnit: true }
  }
  return undefined
}

const listOf = (units: readonly string[]) => units.map(unitLabel).join(' or ')

/** As many significant digits as were typed, and at least five: more than anything that is measured here has. */
function rounded(value: number, typed: number): number {
  const digits = exactNumber(typed).replace(/^-?[0.]*|\./g, '').length
  return Number(value.toPrecision(Math.min(Math.max(digits, 5), 15)))
}

function inUnit(typed: Omit<Quantity, 'unit'>, unitText: string, rules: QuantityRules): ParsedQuantity {
  const { label, units, analyte, anyUnit } = rules
  if (anyUnit) {
    const quantity = { ...typed, unit: unitText.trim() }
    return { quantity, echo: formatQuantity(quantity), withUnit: true }
  }
  if (units.length === 0) return { problem: `${label} has no unit: type the number alone.` }
  // A site's own unit is known by its own spelling only.
  const meant = [...readUnit(unitText), ...units.filter((unit) => unit === unitText.trim())]
  const offered = meant.find((unit) => unit === rules.unit) ?? meant.find((unit) => units.includes(unit))
  if (offered !== undefined) {
    if (rules.whole && !Number.isInteger(typed.value)) return { problem: 'Type a whole number.' }
    const quantity = { ...typed, unit: offered }
    return { quantity, echo: formatQuantity(quantity), withUnit: true }
  }
  // The unit that is chosen is tried first, so that a converted value stands among its like.
  const targets = rules.unit === undefined ? units : [rules.unit, ...units]
  for (const from of meant) {
    for (const unit of targets) {
      const value = convert(typed.value, from, unit, analyte)
      // What is too large to be a number in another unit is no value either.
      if (value === undefined || !Number.isFinite(value)) continue
      const converted = { ...typed, unit: from }
      const quantity = { ...typed, value: rules.whole ? Math.round(value) : rounded(value, typed.value), unit }
      return {
        quantity,
        echo: `${formatQuantity(converted)} = ${formatQuantity(quantity)}`,
        withUnit: true,
        converted,
      }
    }
  }
  if (meant[0] === undefined)
    return { problem: `“${unitText.trim()}” is no unit known here. ${label}: use ${listOf(units)}.` }
  return { problem: `${label} can be in ${listOf(units)}, not in ${unitLabel(meant[0])}.` }
}

/** Understands a typed number with or without its unit. Never throws, whatever the text. */
export function parseQuantity(typed: string, rules: QuantityRules): ParsedQuantity {
  const { comparator: signs = false, whole, units } = rules
  const text = typed.length > longest ? '' : typed.trim().replace(/ +/g, ' ')
  const compound = parseCompound(text, rules)
  if (compound) return compound
  const signed = comparatorOf(text, signs)
  if ('problem' in signed) return signed
  const [number = ''] = /^[-−]?(?:[\d.,]|[\u00a0\u2009\u202f](?=\d{3}(?!\d)))*/.exec(signed.rest) ?? []
  const unitText = signed.rest.slice(number.length)
  const read = parseNumber(number, { whole: whole && unitText.trim() === '' })
  if ('problem' in read) return number === '' && signed.rest !== '' ? { problem: notANumber(signed.rest, rules) } : read
  const value = { value: read.value, ...(signed.comparator && { comparator: signed.comparator }) }
  if (unitText.trim() !== '') return inUnit(value, unitText, rules)
  const unit = rules.unit ?? units[0]
  const quantity = unit === undefined ? value : { ...value, unit }
  return { quantity, echo: formatQuantity(quantity), withUnit: false }
}

function notANumber(text: string, { whole, units }: QuantityRules): string {
  const example = `${whole ? '3' : '2.9'}${units[0] === undefined ? '' : ` or ${whole ? '3' : '2.9'} ${unitLabel(units[0])}`}`
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}” is no number. Type for example ${example}.`
}

/** A quantity in words that are understood again: `<0.3 mg/dL`. All digits; nothing is rounded. */
export function formatQuantity({ value, unit, comparator }: Quantity): string {
  return `${comparator ?? ''}${exactNumber(value)}${unit === undefined ? '' : ` ${unitLabel(unit)}`}`
}
