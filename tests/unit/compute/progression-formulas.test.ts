import { describe, expect, test } from 'vitest'
import { formulas } from '#main/cli/compute/formulas.ts'

const compute = (name: string, input: unknown) => formulas.find((formula) => formula.name === name)!.run(input)

const measurements = [
  { date: '2023-01-10', index: 'FVC', percent: 61 },
  { date: '2023-10-12', index: 'FVC', percent: 55 },
]

describe('compute ppf', () => {
  test('answers verdict, criteria and what is missing', () => {
    expect(compute('ppf', { measurements, symptoms: [{ date: '2023-10-12', worse: true }] })).toEqual({
      met: true,
      criteria: [
        { name: 'Respiratory symptoms worse', met: true, because: 'respiratory symptoms worse on 12 Oct 2023' },
        { name: 'Physiology: FVC or DLCO fell', met: true, because: 'FVC 61 → 55 % (−6 points) in 9 months' },
        { name: 'FVC down by 5 points or more', met: true, because: 'FVC 61 → 55 % (−6 points) in 9 months' },
        { name: 'Hb-corrected DLCO down by 10 points or more', met: null, because: 'no DLCO is recorded' },
        {
          name: 'Imaging: signs of progression',
          met: null,
          because: 'no imaging compared with an earlier study is recorded within 12 months',
        },
      ],
      missing: [],
    })
  })

  test('looks back from the last date given unless another is named', () => {
    const given = { measurements, symptoms: [{ date: '2024-10-12', worse: true }] }
    expect(compute('ppf', given)).toMatchObject({ met: true })
    expect(compute('ppf', { ...given, asOf: '2023-10-12' })).toMatchObject({ met: null })
    expect(compute('ppf', { ...given, asOf: '2024-10-13' })).toMatchObject({ met: null })
  })

  test('takes DLCO as corrected unless it is said not to be', () => {
    const dlco = (hb?: string) => [
      { date: '2023-01-10', index: 'DLCO', percent: 60, ...(hb && { hb }) },
      { date: '2023-10-12', index: 'DLCO', percent: 50, ...(hb && { hb }) },
    ]
    const imaging = [{ date: '2023-10-12', progressed: true }]
    expect(compute('ppf', { measurements: dlco(), imaging })).toMatchObject({ met: true })
    expect(compute('ppf', { measurements: dlco('uncorrected'), imaging })).toMatchObject({ met: null })
  })

  test('takes what is not told as open, never as not so', () => {
    const symptoms = [{ date: '2023-10-12', worse: null }]
    expect(compute('ppf', { measurements, symptoms, imaging: null })).toMatchObject({ met: null })
    expect(compute('ppf', { measurements, symptoms: [{ date: '2023-10-12', worse: false }] })).toMatchObject({
      met: null,
    })
  })
})

test.each(['ppf', 'inbuild', 'omeract'])('compute %s answers every input with a reason instead of failing', (name) => {
  const misfits = [
    {},
    [],
    null,
    'text',
    { measurements: [{ date: '2023-02-30', index: 'FVC', percent: 61 }] },
    { measurements: [{ date: '2023', index: 'FEV1', percent: 61 }] },
    { measurements: [{ date: '2023', index: 'FVC', percent: 0 }] },
    { asOf: '2023' },
  ]
  for (const misfit of misfits) {
    const answer = compute(name, misfit) as { met: unknown; missing: readonly string[] }
    expect(answer.met).toBeNull()
    expect(answer.missing.length).toBeGreaterThan(0)
  }
})

test('compute inbuild and omeract go by relative falls', () => {
  const large = [
    { date: '2023-01-10', index: 'FVC', percent: 55 },
    { date: '2023-10-12', index: 'FVC', percent: 44 },
  ]
  expect(compute('inbuild', { measurements: large })).toMatchObject({ met: true })
  expect(compute('omeract', { measurements: large })).toMatchObject({ met: true })
  expect(compute('omeract', { measurements })).toMatchObject({
    met: null,
    missing: ['two DLCO values within 12 months'],
  })
})
