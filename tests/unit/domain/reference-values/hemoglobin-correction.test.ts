import { describe, expect, it } from 'vitest'
import {
  hemoglobinFactor,
  type HemoglobinCorrectionInput,
} from '#shared/domain/reference-values/hemoglobin-correction.ts'

function factor(input: HemoglobinCorrectionInput): number {
  const answer = hemoglobinFactor(input)
  if ('unavailable' in answer) throw new Error(answer.unavailable)
  return answer.factor
}

describe('the factor on measured DLCO', () => {
  it.each([
    ['M', 15.5, 14.6, 1, 15.5],
    ['M', 15.5, 11, 1.13476, 17.5888],
    ['M', 15.5, 9, 1.25621, 19.4712],
    ['M', 15.5, 17, 0.94187, 14.599],
    ['F', 11.9, 13.4, 1, 11.9],
    ['F', 11.9, 10, 1.14, 13.566],
    ['F', 11.9, 15, 0.95608, 11.3773],
    ['M', 5.2, 12.3, 1.077, 5.6004],
  ] as const)('%s, measured %d, Hb %d g/dL: %d gives %d', (sex, measured, hemoglobin, expected, corrected) => {
    const found = factor({ sex, hemoglobin, unit: 'g/dL' })
    expect(found).toBeCloseTo(expected, 5)
    expect(measured * found).toBeCloseTo(corrected, 4)
  })

  it('raises what an anemia has lowered', () => {
    expect(factor({ sex: 'M', hemoglobin: 9, unit: 'g/dL' })).toBeGreaterThan(1)
    expect(factor({ sex: 'F', hemoglobin: 16, unit: 'g/dL' })).toBeLessThan(1)
  })

  it('is the same in every unit of hemoglobin', () => {
    const inGramsADeciliter = factor({ sex: 'F', hemoglobin: 11, unit: 'g/dL' })
    expect(factor({ sex: 'F', hemoglobin: 110, unit: 'g/L' })).toBeCloseTo(inGramsADeciliter, 12)
    expect(factor({ sex: 'F', hemoglobin: 11 / 1.6114, unit: 'mmol/L' })).toBeCloseTo(inGramsADeciliter, 12)
  })

  it('has the standard of women for a boy below 15, and of men from 15', () => {
    const at = (age: number) => factor({ sex: 'M', age, hemoglobin: 13.4, unit: 'g/dL' })
    expect(at(14.99)).toBe(1)
    expect(at(15)).toBeCloseTo((10.22 + 13.4) / (1.7 * 13.4), 12)
    expect(factor({ sex: 'F', age: 10, hemoglobin: 13.4, unit: 'g/dL' })).toBe(1)
  })

  it.each([0, -11, 110, Number.NaN])('is not available for a hemoglobin of %d g/dL', (hemoglobin) => {
    expect(hemoglobinFactor({ sex: 'M', hemoglobin, unit: 'g/dL' })).toEqual({
      unavailable: 'hemoglobin must be between 3 and 25 g/dL',
    })
  })
})
