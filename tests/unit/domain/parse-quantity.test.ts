import { describe, expect, it } from 'vitest'
import { itemOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { formatQuantity, parseQuantity, rulesOfItem, rulesOfTest } from '#shared/domain/parse-quantity.ts'

function asked(form: FormId, name: string, unit?: string) {
  const item = itemOf(form, name)
  const rules = item && rulesOfItem(item, unit)
  if (!rules) throw new Error(`${form}.${name} is no number`)
  return rules
}
const tested = (code: string, unit?: string) => {
  const rules = rulesOfTest(code, unit)
  if (!rules) throw new Error(`no test ${code}`)
  return rules
}
const understood = (text: string, rules: ReturnType<typeof tested>) => {
  const read = parseQuantity(text, rules)
  return 'problem' in read ? read.problem : `${read.quantity.value} ${read.quantity.unit ?? ''}`.trim()
}

describe('a typed quantity', () => {
  it.each([
    ['310', '310 U/L'],
    ['310 U/l', '310 U/L'],
    ['310IU/L', '310 U/L'],
    ['3,2 µkat/L', '3.2 ukat/L'],
    ['3.2 ukat/l', '3.2 ukat/L'],
    ['0.3 kU/L', '300 U/L'],
  ])('of CK: %s', (text, kept) => {
    expect(understood(text, tested('ck'))).toBe(kept)
  })

  it.each([
    ['12.1 g/dl', '12.1 g/dL'],
    ['121 g/L', '121 g/L'],
    ['7.4 mmol/l', '7.4 mmol/L'],
    ['7400 µmol/L', '11.924 g/dL'],
  ])('of hemoglobin: %s', (text, kept) => {
    expect(understood(text, tested('haemoglobin'))).toBe(kept)
  })

  it.each([
    ['<0.3 mg/dL', '0.3 mg/dL'],
    ['3 mg/l', '3 mg/L'],
    ['3 µg/mL', '3 mg/L'],
    ['3000 ng/mL', '3 mg/L'],
  ])('of CRP: %s', (text, kept) => {
    expect(understood(text, tested('crp'))).toBe(kept)
  })

  it.each([
    ['6.2', '6.2 10*9/L'],
    ['6.2 x10^9/L', '6.2 10*9/L'],
    ['6,2×10⁹/l', '6.2 10*9/L'],
    ['6.2 10e9/L', '6.2 10*9/L'],
    ['6.2 G/L', '6.2 10*9/L'],
    ['6.2 /nL', '6.2 10*9/L'],
    ['6.2 K/µL', '6.2 10*3/uL'],
    ['6200/µL', '6200 /uL'],
    ['6200 cells/mm³', '6200 /uL'],
  ])('of leukocytes: %s', (text, kept) => {
    expect(understood(text, tested('leukocytes'))).toBe(kept)
  })

  it.each([
    ['17.1', '17.1 mL/min/mm[Hg]'],
    ['17.1 ml/mmHg/min', '17.1 mL/min/mm[Hg]'],
    ['5.1 mmol/min/kPa', '5.1 mmol/min/kPa'],
    ['5,1 mmol·min⁻¹·kPa⁻¹', '5.1 mmol/min/kPa'],
    ['5.1 mmol min-1 kPa-1', '5.1 mmol/min/kPa'],
    ['5.1 mmol/(min*kPa)', '5.1 mmol/min/kPa'],
  ])('of DLCO: %s', (text, kept) => {
    expect(understood(text, asked('pft', 'dlco'))).toBe(kept)
  })

  it.each([
    ['178', '178 cm'],
    ['178cm', '178 cm'],
    ['1.78 m', '178 cm'],
    ['1,78m', '178 cm'],
    ['71 in', '71 [in_i]'],
    ['5\'11"', '71 [in_i]'],
    ['5’11.5”', '71.5 [in_i]'],
    ['5 ft 11 in', '71 [in_i]'],
    ['6 ft', '182.88 cm'],
  ])('of height: %s', (text, kept) => {
    expect(understood(text, asked('case', 'height'))).toBe(kept)
  })

  it.each([
    ['61', '61 kg'],
    ['61 kg', '61 kg'],
    ['134 lbs', '134 [lb_av]'],
    ['9 st 8', '134 [lb_av]'],
    ['61000 g', '61 kg'],
  ])('of weight: %s', (text, kept) => {
    expect(understood(text, asked('visit', 'weight'))).toBe(kept)
  })

  it('with a unit that never varies may repeat it', () => {
    expect(understood('61 %', asked('pft', 'fvc_pct'))).toBe('61 %')
    expect(understood('37,2 °C', asked('visit', 'temperature'))).toBe('37.2 Cel')
    expect(understood('2', asked('visit', 'haq_di'))).toBe('2')
  })

  it('without a unit is in the one that is chosen', () => {
    expect(understood('134', asked('visit', 'weight', '[lb_av]'))).toBe('134 [lb_av]')
    expect(understood('12', tested('ck', 'ukat/L'))).toBe('12 ukat/L')
  })

  it('on the scale of an assay keeps the unit as it is printed', () => {
    const rules = { label: 'Level', units: [], anyUnit: true, comparator: true }
    expect(parseQuantity('>120 AU/mL', rules)).toMatchObject({
      quantity: { value: 120, unit: 'AU/mL', comparator: '>' },
    })
    expect(understood('120', rules)).toBe('120')
  })

  it('is converted into the unit that is chosen where its own is not offered', () => {
    expect(understood('1.78 m', asked('case', 'height', '[in_i]'))).toBe('70.079 [in_i]')
    expect(understood('98.6 F', asked('visit', 'temperature'))).toBe('37 Cel')
    expect(understood('102.2 °F', asked('visit', 'temperature'))).toBe('39 Cel')
    expect(understood('13.3 kPa', asked('visit', 'systolic'))).toBe('100 mm[Hg]')
  })

  it.each([
    ['5 mg/dL', tested('ck'), 'CK can be in U/L or µkat/L, not in mg/dL.'],
    ['5 foo', tested('ck'), '“foo” is no unit known here. CK: use U/L or µkat/L.'],
    ['61 L', asked('visit', 'systolic'), 'Systolic pressure can be in mmHg, not in L.'],
    ['2 kg', asked('visit', 'haq_di'), 'HAQ-DI has no unit: type the number alone.'],
    ['5\'13"', asked('case', 'height'), '5\'13": the second number must be below 12.'],
    ['5\'11"', asked('pft', 'fvc'), '“\'11"” is no unit known here. FVC: use L or mL.'],
    ['<5', asked('pft', 'fvc'), 'Type the number without a sign before it.'],
    ['≤5', tested('crp'), 'Use < or > before the number.'],
    ['5,120', tested('ck'), '5,120 can be read in two ways: type 5120 or 5.120.'],
    ['negative', tested('ck'), '“negative” is no number. Type for example 2.9 or 2.9 U/L.'],
    ['72.5 bpm', asked('visit', 'heart_rate'), 'Type a whole number.'],
    ['72.5', asked('visit', 'heart_rate'), 'Type a whole number.'],
    ['', tested('ck'), 'Type a number, for example 2.9.'],
  ])('%j is refused in words', (text, rules, problem) => {
    expect(understood(text, rules)).toBe(problem)
  })
})

describe('what was understood', () => {
  const echo = (text: string, rules: ReturnType<typeof tested>) => {
    const read = parseQuantity(text, rules)
    return 'problem' in read ? read.problem : read.echo
  }

  it('is said with its sign and unit', () => {
    expect(echo('< 0,3 mg/dl', tested('crp'))).toBe('<0.3 mg/dL')
    expect(echo('5\'11"', asked('case', 'height'))).toBe('5\'11" is 71 in')
  })

  it('says when it was converted, from what into what', () => {
    expect(parseQuantity('1.78 m', asked('case', 'height'))).toEqual({
      quantity: { value: 178, unit: 'cm' },
      echo: '1.78 m = 178 cm',
      withUnit: true,
      converted: { value: 1.78, unit: 'm' },
    })
    expect(echo('<1 ng/L', tested('procalcitonin'))).toBe('<1 ng/L = <0.001 µg/L')
  })
})

describe('a quantity in writing', () => {
  it('keeps all digits', () => {
    expect(formatQuantity({ value: 0.000_000_1, unit: 'ug/L', comparator: '<' })).toBe('<0.0000001 µg/L')
    expect(formatQuantity({ value: 3 })).toBe('3')
  })
})
