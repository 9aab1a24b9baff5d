/**
 * What every parser of typed text promises: what is written down is understood as the same again, and no text whatever
 * makes it throw.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forms } from '#shared/dictionary/forms.ts'
import { doseUnits, frequencies, intakesPerDay } from '#shared/dictionary/lists/dosing.ts'
import { laboratoryTests } from '#shared/dictionary/lists/laboratory-tests.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { formatDose, parseDose, type Dose } from '#shared/domain/parse-dose.ts'
import { exactNumber, parseNumber } from '#shared/domain/parse-number.ts'
import {
  formatQuantity,
  parseQuantity,
  rulesOfItem,
  rulesOfTest,
  type QuantityRules,
} from '#shared/domain/parse-quantity.ts'
import { formatTitre, parseTitre } from '#shared/domain/parse-titre.ts'
import { dayNumber, formatPartialDate, isoOfDay } from '#shared/domain/partial-date.ts'
import { readFrequency } from '#shared/domain/read-frequency.ts'
import { readUnit } from '#shared/domain/read-unit.ts'

const numRuns = 10_000
const today = '2024-03-31'

/** 0 has no sign on paper. */
const withoutMinusZero = (value: number) => (Object.is(value, -0) ? 0 : value)
const anyNumber = fc
  .oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -100_000, max: 100_000 }).map((thousandths) => thousandths / 1000),
    fc.integer({ min: 0, max: 2_000_000 }),
  )
  .map(withoutMinusZero)
const noSign = { comparator: undefined }
const anySign = fc.constantFrom(noSign, { comparator: '<' as const }, { comparator: '>' as const })
/** Without the properties that hold nothing, as the parsers answer. */
const tidy = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as T

const anyDate = fc
  .tuple(fc.integer({ min: dayNumber('1850-01-01'), max: dayNumber('2199-12-31') }), fc.constantFrom(4, 7, 10))
  .map(([day, length]) => isoOfDay(day).slice(0, length))

/** Every question of the registry that a number answers, in each of its units. */
const numberQuestions: readonly QuantityRules[] = [
  ...forms.flatMap((form) => form.items.map((item) => rulesOfItem(item))),
  ...laboratoryTests.map(({ code }) => rulesOfTest(code)),
].filter((rules) => rules !== undefined)
const askedInUnits = numberQuestions.flatMap((rules) =>
  (rules.units.length > 0 ? rules.units : [undefined]).map((unit) => ({ rules, unit })),
)
const anyQuantity = fc
  .tuple(fc.constantFrom(...askedInUnits), anyNumber, anySign)
  .map(([{ rules, unit }, number, sign]) => ({
    rules,
    quantity: tidy({
      ...(rules.comparator ? sign : noSign),
      value: rules.whole ? withoutMinusZero(Math.round(number)) : number,
      unit,
    }),
  }))

const anyTitre = fc
  .tuple(fc.integer({ min: 1, max: 10_000_000 }), anySign)
  .map(([value, sign]) => tidy({ value, ...sign }))

const orNone = <T>(values: readonly T[]) => fc.constantFrom(undefined, ...values)
const anyDose: fc.Arbitrary<Dose> = fc
  .record({
    dose: anyNumber.map(Math.abs),
    unit: orNone(doseUnits.map(({ code }) => code)),
    frequency: orNone(frequencies.map(({ code }) => code)),
    overDays: orNone([1, 2, 3, 5, 31]),
  })
  // A cycle ends before the next one begins.
  .filter(({ frequency, overDays = 0 }) => overDays * ((frequency && intakesPerDay(frequency)) ?? 0) <= 1)
  .map(tidy)

describe('what is written down is understood as the same again', () => {
  it('a date, known to the day, the month or the year', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(parseClinicalDate(formatPartialDate(date), today)).toMatchObject({ date })
      }),
      { numRuns },
    )
  })

  it('a number', () => {
    fc.assert(
      fc.property(anyNumber, (value) => {
        expect(parseNumber(exactNumber(value))).toEqual({ value })
      }),
      { numRuns },
    )
  })

  it('a quantity of every item and laboratory test, in each of its units', () => {
    fc.assert(
      fc.property(anyQuantity, ({ rules, quantity }) => {
        expect(parseQuantity(formatQuantity(quantity), rules)).toMatchObject({ quantity })
      }),
      { numRuns },
    )
  })

  it('and so is every unit, one after the other', () => {
    for (const { rules, unit } of askedInUnits) {
      const quantity = tidy({ value: 3, unit })
      expect(parseQuantity(formatQuantity(quantity), rules), `${rules.label} ${unit}`).toMatchObject({ quantity })
    }
    expect(askedInUnits.length).toBeGreaterThan(120)
  })

  it('a dose', () => {
    fc.assert(
      fc.property(anyDose, (dose) => {
        expect(parseDose(formatDose(dose))).toMatchObject({ dose })
      }),
      { numRuns },
    )
  })

  it('a titer', () => {
    fc.assert(
      fc.property(anyTitre, (titre) => {
        expect(parseTitre(formatTitre(titre))).toEqual(titre)
      }),
      { numRuns },
    )
  })
})

const anyText = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ minLength: 300, maxLength: 3000, size: 'max' }),
  // Lone surrogates too, which no text encoding has.
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
)
const anyValid = fc.oneof(
  anyDate.map(formatPartialDate),
  anyQuantity.map(({ quantity }) => formatQuantity(quantity)),
  anyTitre.map(formatTitre),
  anyDose.map(formatDose),
  fc.constantFrom(
    't-3',
    'last mon',
    '3 weeks ago',
    '12 Apr 2019',
    '5 ft 11 in',
    '6.2 x10^9/L',
    '5.1 mmol·min⁻¹·kPa⁻¹',
    '1-0-1',
    '2 g/kg over 2 days q4w',
    '<1:40',
    '1.234,5',
    '500 mg b.i.d.',
  ),
)
/** Something valid with a part cut out and another put in. */
const mutated = fc
  .tuple(anyValid, fc.nat(40), fc.nat(4), fc.oneof(fc.string({ maxLength: 3 }), anyValid))
  .map(([text, at, length, other]) => text.slice(0, at) + other + text.slice(at + length))
const typedText = fc.oneof(anyText, mutated, mutated)

const parsers: Readonly<Record<string, (text: string, rules: QuantityRules) => object>> = {
  parseClinicalDate: (text) => parseClinicalDate(text, today),
  parseNumber: (text, { comparator, whole }) => parseNumber(text, { comparator, whole }),
  parseQuantity: (text, rules) => parseQuantity(text, rules),
  parseTitre: (text) => parseTitre(text),
  parseDose: (text) => parseDose(text, { unit: 'mg', frequency: 'daily' }),
  readFrequency: (text) => readFrequency(text),
}

describe('no text makes it throw, and all are answered with a sentence or a value:', () => {
  it.each(Object.entries(parsers))('%s', (_, parse) => {
    fc.assert(
      fc.property(typedText, fc.constantFrom(...numberQuestions), (text, rules) => {
        const read = parse(text, rules)
        if ('problem' in read) expect(read.problem).toMatch(/\.$/)
        else expect(Object.keys(read)).not.toEqual([])
      }),
      { numRuns },
    )
  })

  it('readUnit', () => {
    fc.assert(
      fc.property(typedText, (text) => {
        expect(Array.isArray(readUnit(text))).toBe(true)
      }),
      { numRuns },
    )
  })
})

describe('what is understood can be kept', () => {
  it('numbers are finite, doses have codes of the dictionary', () => {
    fc.assert(
      fc.property(typedText, fc.constantFrom(...numberQuestions), (text, rules) => {
        const quantity = parseQuantity(text, rules)
        if ('quantity' in quantity) {
          expect(Number.isFinite(quantity.quantity.value)).toBe(true)
          if (rules.whole) expect(Number.isInteger(quantity.quantity.value)).toBe(true)
          if (quantity.quantity.unit !== undefined) expect(rules.units).toContain(quantity.quantity.unit)
        }
        const dose = parseDose(text)
        if ('dose' in dose) {
          expect(dose.dose.dose).toBeGreaterThanOrEqual(0)
          expect(parseDose(formatDose(dose.dose))).toMatchObject({ dose: dose.dose })
        }
      }),
      { numRuns },
    )
  })
})
