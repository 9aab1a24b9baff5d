import { describe, expect, it } from 'vitest'
import type { RecordTypes } from '#shared/dictionary/forms.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { ageAtTest } from '#shared/domain/lung-function/age-at-test.ts'
import { lungValue, type LungValue } from '#shared/domain/lung-function/lung-values.ts'
import type { HemoglobinWish } from '#shared/domain/lung-function/hemoglobin-basis.ts'
import type { LungIndex } from '#shared/domain/lung-function/lung-indices.ts'
import { aCase } from '#tests/support/a-case.ts'

const gli2022: ClinicalSettings = { spirometrySet: 'gli-2022' }
const gli2012: ClinicalSettings = { spirometrySet: 'gli-2012' }
/** 67 years old at the test. */
const man = {
  sex: 'male',
  birth_date: '1953-04-12',
  height: 178,
  height_unit: 'cm',
  reference_group: 'caucasian',
} as const satisfies Partial<RecordTypes['case']>
const test = { date: '2020-04-12', fvc: 4.35, fvc_unit: 'L', fev1: 3.2, fev1_unit: 'L' } as const

interface Asked {
  readonly of?: Partial<RecordTypes['case']>
  readonly test?: Partial<RecordTypes['pft']>
  readonly settings?: ClinicalSettings
  readonly wish?: HemoglobinWish
}

function valueOf(index: LungIndex, { of = man, test: values = test, settings = gli2022, wish }: Asked = {}): LungValue {
  const { record } = aCase(of).with('pft', values)
  return lungValue(record, record.records.pft[0]!, index, settings, wish)
}

const whyNot = ({ result }: LungValue) => ('unavailable' in result ? result.unavailable : 'available')
function found({ result }: LungValue) {
  if ('unavailable' in result) throw new Error(result.unavailable)
  return result
}

describe('the age at a test', () => {
  it('is the days between birth and test over 365.25', () => {
    expect(ageAtTest('1953-04-12', '2020-04-12')).toEqual({ years: 24_472 / 365.25, doubt: 0 })
  })

  it('of a birth known to the year is the middle of what it can be, with its doubt', () => {
    const age = ageAtTest('1953', '2020-04-12')
    if ('unavailable' in age) throw new Error(age.unavailable)
    expect(age.years).toBeCloseTo(66.78, 2)
    expect(age.doubt).toBeCloseTo(364 / 365.25, 6)
  })

  it.each([
    ['1953', '2020-04', 'the age at the test is known only as 66.3 to 67.3 years'],
    ['1953-04-12', '2019', undefined],
    ['1953-04', '2019', 'the age at the test is known only as 65.7 to 66.7 years'],
    [undefined, '2020', 'the birth date is not recorded'],
    ['1953', undefined, 'the test has no date'],
    ['1953-04-12', '1952', 'the test is dated before the birth'],
  ])('born %s, tested %s: %s', (birth, date, why) => {
    const age = ageAtTest(birth, date)
    expect('unavailable' in age ? age.unavailable : undefined).toBe(why)
  })
})

describe('a value', () => {
  it('has percent, limits, z and severity, and says what it rests on', () => {
    const value = valueOf('fvc', { test: { ...test, fvc: 2.5 } })
    expect(value).toMatchObject({ set: 'gli-2022', recordIds: ['pft-1', 'case-1'], source: 'recorded' })
    const { predicted, percent, z, severity, lln, uln, percentRange } = found(value)
    expect(predicted).toBeCloseTo(4.154, 2)
    expect(percent).toBeCloseTo(60.2, 1)
    expect(z).toBeLessThan(-2.5)
    expect(severity).toBe('moderate')
    expect(lln).toBeLessThan(predicted)
    expect(uln).toBeGreaterThan(predicted)
    expect(percentRange).toBeUndefined()
  })

  it('in milliliters or at a height in inches is the same', () => {
    const inMilliliters = valueOf('fvc', { test: { ...test, fvc: 4350, fvc_unit: 'mL' } })
    expect(found(inMilliliters).percent).toBeCloseTo(found(valueOf('fvc')).percent, 9)
    const inInches = valueOf('fvc', { of: { ...man, height: 178 / 2.54, height_unit: '[in_i]' } })
    expect(found(inInches).percent).toBeCloseTo(found(valueOf('fvc')).percent, 9)
  })

  it('follows the height at the test where there is one', () => {
    const shrunk = valueOf('fvc', { test: { ...test, height: 172, height_unit: 'cm' } })
    expect(found(shrunk).percent).toBeGreaterThan(found(valueOf('fvc')).percent)
    expect(shrunk.recordIds).toEqual(['pft-1', 'case-1'])
    expect(shrunk.subject?.height).toEqual({ centimeters: 172, recordId: 'pft-1' })
  })

  it('of a birth known to the year has the percentages of both ends', () => {
    const { percent, percentRange } = found(valueOf('fvc', { of: { ...man, birth_date: '1953' } }))
    expect(percentRange![0]).toBeLessThan(percent)
    expect(percentRange![1]).toBeGreaterThan(percent)
    expect(percentRange![1] - percentRange![0]).toBeLessThan(1)
  })

  it('moves with the set of equations, and GLI-2012 needs the group', () => {
    expect(found(valueOf('fvc', { settings: gli2012 })).percent).toBeCloseTo(99.36, 1)
    expect(found(valueOf('fvc')).percent).toBeCloseTo(104.72, 1)
    const ungrouped = { ...man, reference_group: undefined }
    expect(whyNot(valueOf('fvc', { of: ungrouped, settings: gli2012 }))).toMatch(/needs the reference group/)
    expect(whyNot(valueOf('fvc', { of: ungrouped }))).toBe('available')
  })

  it('FEV1/FVC is a ratio of one test, in whichever units', () => {
    const ratio = valueOf('ratio', { test: { ...test, fev1: 3200, fev1_unit: 'mL' } })
    expect(ratio.measured?.value).toBeCloseTo(0.7356, 4)
    expect(found(ratio).z).toBeCloseTo(-0.48, 1)
    expect(valueOf('ratio', { test: { ...test, fev1: undefined } }).measured).toBeUndefined()
  })

  it('of volumes comes from GLI-2021, of VA from GLI-2017', () => {
    const volumes = { date: '2020-04-12', tlc: 4.9, tlc_unit: 'L', rv: 1.8, rv_unit: 'L', frc: 2.6, frc_unit: 'L' }
    expect(found(valueOf('tlc', { test: volumes })).z).toBeCloseTo(-2.5748, 2)
    expect(found(valueOf('rv', { test: volumes })).z).toBeCloseTo(-1.0573, 2)
    expect(found(valueOf('frc', { test: volumes })).z).toBeCloseTo(-1.7066, 2)
    expect(found(valueOf('va', { test: { ...test, va: 5.3, va_unit: 'L' } })).z).toBeCloseTo(-1.5482, 2)
  })

  it.each([
    [{ ...man, sex: undefined }, test, 'sex at birth is not recorded'],
    [{ ...man, sex: 'other' as const }, test, 'there are equations for women and for men only'],
    [{ ...man, birth_date: undefined }, test, 'the birth date is not recorded'],
    [{ ...man, height: undefined }, test, 'height is not recorded'],
    [
      { ...man, birth_date: '1920-01-01' },
      test,
      'the equations of GLI Global 2022 spirometry are for ages 3 to 95, not 100.28',
    ],
    [man, { date: '2020-04-12' }, 'not recorded'],
    [man, { ...test, fvc_unit: undefined }, 'the unit is not one that can be compared'],
  ])('%#: is not there, and why', (of, values, why) => {
    expect(whyNot(valueOf('fvc', { of, test: values }))).toBe(why)
  })

  it('of an illustrative test is illustrative', () => {
    expect(valueOf('fvc', { test: { ...test, source: 'illustrative' } }).source).toBe('illustrative')
  })
})

describe('the transfer factor', () => {
  const transfer = {
    date: '2020-04-12',
    dlco: 15.5,
    dlco_unit: 'mL/min/mm[Hg]',
    kco: 2.93,
    kco_unit: 'mL/min/mm[Hg]/L',
    va: 5.3,
    va_unit: 'L',
    haemoglobin: 11,
    haemoglobin_unit: 'g/dL',
    dlco_basis: 'uncorrected',
  } as const

  it('is corrected where hemoglobin is known, KCO by the same factor, VA never', () => {
    const dlco = valueOf('dlco', { test: transfer })
    expect(dlco.hemoglobin).toMatchObject({ by: 'registry', hemoglobin: 11, unit: 'g/dL' })
    expect(dlco.compared?.value).toBeCloseTo(17.5888, 4)
    expect(found(dlco).percent).toBeCloseTo(66.5, 1)
    const kco = valueOf('kco', { test: transfer })
    expect(kco.compared!.value / 2.93).toBeCloseTo(17.5888 / 15.5, 4)
    expect(valueOf('va', { test: transfer })).toMatchObject({ hemoglobin: undefined, compared: { value: 5.3 } })
  })

  it('that the laboratory corrected is never corrected again', () => {
    const dlco = valueOf('dlco', { test: { ...transfer, dlco_basis: 'hb-corrected' } })
    expect(dlco.hemoglobin).toEqual({ by: 'laboratory' })
    expect(dlco.compared?.value).toBe(15.5)
    expect(whyNot(valueOf('dlco', { test: { ...transfer, dlco_basis: 'hb-corrected' }, wish: 'uncorrected' }))).toBe(
      'the laboratory reported the corrected value',
    )
  })

  it.each([
    [{ haemoglobin: undefined }, 'hemoglobin at the test is not recorded'],
    [{ dlco_basis: 'unknown' as const }, 'whether the laboratory corrected it for hemoglobin is not known'],
  ])('%j: is compared as measured, and said why', (changed, why) => {
    const dlco = valueOf('dlco', { test: { ...transfer, ...changed } })
    expect(dlco.hemoglobin).toEqual({ by: 'nobody', why })
    expect(found(dlco).percent).toBeCloseTo(58.6, 1)
    expect(whyNot(valueOf('dlco', { test: { ...transfer, ...changed }, wish: 'corrected' }))).toBe(why)
  })

  it('has the same percentage in SI units', () => {
    const si = { ...transfer, dlco: 15.5 / 2.987, dlco_unit: 'mmol/min/kPa' }
    expect(found(valueOf('dlco', { test: si })).percent).toBeCloseTo(
      found(valueOf('dlco', { test: transfer })).percent,
      3,
    )
  })
})
