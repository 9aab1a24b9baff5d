import { describe, expect, it } from 'vitest'
import type { Choice } from '#shared/dictionary/define-form.ts'
import { forms } from '#shared/dictionary/forms.ts'
import { antibodies, isSynthetaseAntibody, type Antibody } from '#shared/dictionary/lists/antibodies.ts'
import { doseUnits, frequencies, intakesPerDay, routes } from '#shared/dictionary/lists/dosing.ts'
import { drugOf, drugs, type Drug } from '#shared/dictionary/lists/drugs.ts'
import { laboratoryTestOf, laboratoryTests, type LaboratoryTest } from '#shared/dictionary/lists/laboratory-tests.ts'
import { isKnownUnit } from '#shared/domain/units.ts'

/** LOINC's check digit is Luhn's: from the right every other digit is doubled (LOINC Users' Guide, appendix on check digits). */
function loincCheckDigit(digits: string): number {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return (10 - (sum % 10)) % 10
}

const antibodyList: readonly Antibody[] = antibodies
const testList: readonly LaboratoryTest[] = laboratoryTests
const drugList: readonly Drug[] = drugs

const choices = forms.flatMap((form) =>
  form.items.flatMap((item): readonly Choice[] =>
    item.type === 'choice' || item.type === 'choices' ? item.choices : [],
  ),
)
const codes = new Set([
  ...forms.flatMap((form) => form.items.flatMap((item) => item.codes ?? [])),
  ...choices.flatMap((choice) => choice.codes ?? []),
  ...antibodyList.flatMap(({ levelCodes }) => levelCodes ?? []),
  ...testList.flatMap(({ codesOfUnit, highCodes }) => [
    ...Object.values(codesOfUnit ?? {}).flat(),
    ...(highCodes ?? []),
  ]),
])
const codesIn = (system: string) => [...codes].filter((code) => code.startsWith(`${system}:`))

const shapes: Readonly<Record<string, RegExp>> = {
  LOINC: /^\d+-\d$/,
  HP: /^\d{7}$/,
  ATC: /^[A-Z]\d{2}[A-Z]{2}\d{2}$/,
  ORPHA: /^\d+$/,
  ICD10: /^[A-Z]\d{2}(\.\d)?$/,
  ICD10CM: /^[A-Z]\d{2}(\.\d{1,4})?$/,
  SNOMEDCT: /^\d{6,18}$/,
  UMLS: /^C\d{7}$/,
  MESH: /^[CD]\d{6,9}$/,
  MEDDRA: /^\d{8}$/,
}

describe('public codes', () => {
  it('check a known LOINC code right and a slipped one wrong', () => {
    expect(loincCheckDigit('2157')).toBe(6)
    expect(loincCheckDigit('2175')).not.toBe(6)
  })

  it('are CURIEs of the systems that the registry names, in the shape of each', () => {
    expect(codes.size).toBeGreaterThan(80)
    for (const curie of codes) {
      const [system = '', code = ''] = curie.split(':')
      expect(Object.keys(shapes), curie).toContain(system)
      expect(code, curie).toMatch(shapes[system] ?? /$^/)
    }
  })

  it('of LOINC end in their check digit', () => {
    const wrong = codesIn('LOINC').filter((curie) => {
      const [number = '', check] = curie.slice('LOINC:'.length).split('-')
      return loincCheckDigit(number) !== Number(check)
    })
    expect(codesIn('LOINC').length).toBeGreaterThan(45)
    expect(wrong).toEqual([])
  })

  it('mean one thing each within a list', () => {
    for (const list of [antibodyList, testList, drugList]) {
      const all = list.flatMap((choice) => choice.codes ?? [])
      expect(new Set(all).size).toBe(all.length)
    }
  })
})

describe('drugs', () => {
  it('start their fields with a unit, route and frequency that can be chosen', () => {
    const has = (list: readonly Choice[], code: string | undefined) =>
      code === undefined || list.some((choice) => choice.code === code)
    const wrong = drugList.filter(
      ({ unit, route, frequency }) => !has(doseUnits, unit) || !has(routes, route) || !has(frequencies, frequency),
    )
    expect(wrong).toEqual([])
  })

  it('carry the ATC code and class that statistics group by', () => {
    expect(drugOf('ivig')).toMatchObject({ codes: ['ATC:J06BA02'], drugClass: 'immunoglobulin', infused: true })
    expect(drugOf('mycophenolate')?.codes).toEqual(['ATC:L04AA06'])
    expect(drugOf('aspirin')).toBeUndefined()
  })

  it('are taken as often as the words say', () => {
    expect(intakesPerDay('bid')).toBe(2)
    expect(intakesPerDay('alternate-days')).toBe(0.5)
    expect(intakesPerDay('three-weekly')).toBeCloseTo(3 / 7, 12)
    expect(intakesPerDay('q3w')).toBeCloseTo(1 / 21, 12)
    expect(intakesPerDay('as-needed')).toBeUndefined()
  })
})

describe('antibodies', () => {
  it('count the eight anti-synthetases and not Ku', () => {
    const named = antibodyList.filter(({ code }) => isSynthetaseAntibody(code) && code !== 'other-synthetase')
    expect(named.map(({ code }) => code)).toEqual(['jo-1', 'pl-7', 'pl-12', 'ej', 'oj', 'ks', 'zo', 'ha'])
    for (const { target } of named) expect(target).toMatch(/yl-tRNA synthetase$/)
    expect(isSynthetaseAntibody('ku')).toBe(false)
    expect(isSynthetaseAntibody('unheard-of')).toBe(false)
  })
})

describe('laboratory tests', () => {
  it.each(testList)('$code has units that can be shown and a range to ask by', ({ units, soft, codesOfUnit }) => {
    expect(units.filter((unit) => !isKnownUnit(unit))).toEqual([])
    expect(new Set(units).size).toBe(units.length)
    expect(soft.min ?? -1).toBeLessThan(soft.max ?? 0)
    for (const unit of Object.keys(codesOfUnit ?? {})) expect(units).toContain(unit)
  })

  it('name the five enzymes of the myositis core set', () => {
    const enzymes = testList.filter(({ muscleEnzyme }) => muscleEnzyme).map(({ code }) => code)
    expect(enzymes).toEqual(['ck', 'aldolase', 'ldh', 'ast', 'alt'])
    expect(laboratoryTestOf('ck')).toMatchObject({ codes: ['LOINC:2157-6'], log: true, units: ['U/L', 'ukat/L'] })
  })
})
