import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doseFormulas } from '#main/cli/compute/doses.ts'

function run(name: string, input: unknown): unknown {
  return doseFormulas.find((formula) => formula.name === name)!.run(input)
}
const near = (value: number, digits = 2) => expect.closeTo(value, digits) as number

describe('formulas of doses', () => {
  it.each(doseFormulas)('$name answers its own example', ({ example, run: answer }) => {
    expect(answer(example)).not.toHaveProperty('unavailable')
  })

  it.each(doseFormulas)('$name answers whatever it is given and never throws', ({ run: answer }) => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(answer(input)).toBeTypeOf('object')
      }),
    )
  })
})

describe('prednisone-equivalent', () => {
  it.each([
    ['methylprednisolone', 16, 20],
    ['prednisolone', 20, 20],
    ['hydrocortisone', 20, 5],
    ['cortisone', 25, 5],
    ['triamcinolone', 4, 5],
    ['dexamethasone', 0.75, 5],
    ['betamethasone', 0.6, 5],
    ['Prednisone', 7.5, 7.5],
  ])('of %s %d mg is %d mg', (drug, dose_mg, prednisone_mg) => {
    expect(run('prednisone-equivalent', { drug, dose_mg })).toEqual({ prednisone_mg })
  })

  it('is not told for deflazacort, nor for another drug', () => {
    expect(run('prednisone-equivalent', { drug: 'deflazacort', dose_mg: 6 })).toEqual({
      unavailable: 'no verified equivalent of deflazacort: sources differ',
    })
    expect(run('prednisone-equivalent', { drug: 'aspirin', dose_mg: 6 })).toHaveProperty('unavailable')
    expect(run('prednisone-equivalent', { drug: 'prednisone', dose_mg: -1 })).toEqual({
      unavailable: 'dose_mg: must not be below 0',
    })
  })
})

describe('ivig-dose', () => {
  it.each([
    ['M', 178, 82, 25.88, 73.18, 76.71, 164, 153.4, 1640, 2.014],
    ['M', 178, 110, 34.72, 73.18, 87.91, 220, 175.8, 2200, 2.332],
    ['F', 165, 95, 34.89, 56.91, 72.15, 190, 144.3, 1900, 2.087],
  ])('of %s %d cm %d kg', (sex, height_cm, weight_kg, bmi, ibw, dosing, grams, gramsDosing, ml, surface) => {
    expect(run('ivig-dose', { sex, height_cm, weight_kg, g_per_kg: 2 })).toEqual({
      bmi: near(bmi),
      ibw_kg: near(ibw),
      dosing_weight_kg: near(dosing),
      bsa_m2: near(surface, 3),
      grams_actual: grams,
      grams_dosing_weight: near(gramsDosing, 1),
      ml_10_percent: ml,
    })
  })

  it('gives no ideal weight below 60 inches and says why', () => {
    expect(run('ivig-dose', { sex: 'female', height_cm: 150, weight_kg: 60 })).toMatchObject({
      ibw_kg: null,
      grams_actual: 120,
      grams_dosing_weight: null,
      dosing_weight_unavailable: 'the formula does not hold below 152 cm',
    })
  })
})

describe('cumulative-steroid', () => {
  const short = [
    [60, 14],
    [40, 14],
    [30, 28],
    [20, 300],
  ]

  it.each([
    ['pairs', short, 8240, 356, 23.1461],
    ['pairs', [...short, [15, 60], [12.5, 60], [10, 180]], 11_690, 656, 17.8201],
    ['steps', [{ mg: 1000, days: 3, drug: 'methylprednisolone' }], 3750, 3, 1250],
  ])('of %s %j', (_, segments, cumulative_mg, days, mean) => {
    const answer = { cumulative_mg, days, time_weighted_mean_mg_d: near(mean, 4), unknown_days: 0 }
    expect(run('cumulative-steroid', { segments })).toEqual(answer)
    expect(run('cumulative-steroid', { segments_mg_days: segments })).toEqual(answer)
  })

  it('counts both ends of dated steps, and days between them as off', () => {
    const segments = [
      { from: '2021-03-01', to: '2021-03-14', mg: 20 },
      { from: '2021-03-16', to: '2021-03-16', mg: 10 },
    ]
    expect(run('cumulative-steroid', { segments })).toEqual({
      cumulative_mg: 290,
      days: 16,
      time_weighted_mean_mg_d: 18.125,
      unknown_days: 0,
    })
  })

  it('leaves unknown days out of sum and mean', () => {
    expect(
      run('cumulative-steroid', {
        segments: [
          [10, 4],
          [null, 6],
        ],
      }),
    ).toEqual({
      cumulative_mg: 40,
      days: 10,
      time_weighted_mean_mg_d: 10,
      unknown_days: 6,
    })
    expect(run('cumulative-steroid', { segments: [[null, 6]] })).toEqual({
      cumulative_mg: null,
      days: 6,
      time_weighted_mean_mg_d: null,
      unknown_days: 6,
    })
  })

  it('refuses overlaps within one drug and adds two drugs up', () => {
    const first = { from: '2021-03-01', to: '2021-03-10', mg: 20 }
    const second = { from: '2021-03-10', to: '2021-03-12', mg: 16 }
    expect(run('cumulative-steroid', { segments: [first, second] })).toHaveProperty('unavailable')
    expect(run('cumulative-steroid', { segments: [first, { ...second, drug: 'methylprednisolone' }] })).toMatchObject({
      cumulative_mg: 260,
      days: 12,
    })
  })

  it.each([
    [{ segments: [{ from: '2021-03', to: '2021-04', mg: 20 }] }],
    [{ segments: [{ from: '2021-03-02', to: '2021-03-01', mg: 20 }] }],
    [
      {
        segments: [
          { from: '2021-03-02', to: '2021-03-03', mg: 20 },
          { mg: 10, days: 4 },
        ],
      },
    ],
    [{ segments: [[10, 1.5]] }],
    [{ segments: [] }],
    [{ segments: [[6, 10]], drug: 'deflazacort' }],
    [{}],
  ])('refuses %j', (input) => {
    expect(run('cumulative-steroid', input)).toEqual({ unavailable: expect.any(String) as string })
  })
})
