import { describe, expect, it } from 'vitest'
import { referenceFormulas } from '#main/cli/compute/reference-values.ts'

function run(name: string, input: unknown): unknown {
  return referenceFormulas.find((formula) => formula.name === name)!.run(input)
}

const man = { sex: 'M', age: 67, height_cm: 178 }

describe('the formulas of lung function', () => {
  it.each(referenceFormulas)('$name answers its own example', ({ example, run: answer }) => {
    expect(answer(example)).not.toHaveProperty('unavailable')
  })

  it.each([
    ['gli2012', { ...man, index: 'FVC', group: 'Caucasian', measured: 4.35 }, [4.378293, 3.276852, 99.3538, -0.041961]],
    ['gli2022', { ...man, index: 'FVC', measured: 4.35 }, [4.154129, 3.101198, 104.7151, 0.302776]],
    [
      'tlco2017',
      { ...man, index: 'KCO', units: 'traditional', measured: 2.93 },
      [4.105079, 3.064787, 71.375, -1.870634],
    ],
    ['tlco2017', { ...man, index: 'KCO', units: 'SI', measured: 0.98 }, [1.374313, 1.02604, 71.3084, -1.875248]],
    ['volumes2021', { ...man, index: 'RV_TLC', measured: 37 }, [33.559209, 23.016622, 110.2529, 0.520625]],
  ])('%s %j', (name, input, [predicted, lln, percent, z]) => {
    expect(run(name, input)).toEqual({
      predicted: expect.closeTo(predicted!, 6) as number,
      lln: expect.closeTo(lln!, 6) as number,
      uln: expect.any(Number) as number,
      percent: expect.closeTo(percent!, 4) as number,
      z: expect.closeTo(z!, 6) as number,
    })
  })

  it('give what is predicted where nothing was measured', () => {
    expect(Object.keys(run('gli2022', { ...man, index: 'FVC' }) as object)).toEqual(['predicted', 'lln', 'uln'])
  })

  it.each([
    ['gli2022', 'FEV1/FVC', 'FEV1FVC', {}],
    ['gli2022', 'fev1_fvc', 'FEV1FVC', {}],
    ['volumes2021', 'RV/TLC', 'RV_TLC', {}],
    ['tlco2017', 'DLCO', 'TLCO', { units: 'SI' }],
  ])('%s takes %s for %s', (name, alias, index, more) => {
    const input = { ...man, ...more, measured: undefined }
    expect(run(name, { ...input, index: alias })).toEqual(run(name, { ...input, index }))
    expect(run(name, { ...input, index })).not.toHaveProperty('unavailable')
  })

  it.each([
    ['gli2022', { ...man, index: 'PEF' }, /^index: must be one of FVC, FEV1, FEV1FVC, not “PEF”$/],
    ['gli2022', { ...man, index: 'FVC', sex: 'other' }, /^sex: must be one of M, F/],
    ['gli2022', { index: 'FVC', sex: 'M', age: 67 }, /^height_cm: must be a number$/],
    ['gli2022', { ...man, index: 'FVC', age: '67' }, /^age: must be a number$/],
    ['gli2022', { ...man, index: 'FVC', age: 96 }, /ages 3 to 95, not 96$/],
    ['gli2022', { ...man, index: 'FVC', measured: 0 }, /above 0/],
    ['gli2012', { ...man, index: 'FVC' }, /^group: must be one of Caucasian, AfrAm, NEAsia, SEAsia, Other$/],
    ['tlco2017', { ...man, index: 'TLCO' }, /^units: must be one of SI, traditional$/],
    ['tlco2017', { ...man, index: 'TLCO', units: 'SI', age: 86 }, /ages 5 to 85, not 86$/],
    ['volumes2021', { ...man, index: 'TLC', age: 81 }, /ages 5 to 80, not 81$/],
    ['hb-correction', { sex: 'M', measured: 15.5 }, /^hemoglobin is needed/],
    ['hb-correction', { sex: 'M', measured: 15.5, hb: 11 }, /^hemoglobin is needed/],
    ['hb-correction', { sex: 'M', measured: -1, hb_g_dl: 11 }, /^measured: must be above 0$/],
    ['gli2022', null, /./],
    ['gli2022', 'FVC', /./],
  ])('%s %j says why it has no answer', (name, input, why) => {
    expect(run(name, input)).toEqual({ unavailable: expect.stringMatching(why) as string })
  })

  it('correct for hemoglobin in any of its units', () => {
    const expected = { factor: expect.closeTo(1.134759, 6) as number, corrected: expect.closeTo(17.58877, 6) as number }
    const measured = { sex: 'M', measured: 15.5 }
    expect(run('hb-correction', { ...measured, hb_g_dl: 11 })).toEqual(expected)
    expect(run('hb-correction', { ...measured, hb: 110, hb_unit: 'g/L' })).toEqual(expected)
    expect(run('hb-correction', { ...measured, hb: 6.82636217, hb_unit: 'mmol/L' })).toEqual(expected)
    expect(run('hb-correction', { ...measured, hb_g_dl: 13.4, age: 12 })).toEqual({ factor: 1, corrected: 15.5 })
  })
})
