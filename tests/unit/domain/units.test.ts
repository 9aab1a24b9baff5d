import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forms } from '#shared/dictionary/forms.ts'
import { laboratoryTests, type LaboratoryTest } from '#shared/dictionary/lists/laboratory-tests.ts'
import { convert, isKnownUnit, unitLabel } from '#shared/domain/units.ts'

const tests: readonly LaboratoryTest[] = laboratoryTests

describe('conversion', () => {
  it.each([
    [4350, 'mL', 'L', 4.35],
    [3.1, 'L', 'mL', 3100],
    [70, '[in_i]', 'cm', 177.8],
    [100, '[ft_i]', 'm', 30.48],
    [1, '[lb_av]', 'kg', 0.45359237],
    [2, 'g/kg', 'mg/kg', 2000],
    [1, 'mmol/min/kPa', 'mL/min/mm[Hg]', 2.987],
    [1, 'mmol/min/kPa/L', 'mL/min/mm[Hg]/L', 2.987],
    [1, 'ukat/L', 'U/L', 60],
    [2.4, 'mg/dL', 'mg/L', 24],
    [300, 'ng/mL', 'ug/L', 300],
    [14, 'ng/L', 'pg/mL', 14],
    [1200, 'mg/dL', 'g/L', 12],
    [14.6, 'g/dL', 'g/L', 146],
    [500, 'U/mL', 'kU/L', 500],
    [4.2, '10*9/L', '/uL', 4200],
    [1, 'kPa', 'mm[Hg]', 7.50062],
    [3, 'wk', 'd', 21],
  ])('of %d %s to %s gives %d', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBe(expected)
  })

  it('of moles and mass needs to know of what', () => {
    expect(convert(9, 'mmol/L', 'g/dL')).toBeUndefined()
    expect(convert(9, 'mmol/L', 'g/dL', 'haemoglobin')).toBeCloseTo(14.5026, 10)
    expect(convert(9, 'mmol/L', 'g/L', 'haemoglobin')).toBeCloseTo(145.026, 9)
    expect(convert(1, 'mg/dL', 'umol/L', 'creatinine')).toBe(88.4)
    expect(convert(100, 'mg/dL', 'mmol/L', 'glucose')).toBeCloseTo(5.55, 10)
    expect(convert(1, 'mg/dL', 'umol/L', 'igg')).toBeUndefined()
  })

  it('of HbA1c follows the master equation', () => {
    expect(convert(48, 'mmol/mol', '%', 'hba1c')).toBeCloseTo(6.543, 3)
    expect(convert(6.5, '%', 'mmol/mol', 'hba1c')).toBeCloseTo(47.5, 1)
    expect(convert(48, 'mmol/mol', '%')).toBeUndefined()
  })

  it('is none between dimensions or of unknown units, but any unit is itself', () => {
    expect(convert(1, 'L', 'kg')).toBeUndefined()
    expect(convert(1, 'L', 'pint')).toBeUndefined()
    expect(convert(1, 'constructor', 'toString')).toBeUndefined()
    expect(convert(1, '{AU}/mL', '{AU}/mL')).toBe(1)
  })

  it('goes there and back without loss', () => {
    const families = [
      ...forms.flatMap(({ items }) =>
        items.flatMap((item) => (item.type === 'quantity' ? [{ analyte: item.name, units: item.units }] : [])),
      ),
      ...tests.map(({ code, units }) => ({ analyte: code, units })),
    ]
    const pairs = families.flatMap(({ analyte, units }) =>
      units.flatMap((from) => units.map((to) => ({ analyte, from, to }))),
    )
    expect(pairs.length).toBeGreaterThan(100)
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.double({ min: 0.01, max: 1e5, noNaN: true }),
        ({ analyte, from, to }, value) => {
          const there = convert(value, from, to, analyte)
          const back = there === undefined ? value : convert(there, to, from, analyte)
          expect(Math.abs((back ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, value))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('exists between all units of every quantity on a form', () => {
    for (const { id, items } of forms) {
      for (const item of items) {
        if (item.type !== 'quantity') continue
        for (const unit of item.units) {
          expect(convert(1, unit, item.units[0], item.name), `${id}.${item.name} ${unit}`).toBeGreaterThan(0)
        }
      }
    }
  })

  it('exists between all units of a laboratory test, but for the two that have no sourced factor', () => {
    const without = tests.flatMap(({ code, units }) =>
      units.filter((unit) => convert(50, unit, units[0], code) === undefined).map((unit) => `${code} ${unit}`),
    )
    expect(without).toEqual(['myoglobin nmol/L', 'urea mg/dL'])
  })
})

describe('a hemoglobin in other units', () => {
  // Worked values of the correction of DLCO for hemoglobin: Cotes JE et al., Clin Sci 1972;42:325, as kept in the ERS/ATS
  // standard of 2017 (Graham BL et al., Eur Respir J 2017;49:1600016). Sex, measured DLCO, Hb in g/dL, corrected DLCO.
  it.each([
    ['M', 15.5, 14.6, 15.5],
    ['M', 15.5, 11.0, 17.5888],
    ['M', 15.5, 9.0, 19.4712],
    ['M', 15.5, 17.0, 14.599],
    ['F', 11.9, 13.4, 11.9],
    ['F', 11.9, 10.0, 13.566],
    ['F', 11.9, 15.0, 11.3773],
    ['M', 5.2, 12.3, 5.6004],
  ])('corrects DLCO to the same value: %s, DLCO %d, Hb %d g/dL', (sex, measured, hb, corrected) => {
    for (const unit of ['g/dL', 'g/L', 'mmol/L']) {
      const given = convert(hb, 'g/dL', unit, 'haemoglobin') ?? Number.NaN
      const hbInGramsPerDeciliter = convert(given, unit, 'g/dL', 'haemoglobin') ?? Number.NaN
      const constant = sex === 'M' ? 10.22 : 9.38
      const result = (measured * (constant + hbInGramsPerDeciliter)) / (1.7 * hbInGramsPerDeciliter)
      expect(result).toBeCloseTo(corrected, 4)
    }
  })
})

describe('a unit', () => {
  it('is shown as people write it', () => {
    expect(['mL/min/mm[Hg]', '10*9/L', 'Cel', '[lb_av]', 'ug/L', 'L'].map(unitLabel)).toEqual([
      'mL/min/mmHg',
      '×10⁹/L',
      '°C',
      'lb',
      'µg/L',
      'L',
    ])
    expect(unitLabel('{AU}/mL')).toBe('{AU}/mL')
    expect(unitLabel('constructor')).toBe('constructor')
    expect(isKnownUnit('toString')).toBe(false)
  })
})
